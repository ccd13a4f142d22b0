import { follow, mustRead } from '#connectors/odoo/sandbox/orm/env.ts';
import { missingError, userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { type Env, isStored } from '#connectors/odoo/sandbox/orm/model.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import {
  type Row,
  type Values,
  idOf,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { productName, template } from './product-facts.ts';
import { listPrice, taxField, uomField } from './sale-amounts.ts';

const protectedFields = new Set([
  'discount',
  'name',
  'price_unit',
  'product_id',
  'product_uom',
  'product_uom_id',
  'product_uom_qty',
  'tax_id',
  'tax_ids',
]);

/** The order of a line. */
export function orderOf(env: Env, line: Row): Row {
  return mustRead(env, 'sale.order', numberOf(line['order_id']));
}

/** Fills in what the caller left out: text, unit, price by pricelist, the product's own taxes. */
export function completeLine(env: Env, values: Values): Values {
  const order = orderOf(env, { id: 0, ...values });
  const [taxes, unit] = [taxField(env), uomField(env)];
  if (isTruthy(values['display_type'])) {
    return { ...values, product_uom_qty: 0, price_unit: 0, [taxes]: [], [unit]: false };
  }
  const productId = idOf(values['product_id']);
  if (productId === undefined)
    return { ...values, [taxes]: values[taxes] ?? [], price_unit: values['price_unit'] ?? 0 };
  const product = follow(env, 'product.product', productId);
  if (product === undefined) throw missingError('product.product', [productId], env.uid);
  const owner = template(env, product);
  const description = textOf(owner?.['description_sale']);
  const price = values['price_unit'] ?? listPrice(env, order, product);
  return {
    ...values,
    name:
      values['name'] ??
      (description === '' ? productName(env, product) : `${productName(env, product)}\n${description}`),
    price_unit: env.version >= 19 ? price : roundHalfUp(numberOf(price), 2),
    [taxes]: values[taxes] ?? owner?.['taxes_id'] ?? [],
    [unit]: values[unit] ?? owner?.['uom_id'] ?? false,
  };
}

/** Another product brings its own text, price, taxes and unit, unless the same write gives them. */
export function derivedFromProduct(env: Env, row: Row, values: Values): Values {
  if (values['product_id'] === undefined || values['product_id'] === row['product_id']) return {};
  const derived = completeLine(env, { order_id: row['order_id'] ?? false, product_id: values['product_id'] });
  const { order_id: _order, product_id: _product, ...rest } = derived;
  return rest;
}

/** @throws {OdooError} UserError for a change that the order's state does not allow. */
export function checkAmendment(env: Env, row: Row, values: Values): void {
  const order = orderOf(env, row);
  if (order['locked'] === true) refuseLocked(env, values);
  if (order['state'] !== 'sale') return;
  const quantity = values['product_uom_qty'];
  if (quantity !== undefined && numberOf(quantity) < numberOf(row['qty_delivered']) - 0.005) {
    throw userError(
      'The ordered quantity of a sale order line cannot be decreased below the amount already delivered. Instead, ' +
        'create a return in your inventory.',
    );
  }
  const product = values['product_id'];
  if (env.version >= 19 && product !== undefined && product !== row['product_id']) {
    throw userError('You cannot modify the product of this order line.');
  }
}

/** @throws {OdooError} UserError with the labels of the fields, by their technical names. */
function refuseLocked(env: Env, values: Values): void {
  const model = env.registry.get('sale.order.line');
  const touched = Object.keys(values)
    .filter((name) => protectedFields.has(name))
    .toSorted();
  const labels = touched.flatMap((name) => {
    const field = model?.fields[name];
    return field !== undefined && isStored(field) ? [field.label] : [];
  });
  if (labels.length > 0) {
    throw userError(
      `It is forbidden to modify the following fields in a locked order:\n${labels.join('\n')}`,
    );
  }
}
