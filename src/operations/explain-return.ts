import { type OrderReturn, signedLinesOf } from '#domain/order-return.ts';
import type { Order } from '#domain/order.ts';

/** One return of an order: what comes back and goes out, and what became of what arrived. No word of the customer's. */
export interface ReturnExplanation {
  readonly id: string;
  readonly name: string;
  readonly status: OrderReturn['status'];
  /** Below zero: units that come back. */
  readonly lines: readonly {
    readonly sku: string | null;
    readonly units: number;
    readonly processed: number;
  }[];
  readonly parcels: number;
  /** Units by what became of them, `{ restocked: 2 }`. */
  readonly arrived: Readonly<Record<string, number>>;
}

export function explainReturns({ lines, returns = [] }: Order): readonly ReturnExplanation[] {
  return returns.map((one) => ({
    id: one.id,
    name: one.name,
    status: one.status,
    lines: signedLinesOf(one, lines),
    parcels: one.arrivals.reduce((sum, { parcels }) => sum + parcels, 0),
    arrived: arrivedOf(one),
  }));
}

/** The same as steps of the order's chain. */
export function stepsOfReturn(
  { lines }: Order,
  one: OrderReturn,
): readonly { readonly at: number; readonly what: string }[] {
  const moves = signedLinesOf(one, lines)
    .map(({ sku, units, processed }) => {
      const done = processed === 0 ? '' : `, ${processed} taken`;
      return `${units > 0 ? '+' : ''}${units} ${sku ?? 'no SKU'}${done}`;
    })
    .join('; ');
  const arrived = Object.entries(arrivedOf(one)).map(([kind, units]) => `${units} ${kind}`);
  const found = arrived.length === 0 ? '' : `; arrived: ${arrived.join(', ')}`;
  const words = `return ${one.name} ${one.status}: ${moves}${found}`;
  return [
    { at: one.createdAt, what: words },
    ...(one.closedAt === null ? [] : [{ at: one.closedAt, what: `return ${one.name} closed` }]),
  ];
}

function arrivedOf({ arrivals }: OrderReturn): Readonly<Record<string, number>> {
  const arrived: Record<string, number> = {};
  for (const { kind, quantity } of arrivals
    .flatMap(({ lines }) => lines)
    .flatMap((line) => line.dispositions))
    arrived[kind] = (arrived[kind] ?? 0) + quantity;
  return arrived;
}
