import { createIds, type Ids } from './ids.ts';
import { createOrderIndex, type OrderIndex } from './order-index.ts';
import type { Company } from './business-records.ts';
import type { ConsentEntry, Customer } from './people-records.ts';
import type { Fulfillment, FulfillmentOrder } from './shipping-records.ts';
import type { Item, Level, Order, Product, ShopLocation, Variant } from './records.ts';
import type { Refund } from './refund-records.ts';
import type { Return } from './return-records.ts';

/** Why a level's available number changed. `written-by-api` and `activated` are writes of an app, `manual` those of staff. */
export type StockCause =
  | 'initial'
  | 'sale'
  | 'cancel'
  | 'refund'
  | 'edit'
  | 'moved'
  | 'written-by-api'
  | 'activated'
  | 'manual';

/** One change of the number that the shop sells from, in the order in which it happened. */
export interface StockEntry {
  readonly at: number;
  readonly sku: string | null;
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly from: number;
  readonly to: number;
  readonly cause: StockCause;
  /** The order's id, or for a write through the API its `referenceDocumentUri`; null where there is none. */
  readonly reference: string | null;
}

/** Something that happened and that webhooks may tell; `subject` is the record that the payload shows. */
export interface ShopEvent {
  readonly topic: string;
  readonly at: number;
  readonly subject: unknown;
}

export interface ShopSettings {
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Offset of the times in webhooks, `+01:00`. */
  readonly utcOffset: string;
}

/** Everything that one shop knows. Only the files of `model/` change it. */
export interface ShopState {
  readonly settings: ShopSettings;
  readonly now: () => number;
  readonly ids: Ids;
  readonly locations: Map<string, ShopLocation>;
  readonly products: Map<string, Product>;
  readonly variants: Map<string, Variant>;
  readonly variantsBySku: Map<string, Variant[]>;
  readonly items: Map<string, Item>;
  readonly levels: Map<string, Level>;
  readonly customers: Map<string, Customer>;
  /** By name. */
  readonly companies: Map<string, Company>;
  readonly orders: Map<string, Order>;
  readonly orderIndex: OrderIndex;
  readonly fulfillmentOrders: Map<string, FulfillmentOrder>;
  readonly fulfillments: Map<string, Fulfillment>;
  readonly refunds: Map<string, Refund>;
  readonly returns: Map<string, Return>;
  readonly stockLog: StockEntry[];
  readonly consentLog: ConsentEntry[];
  orderNumber: number;
  emit: (event: ShopEvent) => void;
}

export function createState(options: {
  readonly settings: ShopSettings;
  readonly now: () => number;
  readonly idsFrom: bigint;
  readonly lateInIndexMs?: (() => number) | undefined;
}): ShopState {
  return {
    settings: options.settings,
    now: options.now,
    ids: createIds(options.idsFrom),
    locations: new Map(),
    products: new Map(),
    variants: new Map(),
    variantsBySku: new Map(),
    items: new Map(),
    levels: new Map(),
    customers: new Map(),
    companies: new Map(),
    orders: new Map(),
    orderIndex: createOrderIndex(options.lateInIndexMs),
    fulfillmentOrders: new Map(),
    fulfillments: new Map(),
    refunds: new Map(),
    returns: new Map(),
    stockLog: [],
    consentLog: [],
    orderNumber: 1_000,
    emit: () => undefined,
  };
}

/** Tells everybody who listens. */
export function announce(state: ShopState, topic: string, subject: unknown): void {
  state.emit({ topic, at: state.now(), subject });
}

/** The order changed: moves its stamp, the search follows, `orders/updated` is told. */
export function touchOrder(state: ShopState, order: Order): void {
  order.updatedAt = Math.max(order.updatedAt, state.now());
  state.orderIndex.note(order, state.now());
  announce(state, 'orders/updated', order);
}
