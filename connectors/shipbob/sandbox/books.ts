import {
  type Movement,
  orderStatus,
  type SandboxOrder,
  type SandboxReturn,
  type ShipbobState,
  type Subscription,
} from './state.ts';
import { committedOf, isOpen } from './stock.ts';
import { returnStatus } from './views/return-view.ts';
import type { Throttle } from './wire/throttle.ts';

/** An order, as somebody finds it who looks into the account. Units are those of its products. */
export interface OrderInBooks {
  readonly id: number;
  readonly reference: string;
  readonly number: string;
  readonly status: string;
  readonly createdAt: number;
  readonly shippingMethod: string;
  /** Units asked for, by SKU. */
  readonly units: Readonly<Record<string, number>>;
  /** Units that are still to leave, and that left, by SKU. */
  readonly openUnits: Readonly<Record<string, number>>;
  readonly shippedUnits: Readonly<Record<string, number>>;
  readonly shipments: readonly {
    readonly id: number;
    readonly status: string;
    readonly locationId: number;
    readonly fulfilledAt: number | null;
    readonly tracking: string | null;
  }[];
}

/** A return, as somebody finds it who looks into the account. */
export interface ReturnInBooks {
  readonly id: number;
  readonly reference: string;
  readonly status: string;
  readonly locationId: number;
  readonly shipmentId: number | null;
  /** Units announced, by SKU, and all of them. */
  readonly unitsBySku: Readonly<Record<string, number>>;
  readonly units: number;
  readonly restocked: number;
}

export interface LevelInBooks {
  readonly sku: string;
  readonly inventoryId: number;
  readonly locationId: number;
  readonly onHand: number;
  readonly committed: number;
}

/** What a judge needs: nothing here goes over the wire. */
export interface Books {
  orders(): readonly OrderInBooks[];
  levels(): readonly LevelInBooks[];
  movements(): readonly Movement[];
  returns(): readonly ReturnInBooks[];
  subscriptions(): readonly Subscription[];
  /** Calls that were answered, and calls beyond the limit. */
  calls(): number;
  breaches(): number;
}

export function createBooks(state: ShipbobState, throttle: Throttle): Books {
  return {
    orders: () => [...state.orders.values()].map(toBooks),
    levels: () =>
      [...state.onHand].map(([key, onHand]) => {
        const [inventoryId = 0, locationId = 0] = key.split('@').map(Number);
        const sku = state.items.get(inventoryId)?.sku ?? '';
        return {
          sku,
          inventoryId,
          locationId,
          onHand,
          committed: committedOf(state, inventoryId, locationId),
        };
      }),
    movements: () => [...state.movements],
    returns: () => [...state.returns.values()].map((one) => returnInBooks(state, one)),
    subscriptions: () => [...state.subscriptions.values()],
    calls: () => throttle.calls(),
    breaches: () => throttle.breaches(),
  };
}

function toBooks(order: SandboxOrder): OrderInBooks {
  const { body } = order;
  const units: Record<string, number> = {};
  for (const { reference_id: sku, quantity } of body.products) units[sku] = (units[sku] ?? 0) + quantity;
  return {
    id: order.id,
    reference: order.referenceId,
    number: body.order_number ?? order.referenceId,
    status: orderStatus(order),
    createdAt: order.createdAt,
    shippingMethod: body.shipping_method,
    units,
    openUnits: unitsOf(order, isOpen),
    shippedUnits: unitsOf(order, ({ status }) => status === 'Completed'),
    shipments: order.shipments.map(({ id, status, locationId, fulfilledAt, tracking }) => ({
      id,
      status,
      locationId,
      fulfilledAt,
      tracking: tracking?.number ?? null,
    })),
  };
}

function returnInBooks({ items }: ShipbobState, found: SandboxReturn): ReturnInBooks {
  const unitsBySku: Record<string, number> = {};
  for (const { inventoryId, quantity } of found.lines) {
    const sku = items.get(inventoryId)?.sku ?? '';
    unitsBySku[sku] = (unitsBySku[sku] ?? 0) + quantity;
  }
  return {
    id: found.id,
    reference: found.referenceId,
    status: returnStatus(found),
    locationId: found.locationId,
    shipmentId: found.shipmentId,
    unitsBySku,
    units: Object.values(unitsBySku).reduce((sum, units) => sum + units, 0),
    restocked: found.lines
      .flatMap(({ actions }) => actions)
      .filter(({ action }) => action === 'Restock')
      .reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

function unitsOf(
  { shipments }: SandboxOrder,
  isWanted: (shipment: SandboxOrder['shipments'][number]) => boolean,
): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const { items } of shipments.filter(isWanted)) {
    for (const { productReference: sku, quantity } of items) units[sku] = (units[sku] ?? 0) + quantity;
  }
  return units;
}
