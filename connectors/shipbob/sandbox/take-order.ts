import { z } from 'zod';
import { allocate, onHandOf } from './stock.ts';
import { itemBySku, type NewOrder, type SandboxOrder, type ShipbobState } from './state.ts';
import { addItem } from './warehouse/items.ts';

const filled = z.string().min(1);
const newOrder = z.looseObject({
  reference_id: filled.max(300),
  order_number: z.string().max(400).nullish(),
  purchase_date: z.iso.datetime({ offset: true }).nullish(),
  shipping_method: filled,
  type: z.enum(['DTC', 'DropShip', 'B2B']),
  location_id: z.int().nullish(),
  recipient: z.looseObject({
    name: filled.max(300),
    email: z.email().nullish(),
    phone_number: z.string().max(50).nullish(),
    address: z.looseObject({ address1: filled, city: filled, country: filled }),
  }),
  products: z
    .array(
      z.looseObject({
        reference_id: filled,
        name: z.string().nullable(),
        quantity: z.int().min(1),
        external_line_id: z.int().nullish(),
      }),
    )
    .min(1),
  tags: z.array(z.object({ name: filled.max(50), value: filled.max(500) })).nullish(),
});

/** Fields with what is wrong about them, as a refusal lists them. */
export type Complaints = Readonly<Record<string, readonly string[]>>;

/** Takes an order, or says why not. A reference is used once in a channel, also by an order that was canceled. */
export function takeOrder(
  state: ShipbobState,
  raw: unknown,
  channelId: number,
): { readonly order: SandboxOrder } | { readonly complaints: Complaints } {
  const parsed = newOrder.safeParse(raw);
  if (!parsed.success) {
    return {
      complaints: Object.fromEntries(
        parsed.error.issues.map(({ path, message }) => [path.join('.'), [message]]),
      ),
    };
  }
  const body: NewOrder = parsed.data;
  const isKnown = [...state.orders.values()].some(
    (order) => order.channelId === channelId && order.referenceId === body.reference_id,
  );
  if (isKnown) return { complaints: { ReferenceId: ['Cannot insert order with existing ReferenceId'] } };
  if (body.location_id != null && !state.locations.has(body.location_id)) {
    return { complaints: { location_id: ['There is no such fulfillment center'] } };
  }
  for (const [index, { reference_id: sku, name }] of body.products.entries()) {
    if (itemBySku(state, sku) !== undefined) continue;
    if ((name ?? '') === '') {
      return { complaints: { [`products[${index}].name`]: ['A product that is not known needs a name'] } };
    }
    addItem(state, { sku, title: name ?? sku });
  }
  return { order: open(state, body, channelId) };
}

function open(state: ShipbobState, body: NewOrder, channelId: number): SandboxOrder {
  const now = state.clock.now();
  const items = itemsOf(state, body);
  const order: SandboxOrder = {
    id: state.nextId(),
    channelId,
    referenceId: body.reference_id,
    createdAt: now,
    updatedAt: now,
    body,
    shipments: [
      {
        id: state.nextId(),
        createdAt: now,
        updatedAt: now,
        status: 'Processing',
        isPicking: false,
        locationId: body.location_id ?? bestLocation(state, items),
        items,
        fulfilledAt: null,
        tracking: null,
        details: [],
      },
    ],
  };
  state.orders.set(order.id, order);
  for (const shipment of order.shipments) allocate(state, shipment);
  if (order.shipments.some(({ status }) => status === 'Exception')) {
    state.emit({ topic: 'order.shipment.exception', body: { order_id: order.id } });
  }
  return order;
}

/** One row for each item; a bundle is shipped as its parts. */
function itemsOf(state: ShipbobState, { products }: NewOrder): SandboxOrder['shipments'][number]['items'] {
  return products.flatMap(({ reference_id: sku, quantity }) => {
    const item = itemBySku(state, sku);
    const parts = Object.entries(item?.parts ?? { [sku]: 1 });
    return parts.map(([part, count]) => ({
      inventoryId: itemBySku(state, part)?.inventoryId ?? 0,
      productReference: sku,
      quantity: quantity * count,
      committed: 0,
    }));
  });
}

/** The first active center that has everything, else the first one. */
function bestLocation(state: ShipbobState, items: ReturnType<typeof itemsOf>): number {
  const active = [...state.locations.values()].filter(({ isActive }) => isActive);
  const best = active.find(({ id }) =>
    items.every(({ inventoryId, quantity }) => onHandOf(state, inventoryId, id) >= quantity),
  );
  const chosen = best ?? active[0];
  if (chosen === undefined) throw new TypeError('the sandbox has no fulfillment center');
  return chosen.id;
}
