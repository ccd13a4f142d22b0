import { type OdooSandbox, startOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { STORE } from './story-config.ts';

export type ErpOrder = ReturnType<OdooSandbox['erp']['saleOrders']>[number];

/** Our name of a place -> the warehouse's code in the ERP. */
export const warehouses = { main: 'WH', east: 'EAST' } as const;
export type Place = keyof typeof warehouses;
export const places = Object.keys(warehouses) as readonly Place[];

/** The ERP of a story, and what its people do. */
export interface StoryErp {
  readonly sandbox: OdooSandbox;
  readonly warehouseIds: Readonly<Record<Place, string>>;
  readonly taxes: Readonly<Record<string, { readonly included: number; readonly excluded: number }>>;
  /** All bookings of a store order, canceled ones too. */
  bookings(orderId: string): readonly ErpOrder[];
  /** The same of all orders, by their ids at the store: the ERP's books are read once for all of them. */
  allBookings(): ReadonlyMap<string, readonly ErpOrder[]>;
  receive(sku: string, quantity: number, place?: Place): void;
  count(sku: string, quantity: number, place?: Place): void;
  onHand(sku: string, place?: Place): number;
  /** Ships all open deliveries of a store order. */
  ship(orderId: string, tracking: string): void;
  /** API calls so far. */
  calls(): number;
}

export async function startStoryErp(
  options: { readonly faults?: FaultBoard | undefined } = {},
): Promise<StoryErp> {
  const sandbox = await startOdooSandbox({ defaultTaxPercent: 0, seed: 7, ...options });
  const { erp } = sandbox;
  const east = erp.addWarehouse({ code: warehouses.east });
  const addTax = (percent: number) => ({
    included: erp.addTax({ name: `VAT ${percent} incl`, percent, isIncluded: true }),
    excluded: erp.addTax({ name: `VAT ${percent}`, percent }),
  });
  return {
    sandbox,
    warehouseIds: { main: '1', east: String(east) },
    taxes: { '0.2': addTax(20), '0.0725': addTax(7.25) },
    bookings: (orderId) => erp.saleOrders().filter((order) => order.clientOrderRef === `${STORE}:${orderId}`),
    allBookings: () =>
      Map.groupBy(erp.saleOrders(), ({ clientOrderRef }) => clientOrderRef.slice(`${STORE}:`.length)),
    receive: (sku, quantity, place = 'main') => erp.receive(sku, warehouses[place], quantity),
    count: (sku, quantity, place = 'main') => erp.count(sku, warehouses[place], quantity),
    onHand: (sku, place = 'main') => erp.onHand(sku, warehouses[place]),
    calls: () => [...erp.apiCalls.values()].reduce((sum, count) => sum + count, 0),
    ship: (orderId, tracking) => {
      erp.validateDelivery(`${STORE}:${orderId}`, { tracking, carrier: 'DHL' });
    },
  };
}
