import type { OdooErp } from '#connectors/odoo/sandbox/books/erp.ts';
import type { ErpBook, ErpCredit, ErpOrder, ErpParcel, StockChange } from './books.ts';

/** The words by which the ERP's stock log names a delivery that left, by hand or through the API. */
const SHIPPING_CAUSE = /validateDelivery|stock\.picking|backorder/i;

/** The books of the Odoo sandbox as plain data. @param skus every SKU that was seeded; a product may have no stock yet. */
export function readErpBook(erp: OdooErp, skus: Iterable<string>, warehouses: readonly string[]): ErpBook {
  const onHand = new Map<string, Map<string, number>>();
  for (const sku of skus)
    onHand.set(sku, new Map(warehouses.map((warehouse) => [warehouse, erp.onHand(sku, warehouse)])));
  return {
    onHand,
    orders: erp.saleOrders().map(toOrder),
    credits: erp.creditNotes().map(toCredit),
    parcels: erp.pickings().flatMap(toParcel),
    changes: erp.stockLog.map(toChange),
  };
}

type SaleOrder = ReturnType<OdooErp['saleOrders']>[number];
type Picking = ReturnType<OdooErp['pickings']>[number];

function toOrder(order: SaleOrder): ErpOrder {
  return {
    number: order.name,
    reference: order.clientOrderRef,
    state: toState(order.state),
    currency: order.currency,
    totalMinor: order.totalMinor,
    taxMinor: order.taxMinor,
    lines: order.lines.map(({ sku, quantity, subtotalMinor, totalMinor }) => ({
      sku,
      quantity,
      untaxedMinor: subtotalMinor,
      totalMinor,
    })),
    confirmedAtMs: order.writes.find(({ state }) => toState(state) === 'confirmed')?.atMs ?? null,
  };
}

function toCredit(note: ReturnType<OdooErp['creditNotes']>[number]): ErpCredit {
  const { id, name, ref, state, currency, totalMinor } = note;
  return {
    number: name.length > 1 ? name : `draft ${id}`,
    reference: ref,
    state: state === 'cancel' ? 'canceled' : state === 'posted' ? 'posted' : 'draft',
    currency,
    totalMinor,
  };
}

function toState(state: string): ErpOrder['state'] {
  if (state === 'sale' || state === 'done') return 'confirmed';
  return state === 'cancel' ? 'canceled' : 'draft';
}

function toParcel(picking: Picking): ErpParcel[] {
  const { state, kind, doneAtMs, clientOrderRef } = picking;
  if (state !== 'done' || kind !== 'outgoing' || doneAtMs === undefined || clientOrderRef === undefined)
    return [];
  const units: Record<string, number> = {};
  for (const { sku, quantity } of picking.lines) {
    if (quantity > 0) units[sku] = (units[sku] ?? 0) + quantity;
  }
  return [
    {
      name: picking.name,
      reference: clientOrderRef,
      warehouse: picking.warehouse,
      tracking: picking.tracking ?? null,
      shippedAtMs: doneAtMs,
      units,
    },
  ];
}

function toChange({ atMs, sku, warehouse, from, to, cause }: OdooErp['stockLog'][number]): StockChange {
  return {
    atMs,
    sku,
    warehouse,
    from,
    to,
    cause: to < from && SHIPPING_CAUSE.test(cause) ? 'shipment' : 'other',
  };
}
