import { mustRead, rowOf, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Row, idsOf, numberOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { currencyDigits, roundingMethod } from './sale-amounts.ts';
import { lineAmounts, orderAmounts } from './tax-math.ts';
import { toTax } from './tax-models.ts';

/** Works out the amounts of an entry and of all its lines again, and stores them. */
export function recomputeEntry(env: Env, id: number): void {
  const entry = mustRead(env, 'account.move', id);
  const digits = currencyDigits(env, entry);
  const method = roundingMethod(env);
  const all = rowsWhere(env, 'account.move.line', 'move_id', id).map((line) => {
    const amounts = lineAmounts({ ...toLine(line), taxes: taxesOf(env, line) }, digits, method);
    patch(env, 'account.move.line', line.id, {
      price_subtotal: amounts.subtotal,
      price_total: amounts.total,
    });
    return amounts;
  });
  const totals = orderAmounts(all, digits, method);
  patch(env, 'account.move', id, {
    amount_untaxed: totals.untaxed,
    amount_tax: totals.tax,
    amount_total: totals.total,
    amount_residual: totals.total,
  });
}

function toLine(line: Row) {
  return {
    unitPrice: numberOf(line['price_unit']),
    discountPercent: numberOf(line['discount']),
    quantity: numberOf(line['quantity']),
  };
}

function taxesOf(env: Env, line: Row) {
  return idsOf(line['tax_ids']).flatMap((id) => {
    const row = rowOf(env, 'account.tax', id);
    return row === undefined ? [] : [toTax(row)];
  });
}
