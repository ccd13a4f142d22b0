import type { NewOrder } from './store-desk.ts';

/** Items that stand in the store and that the ERP cannot book. */
export const GHOST_SKU = 'GHOST-1';
export const TWIN_SKU = 'TWIN-1';
/** The store's variant without a SKU is found under this name. */
export const NAMELESS_ITEM = 'NAMELESS';
/** A tax that the configuration does not map. */
const MOON_TAX = { title: 'Moon Tax', rate: 0.5, isIncluded: false };

export interface Plant {
  readonly kind: string;
  /** When it is sold, as a share of the run. */
  readonly atShare: number;
  /** Makes a bad order of a good one. */
  readonly spoil: (order: NewOrder) => NewOrder;
}

const withLine = (order: NewOrder, sku: string): NewOrder => ({
  ...order,
  lines: [...order.lines.slice(0, 1), { sku, quantity: 1 }],
});

/** Orders that nobody may book by guessing. Each must be parked, and only these; their good lines still reserve stock. */
export const plants: readonly Plant[] = [
  { kind: 'a SKU that the ERP does not know', atShare: 0.1, spoil: (order) => withLine(order, GHOST_SKU) },
  { kind: 'an item without a SKU', atShare: 0.3, spoil: (order) => withLine(order, NAMELESS_ITEM) },
  { kind: 'a tax that is not mapped', atShare: 0.5, spoil: (order) => ({ ...order, tax: MOON_TAX }) },
  {
    kind: 'a SKU that two products of the ERP have',
    atShare: 0.7,
    spoil: (order) => withLine(order, TWIN_SKU),
  },
];
