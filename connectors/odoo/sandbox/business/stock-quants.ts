import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { SerializationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { isZeroQuantity, roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, idOf, numberOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';

/** The quants of a product at exactly this location; several, after transactions that overlapped. */
export function quantsAt(env: Env, productId: number, locationId: number): Row[] {
  return rowsWhere(env, 'stock.quant', 'product_id', productId).filter(
    (row) => row['location_id'] === locationId,
  );
}

/** What is there and not reserved: the sum of all its rows. */
export function freeAt(env: Env, productId: number, locationId: number): number {
  let free = 0;
  for (const quant of quantsAt(env, productId, locationId)) {
    free += numberOf(quant['quantity']) - numberOf(quant['reserved_quantity']);
  }
  return roundHalfUp(free, 2);
}

/**
 * Moves the quantity of a product at a location. The server skips rows that another transaction holds and makes a new
 * row instead, which is why one product at one location is many rows under load.
 */
export function addQuantity(env: Env, productId: number, locationId: number, delta: number): Row {
  const row = quantsAt(env, productId, locationId).find((quant) => isFree(env, quant));
  if (row === undefined) return newQuant(env, productId, locationId, { quantity: delta });
  return patch(env, 'stock.quant', row.id, { quantity: roundHalfUp(numberOf(row['quantity']) + delta, 2) });
}

/** Raises or lowers what is reserved. @throws {SerializationError} when all that could be lowered is held. */
export function addReserved(env: Env, productId: number, locationId: number, delta: number): void {
  const rows = quantsAt(env, productId, locationId);
  if (delta > 0) {
    const row = rows.find((quant) => isFree(env, quant));
    if (row === undefined) newQuant(env, productId, locationId, { reserved: delta });
    else
      patch(env, 'stock.quant', row.id, {
        reserved_quantity: roundHalfUp(numberOf(row['reserved_quantity']) + delta, 2),
      });
    return;
  }
  let left = -delta;
  for (const row of rows) {
    const taken = Math.min(left, numberOf(row['reserved_quantity']));
    if (taken <= 0 || !isFree(env, row)) continue;
    patch(env, 'stock.quant', row.id, {
      reserved_quantity: roundHalfUp(numberOf(row['reserved_quantity']) - taken, 2),
    });
    left -= taken;
  }
  if (!isZeroQuantity(left)) throw new SerializationError();
}

/** Whether no transaction that overlaps this one has written the row. */
function isFree(env: Env, quant: Row): boolean {
  return env.db.table('stock.quant').changedAt(quant.id) <= env.transaction.snapshot;
}

function newQuant(
  env: Env,
  productId: number,
  locationId: number,
  start: { quantity?: number; reserved?: number },
): Row {
  return insert(env, 'stock.quant', {
    product_id: productId,
    location_id: locationId,
    quantity: start.quantity ?? 0,
    reserved_quantity: start.reserved ?? 0,
    inventory_quantity: 0,
    inventory_quantity_set: false,
    in_date: env.nowMicros(),
    company_id: 1,
  });
}

export function emptyQuant(env: Env, productId: number, locationId: number): Row {
  return newQuant(env, productId, locationId, {});
}

/** The server's housekeeping: rows of one product at one location become one row again, empty ones go. */
export function mergeQuants(env: Env): void {
  const table = env.db.table('stock.quant');
  const groups = Map.groupBy(
    table.rows.values(),
    (row) => `${numberOf(row['product_id'])}@${numberOf(row['location_id'])}`,
  );
  for (const rows of groups.values()) {
    const [keep, ...others] = rows;
    if (keep === undefined || others.length === 0) continue;
    const sum = (field: string): number =>
      roundHalfUp(
        rows.reduce((total, row) => total + numberOf(row[field]), 0),
        2,
      );
    patch(env, 'stock.quant', keep.id, {
      quantity: sum('quantity'),
      reserved_quantity: sum('reserved_quantity'),
    });
    for (const row of others) env.db.put(env.transaction, table, row.id, undefined);
  }
}

export function locationOf(row: Row): number {
  return idOf(row['location_id']) ?? 0;
}
