import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { follow, mustRead, rowOf, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, idsOf, isTruthy, numberOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { type LineAmounts, lineAmounts, orderAmounts, type RoundingMethod } from './tax-math.ts';
import { companyCurrency, toTax } from './tax-models.ts';

/** The name of an order line's tax field. */
export const taxField = (env: Env): 'tax_id' | 'tax_ids' => (env.version >= 19 ? 'tax_ids' : 'tax_id');
/** The name of an order line's unit field. */
export const uomField = (env: Env): 'product_uom' | 'product_uom_id' =>
  env.version >= 19 ? 'product_uom_id' : 'product_uom';

/** Works out a line's amounts and its order's totals again, and stores them. */
export function recompute(env: Env, orderId: number, lineIds: readonly number[]): void {
  const order = mustRead(env, 'sale.order', orderId);
  const digits = currencyDigits(env, order);
  const method = roundingMethod(env);
  const all: LineAmounts[] = [];
  for (const line of rowsWhere(env, 'sale.order.line', 'order_id', orderId)) {
    const amounts = amountsOf(env, line, digits, method);
    all.push(amounts);
    if (!lineIds.includes(line.id)) continue;
    const tax = amounts.total - amounts.subtotal;
    patch(env, 'sale.order.line', line.id, {
      price_subtotal: amounts.subtotal,
      // 18 and 19 hand out the bare difference of two floats, noise and all.
      price_tax: env.version === 17 ? roundHalfUp(tax, digits) : tax,
      price_total: amounts.total,
    });
  }
  const totals = orderAmounts(all, digits, method);
  patch(env, 'sale.order', orderId, {
    amount_untaxed: totals.untaxed,
    amount_tax: totals.tax,
    amount_total: totals.total,
  });
}

function amountsOf(env: Env, line: Row, digits: number, method: RoundingMethod): LineAmounts {
  const taxes = idsOf(line[taxField(env)]).flatMap((id) => {
    const row = rowOf(env, 'account.tax', id);
    return row === undefined ? [] : [toTax(row)];
  });
  return lineAmounts(
    {
      unitPrice: numberOf(line['price_unit']),
      discountPercent: numberOf(line['discount']),
      quantity: isTruthy(line['display_type']) ? 0 : numberOf(line['product_uom_qty']),
      taxes,
    },
    digits,
    method,
  );
}

/** Decimals of a record's currency. */
export function currencyDigits(env: Env, order: Row): number {
  const rounding = numberOf(follow(env, 'res.currency', order['currency_id'])?.['rounding']) || 0.01;
  return Math.max(0, Math.round(-Math.log10(rounding)));
}

export function roundingMethod(env: Env): RoundingMethod {
  return mustRead(env, 'res.company', 1)['tax_calculation_rounding_method'] === 'round_globally'
    ? 'round_globally'
    : 'round_per_line';
}

/** A product's price in the order's currency, when nobody gives one. */
export function listPrice(env: Env, order: Row, product: Row): number {
  const own = numberOf(follow(env, 'product.template', product['product_tmpl_id'])?.['list_price']);
  const company = companyCurrency(env);
  const currency = follow(env, 'res.currency', order['currency_id']) ?? company;
  return currency.id === company.id
    ? own
    : (own * numberOf(currency['rate'])) / (numberOf(company['rate']) || 1);
}
