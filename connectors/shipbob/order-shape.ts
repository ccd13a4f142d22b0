import { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import { instant, placeOf, text } from '#sdk/records.ts';
import { linesOf, type OurLine } from './order-lines.ts';
import { idOf, parseRows } from './records.ts';

const units = z.int().nonnegative();

const shipment = z.object({
  id: z.int(),
  status: z.string(),
  /** "Picked, packed, and label has been printed"; null as long as that is not so. */
  actual_fulfillment_date: instant.nullable(),
  location: z.object({ id: z.int() }).nullish(),
  products: z
    .array(
      z.object({
        reference_id: z.string().nullable(),
        inventory_items: z.array(z.object({ id: z.int(), quantity: units })).nullable(),
      }),
    )
    .nullable(),
  status_details: z
    .array(z.object({ name: z.string().nullish(), description: z.string().nullish() }))
    .nullish(),
  tracking: z
    .object({
      carrier: text,
      tracking_number: text,
      pro_number: text.optional(),
      tracking_url: text,
    })
    .nullish(),
});

const product = z.object({
  external_line_id: z.int().nullable(),
  reference_id: z.string().nullable(),
  quantity: units,
});

// The specification requires none of the fields of an answer. These are the ones that something here is decided by.
const order = z.object({
  id: z.int(),
  order_number: text,
  reference_id: z.string().min(1),
  status: z.string(),
  products: z.array(product),
  /** Null: none have been made yet. */
  shipments: z.array(shipment).nullable(),
});

const tagged = z.object({
  tags: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
});

export type OrderShipment = z.output<typeof shipment>;

/** An order that was made by a request of ours. */
export interface OurOrder extends z.output<typeof order> {
  readonly lines: readonly OurLine[];
}

export interface ParsedOrders {
  readonly orders: readonly OurOrder[];
  readonly refused: readonly RefusedRecord[];
}

/** The orders that carry our lines; those of other applications and people are nobody's business here. */
export function parseOrders(raws: readonly unknown[]): ParsedOrders {
  const orders: OurOrder[] = [];
  const refused: RefusedRecord[] = [];
  for (const raw of raws) {
    try {
      const ours = parseOrder(raw);
      if (ours !== null) orders.push(ours);
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      refused.push({ id: idOf(raw), reason: `order.${error.path}` });
    }
  }
  return { orders, refused };
}

/** Null: it is none of ours. @throws MalformedAnswerError whose path says what is wrong. */
export function parseOrder(raw: unknown): OurOrder | null {
  const tags = tagged.safeParse(raw);
  if (!tags.success) throw malformed(placeOf(tags.error));
  const lines = linesOf(tags.data.tags ?? []);
  if (lines.length === 0) return null;
  const { rows, refused } = parseRows(order, [raw], 'order');
  const [row] = rows;
  if (row === undefined) throw malformed(refused[0]?.reason.replace('order.', '') ?? '$');
  return { ...row, lines };
}

function malformed(place: string): MalformedAnswerError {
  return new MalformedAnswerError(`a ShipBob order has another form: ${place}`, place);
}
