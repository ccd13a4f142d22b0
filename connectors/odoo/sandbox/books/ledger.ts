import type { Database, Transaction } from '#connectors/odoo/sandbox/orm/storage.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { idOf, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';

/** One change of what is physically there. */
export interface StockChange {
  readonly atMs: number;
  readonly sku: string;
  /** The warehouse's code. */
  readonly warehouse: string;
  readonly from: number;
  readonly to: number;
  /** The method or the warehouse's own doing behind it: `stock.picking.button_validate`, `receive`. */
  readonly cause: string;
}

/** One commit that wrote an order or one of its lines. */
export interface OrderWrite {
  readonly atMs: number;
  readonly cause: string;
  readonly state: string;
  readonly amountTotal: number;
}

/** What happened, kept beside the database by watching its commits; the database itself only knows what is. */
export interface Ledger {
  readonly stockLog: readonly StockChange[];
  writesOf(orderId: number): readonly OrderWrite[];
  onHand(sku: string, warehouse: string): number;
  readonly apiCalls: ReadonlyMap<string, number>;
  readonly countCall: (call: string) => void;
}

export function createLedger(db: Database, nowMs: () => number): Ledger {
  const stockLog: StockChange[] = [];
  const writes = new Map<number, OrderWrite[]>();
  const levels = new Map<string, number>();
  const calls = new Map<string, number>();
  const quants = db.table('stock.quant');
  const orders = db.table('sale.order');
  const cells = new Map<number, string>();

  const noteStock = (transaction: Transaction): void => {
    const products = new Set<number>();
    for (const id of transaction.touched.get(quants) ?? []) {
      const product = idOf(quants.rows.get(id)?.['product_id']);
      if (product !== undefined) products.add(product);
    }
    for (const product of products) noteProduct(product, transaction.cause);
  };
  const noteProduct = (product: number, cause: string): void => {
    const sku = textOf(db.table('product.product').rows.get(product)?.['default_code']);
    const sums = new Map<string, number>();
    for (const id of quants.lookup('product_id', product) ?? []) {
      const quant = quants.rows.get(id);
      const warehouse = warehouseOf(numberOf(quant?.['location_id']));
      if (warehouse === undefined) continue;
      sums.set(warehouse, (sums.get(warehouse) ?? 0) + numberOf(quant?.['quantity']));
    }
    for (const [warehouse, sum] of sums) {
      const key = `${sku}\u0000${warehouse}`;
      const [from, to] = [levels.get(key) ?? 0, roundHalfUp(sum, 2)];
      if (from === to) continue;
      levels.set(key, to);
      stockLog.push({ atMs: nowMs(), sku, warehouse, from, to, cause });
    }
  };
  /** The code of the warehouse that an internal location belongs to. */
  const warehouseOf = (locationId: number): string | undefined => {
    const known = cells.get(locationId);
    if (known !== undefined) return known === '' ? undefined : known;
    const row = db.table('stock.location').rows.get(locationId);
    const code = row?.['usage'] === 'internal' ? (textOf(row['complete_name']).split('/')[0] ?? '') : '';
    cells.set(locationId, code);
    return code === '' ? undefined : code;
  };
  const noteOrders = (transaction: Transaction): void => {
    const lines = db.table('sale.order.line');
    const ids = new Set(transaction.touched.get(orders));
    for (const id of transaction.touched.get(lines) ?? []) {
      const order = idOf(lines.rows.get(id)?.['order_id']);
      if (order !== undefined) ids.add(order);
    }
    for (const id of ids) {
      const row = orders.rows.get(id);
      if (row === undefined) continue;
      const list = writes.get(id) ?? [];
      const [state, amountTotal] = [textOf(row['state']), numberOf(row['amount_total'])];
      list.push({ atMs: nowMs(), cause: transaction.cause, state, amountTotal });
      writes.set(id, list);
    }
  };
  db.onCommit((transaction) => {
    noteStock(transaction);
    noteOrders(transaction);
  });
  return {
    stockLog,
    writesOf: (orderId) => writes.get(orderId) ?? [],
    onHand: (sku, warehouse) => levels.get(`${sku}\u0000${warehouse}`) ?? 0,
    apiCalls: calls,
    countCall(call) {
      calls.set(call, (calls.get(call) ?? 0) + 1);
    },
  };
}
