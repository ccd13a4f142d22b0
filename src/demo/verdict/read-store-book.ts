import { amountsOf, refundLinesOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import type { Level, Line, Order } from '#connectors/shopify/sandbox/model/records.ts';
import type { ShopState, StockEntry } from '#connectors/shopify/sandbox/model/state.ts';
import type {
  LevelChange,
  StoreBook,
  StoreLevel,
  StoreLine,
  StoreOrder,
  StoreParcel,
  StoreRefund,
  StoreReturn,
  WebhookCounts,
} from './books.ts';

/** What the shop itself knows; the verdict only looks. */
export type ShopRecords = Pick<ShopState, 'orders' | 'levels' | 'stockLog'>;

/** The books of the Shopify sandbox as plain data. @param name the connection's name. */
export function readStoreBook(name: string, shop: ShopRecords, webhooks: WebhookCounts): StoreBook {
  return {
    name,
    webhooks,
    orders: [...shop.orders.values()].map(toOrder),
    levels: [...shop.levels.values()].flatMap(toLevel),
    changes: shop.stockLog.flatMap(toChange),
  };
}

function toOrder(order: Order): StoreOrder {
  const amounts = amountsOf(order);
  const lines = order.lines.map((line) =>
    toLine(order, line, amounts.lines.get(line.id)?.currentNet.shop ?? 0),
  );
  // What was refunded after it had shipped is still to be booked; what never shipped is not.
  const kept = order.lines.map((line) => keptRefunds(order, line));
  const keptNet = kept.reduce((sum, { net }) => sum + net, 0);
  const keptTax = kept.reduce((sum, { tax }) => sum + tax, 0);
  return {
    id: order.id,
    name: order.name,
    placedAtMs: order.createdAt,
    canceledAtMs: order.cancelledAt,
    isTest: order.test,
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    totalMinor: amounts.currentTotal.shop + keptNet + (order.taxesIncluded ? 0 : keptTax),
    taxMinor: amounts.currentTax.shop + keptTax,
    lines,
    parcels: order.fulfillments
      .filter(({ status }) => status === 'SUCCESS')
      .map((entry) => toParcel(order, entry)),
    refunds: order.refunds.map((refund) => toRefund(order, refund)),
    returns: order.returns.map((returned) => toReturn(order, returned)),
  };
}

function toReturn(order: Order, { id, name, status, lines }: Order['returns'][number]): StoreReturn {
  const isEnded = status === 'DECLINED' || status === 'CANCELED';
  return {
    id,
    name,
    state: isEnded ? 'ended' : status === 'REQUESTED' ? 'asked' : 'agreed',
    lines: lines.map(({ lineId, quantity }) => ({
      sku: order.lines.find((line) => line.id === lineId)?.sku ?? null,
      quantity,
      from: order.fulfillments
        .filter((one) => one.status === 'SUCCESS' && one.lines.some((line) => line.lineId === lineId))
        .map(({ locationId }) => locationId),
    })),
  };
}

function toRefund(order: Order, refund: Order['refunds'][number]): StoreRefund {
  const paid = refund.transactions
    .filter(({ status }) => status === 'SUCCESS')
    .reduce((sum, { amount }) => sum + amount.shop, 0);
  const shippedAt = order.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .map(({ createdAt }) => createdAt);
  const isEarly = shippedAt.every((at) => at > refund.createdAt);
  const gone = [
    ...refund.lines.filter(({ restockType }) => restockType === 'CANCEL'),
    ...(isEarly ? refund.shipping : []),
  ];
  const worth = gone.reduce(
    (sum, { subtotal, tax }) => sum + subtotal.shop + (order.taxesIncluded ? 0 : tax.shop),
    0,
  );
  return { id: refund.id, creditMinor: paid === 0 ? 0 : paid - worth };
}

function toLine(order: Order, line: Line, currentNetMinor: number): StoreLine {
  const units = new Map<string, number>();
  const add = (location: string, quantity: number): void => {
    if (quantity > 0) units.set(location, (units.get(location) ?? 0) + quantity);
  };
  for (const { status, locationId, lines } of order.fulfillments) {
    if (status !== 'SUCCESS') continue;
    for (const entry of lines) if (entry.lineId === line.id) add(locationId, entry.quantity);
  }
  for (const { status, locationId, lines } of order.fulfillmentOrders) {
    if (status === 'CANCELLED' || status === 'CLOSED') continue;
    for (const entry of lines) if (entry.lineId === line.id) add(locationId, entry.remaining);
  }
  return {
    id: line.id,
    sku: line.sku === null || line.sku === '' ? null : line.sku,
    quantity: [...units.values()].reduce((sum, quantity) => sum + quantity, 0),
    totalMinor: currentNetMinor + keptRefunds(order, line).net,
    units: [...units].map(([location, quantity]) => ({ location, quantity })),
  };
}

function keptRefunds(order: Order, line: Line): { readonly net: number; readonly tax: number } {
  const kept = refundLinesOf(order, line.id).filter(({ restockType }) => restockType !== 'CANCEL');
  return {
    net: kept.reduce((sum, { subtotal }) => sum + subtotal.shop, 0),
    tax: kept.reduce((sum, { tax }) => sum + tax.shop, 0),
  };
}

function toParcel(order: Order, { tracking, lines }: Order['fulfillments'][number]): StoreParcel {
  const units: Record<string, number> = {};
  for (const { lineId, quantity } of lines) {
    const sku = order.lines.find(({ id }) => id === lineId)?.sku ?? '';
    units[sku] = (units[sku] ?? 0) + quantity;
  }
  return { tracking: tracking[0]?.number ?? null, units };
}

function toLevel(level: Level): StoreLevel[] {
  const sku = level.item.variant?.sku ?? null;
  if (!level.isActive || sku === null) return [];
  return [{ sku, location: level.location.id, available: level.states.available }];
}

function toChange({ at, sku, locationId, from, to, cause }: StockEntry): LevelChange[] {
  return sku === null
    ? []
    : [{ atMs: at, sku, location: locationId, from, to, cause: toCause(cause, to < from) }];
}

function toCause(cause: StockEntry['cause'], falls: boolean): LevelChange['cause'] {
  switch (cause) {
    case 'sale':
    case 'cancel':
    case 'refund':
    case 'edit':
    case 'moved':
      // An edit can take more units as well as give some back.
      return falls ? 'sale' : 'return';
    case 'written-by-api':
    case 'activated':
      return 'write';
    case 'initial':
    case 'manual':
      return 'other';
  }
}
