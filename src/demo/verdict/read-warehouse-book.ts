import { orderStatus, type ShipbobState } from '#connectors/shipbob/sandbox/state.ts';
import type { ErpBook, ErpParcel, ExpectedReturn, ShippingRequest, StockChange } from './books.ts';

/** The books of a 3PL: what is on its shelves, what left them, and what it was asked for. */
export interface WarehouseBook extends Pick<ErpBook, 'onHand' | 'parcels' | 'changes'> {
  readonly requests: readonly ShippingRequest[];
  readonly expected: readonly ExpectedReturn[];
}

/** What the account itself knows; the verdict only looks. */
export type WarehouseRecords = Pick<ShipbobState, 'orders' | 'items' | 'movements' | 'returns'>;

type Order = WarehouseRecords['orders'] extends ReadonlyMap<number, infer One> ? One : never;
type Shipment = Order['shipments'][number];

/** The books of the ShipBob sandbox as plain data. @param warehouse the code of its one center. */
export function readWarehouseBook(records: WarehouseRecords, warehouse: string): WarehouseBook {
  const changes = readChanges(records, warehouse);
  const onHand = new Map<string, ReadonlyMap<string, number>>();
  for (const { sku, to } of changes) onHand.set(sku, new Map([[warehouse, to]]));
  const orders = [...records.orders.values()];
  return {
    onHand,
    changes,
    parcels: orders.flatMap((order) => parcelsOf(order, warehouse)),
    requests: orders.map(toRequest),
    expected: expectedOf(records),
  };
}

function expectedOf({ returns, items, orders }: WarehouseRecords): readonly ExpectedReturn[] {
  const shippedWith = (shipmentId: number | null): string | null => {
    const order = [...orders.values()].find(({ shipments }) => shipments.some(({ id }) => id === shipmentId));
    return order === undefined ? null : orderReferenceOf(order);
  };
  return [...returns.values()]
    .filter(({ canceledAt }) => canceledAt === null)
    .map(({ referenceId, shipmentId, lines }) => {
      const units: Record<string, number> = {};
      for (const { inventoryId, quantity } of lines) {
        const sku = items.get(inventoryId)?.sku ?? '';
        units[sku] = (units[sku] ?? 0) + quantity;
      }
      return { mark: referenceId, reference: shippedWith(shipmentId), units };
    });
}

/** Of an order of ShipBob only what left counts, once it is canceled. */
function toRequest(order: Order): ShippingRequest {
  const isOver = orderStatus(order) === 'Cancelled';
  const units: Record<string, number> = {};
  for (const { status, items } of order.shipments) {
    if (status === 'Cancelled' || (isOver && status !== 'Completed')) continue;
    for (const { productReference: sku, quantity } of items) units[sku] = (units[sku] ?? 0) + quantity;
  }
  return { name: order.referenceId, reference: orderReferenceOf(order), units };
}

function parcelsOf(order: Order, warehouse: string): readonly ErpParcel[] {
  return order.shipments
    .filter(({ status }) => status === 'Completed')
    .map((shipment) => ({
      name: `shipment ${shipment.id}`,
      reference: orderReferenceOf(order),
      warehouse,
      tracking: shipment.tracking?.number ?? null,
      shippedAtMs: shipment.fulfilledAt ?? shipment.updatedAt,
      units: unitsOf(shipment),
    }));
}

function unitsOf({ items }: Shipment): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const { productReference: sku, quantity } of items) units[sku] = (units[sku] ?? 0) + quantity;
  return units;
}

/** An order is asked for as `<order's reference>/<number>`. */
function orderReferenceOf({ referenceId }: Order): string {
  return referenceId.replace(/\/\d+$/u, '');
}

function readChanges({ items, movements }: WarehouseRecords, warehouse: string): readonly StockChange[] {
  const levels = new Map<string, number>();
  return movements.map(({ at, inventoryId, units, cause }): StockChange => {
    const sku = items.get(inventoryId)?.sku ?? '';
    const from = levels.get(sku) ?? 0;
    levels.set(sku, from + units);
    return {
      atMs: at,
      sku,
      warehouse,
      from,
      to: from + units,
      cause: cause === 'shipped' ? 'shipment' : 'other',
    };
  });
}
