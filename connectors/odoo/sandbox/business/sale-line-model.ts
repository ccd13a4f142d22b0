import { follow, mustRead, rowsWhere, type Env } from '#connectors/odoo/sandbox/orm/env.ts';
import { missingError, userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { type Field, isStored, type Model, type Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { isZeroQuantity } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, type Values, idOf, isTruthy, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { productName, template } from './product-models.ts';
import { listPrice, recompute, taxField, uomField } from './sale-amounts.ts';
import { syncDemand } from './stock-demand.ts';
import { productQuantities } from './stock-figures.ts';

const amountFields = new Set(['product_uom_qty', 'price_unit', 'discount', 'tax_id', 'tax_ids', 'product_id', 'display_type']);
const protectedFields = new Set(['discount', 'name', 'price_unit', 'product_id', 'product_uom', 'product_uom_id', 'product_uom_qty', 'tax_id', 'tax_ids']);
const float = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'float', label, ...extra });
const link = (label: string, relation: string) => ({ type: 'many2one', label, relation }) as const;

export function saleLineModel(version: Version): Model {
  const taxes = { type: 'many2many', label: 'Taxes', relation: 'account.tax' } as const;
  const unit = { type: 'many2one', label: version >= 19 ? 'Unit' : 'Unit of Measure', relation: 'uom.uom' } as const;
  return {
    name: 'sale.order.line',
    title: 'Sales Order Line',
    className: 'SaleOrderLine',
    order: 'order_id, sequence, id',
    fields: {
      order_id: { ...link('Order Reference', 'sale.order'), required: true, whenTargetGoes: 'cascade' },
      sequence: { type: 'integer', label: 'Sequence', fallback: 10 },
      name: { type: 'text', label: 'Description', required: true },
      product_id: link('Product', 'product.product'),
      product_template_id: {
        ...link('Product Template', 'product.template'),
        compute: (env, row) => follow(env, 'product.product', row['product_id'])?.['product_tmpl_id'] ?? false,
      },
      product_uom_qty: float('Quantity', { digits: 2, fallback: 1 }),
      ...(version >= 19 ? { product_uom_id: unit } : { product_uom: unit }),
      price_unit: version >= 19 ? float('Unit Price') : float('Unit Price', { digits: 2 }),
      discount: float('Discount (%)', { digits: 2 }),
      ...(version >= 19 ? { tax_ids: taxes } : { tax_id: taxes }),
      price_subtotal: { type: 'monetary', label: 'Subtotal', readonly: true },
      price_tax: float('Total Tax', { readonly: true }),
      price_total: { type: 'monetary', label: 'Total', readonly: true },
      qty_delivered: float('Delivery Quantity', { digits: 2 }),
      qty_invoiced: float('Invoiced Quantity', { digits: 2, readonly: true }),
      qty_to_deliver: float('Quantity To Deliver', {
        compute: (_env, row) => Math.max(0, numberOf(row['product_uom_qty']) - numberOf(row['qty_delivered'])),
      }),
      qty_to_invoice: float('Quantity To Invoice', { compute: (env, row) => toInvoice(env, row) }),
      free_qty_today: float('Free Quantity Today', { compute: (env, row) => freeToday(env, row) }),
      invoice_status: {
        type: 'selection',
        label: 'Invoice Status',
        selection: [
          ['upselling', 'Upselling Opportunity'],
          ['invoiced', 'Fully Invoiced'],
          ['to invoice', 'To Invoice'],
          ['no', 'Nothing to Invoice'],
        ],
        compute: (env, row) => (isZeroQuantity(toInvoice(env, row)) ? 'no' : 'to invoice'),
      },
      display_type: {
        type: 'selection',
        label: 'Display Type',
        selection: [
          ['line_section', 'Section'],
          ['line_note', 'Note'],
        ],
      },
      state: { type: 'char', label: 'Order Status', compute: (env, row) => orderOf(env, row)['state'] ?? false },
      currency_id: { ...link('Currency', 'res.currency'), compute: (env, row) => orderOf(env, row)['currency_id'] ?? false },
      company_id: { ...link('Company', 'res.company'), compute: (env, row) => orderOf(env, row)['company_id'] ?? false },
      order_partner_id: { ...link('Customer', 'res.partner'), compute: (env, row) => orderOf(env, row)['partner_id'] ?? false },
      customer_lead: float('Lead Time'),
      move_ids: { type: 'one2many', label: 'Stock Moves', relation: 'stock.move', inverse: 'sale_line_id' },
    },
    nameOf: (env, row) => lineName(env, row),
    prepare: completeLine,
    created(env, row) {
      const order = orderOf(env, row);
      recompute(env, order.id, [row.id]);
      if (order['state'] === 'sale') syncDemand(env, row.id);
    },
    writing(env, rows, values) {
      for (const row of rows) checkAmendment(env, row, values);
      return values;
    },
    written(env, rows, values) {
      if (!Object.keys(values).some((name) => amountFields.has(name))) return;
      for (const row of rows) {
        const order = orderOf(env, row);
        recompute(env, order.id, [row.id]);
        if (order['state'] === 'sale' && values['product_uom_qty'] !== undefined) syncDemand(env, row.id);
      }
    },
    unlinking(env, rows) {
      if (!rows.some((row) => orderOf(env, row)['state'] === 'sale' && !isTruthy(row['display_type']))) return;
      throw userError(
        "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets " +
          'invoiced or delivered).\n                Set the quantity to 0 instead.',
      );
    },
    unlinked(env, rows) {
      for (const row of rows) {
        if (follow(env, 'sale.order', row['order_id']) !== undefined) recompute(env, orderOf(env, row).id, []);
      }
    },
  };
}

function orderOf(env: Env, line: Row): Row {
  return mustRead(env, 'sale.order', numberOf(line['order_id']));
}

function lineName(env: Env, row: Row): string {
  const order = orderOf(env, row);
  const product = follow(env, 'product.product', row['product_id']);
  const what = product === undefined ? textOf(row['name']) : productName(env, product);
  return `${textOf(order['name'])} - ${what} (${textOf(follow(env, 'res.partner', order['partner_id'])?.['name'])})`;
}

/** Fills in what the caller left out: text, unit, price by pricelist, the product's own taxes. */
function completeLine(env: Env, values: Values): Values {
  const order = orderOf(env, { id: 0, ...values });
  const [taxes, unit] = [taxField(env), uomField(env)];
  if (isTruthy(values['display_type'])) {
    return { ...values, product_uom_qty: 0, price_unit: 0, [taxes]: [], [unit]: false };
  }
  const productId = idOf(values['product_id']);
  if (productId === undefined) return { ...values, [taxes]: values[taxes] ?? [], price_unit: values['price_unit'] ?? 0 };
  const product = follow(env, 'product.product', productId);
  if (product === undefined) throw missingError('product.product', [productId], env.uid);
  const owner = template(env, product);
  const description = textOf(owner?.['description_sale']);
  const price = values['price_unit'] ?? listPrice(env, order, product);
  return {
    ...values,
    name: values['name'] ?? (description === '' ? productName(env, product) : `${productName(env, product)}\n${description}`),
    price_unit: env.version >= 19 ? price : Math.round((numberOf(price) + Number.EPSILON) * 100) / 100,
    [taxes]: values[taxes] ?? owner?.['taxes_id'] ?? [],
    [unit]: values[unit] ?? owner?.['uom_id'] ?? false,
  };
}

function checkAmendment(env: Env, row: Row, values: Values): void {
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
    throw userError(`It is forbidden to modify the following fields in a locked order:\n${labels.join('\n')}`);
  }
}

function toInvoice(env: Env, row: Row): number {
  if (orderOf(env, row)['state'] !== 'sale' || isTruthy(row['display_type'])) return 0;
  const owner = template(env, follow(env, 'product.product', row['product_id']));
  const due = owner?.['invoice_policy'] === 'delivery' ? row['qty_delivered'] : row['product_uom_qty'];
  return numberOf(due) - numberOf(row['qty_invoiced']);
}

/** What could ship today: free stock for a draft; for a confirmed line its moves, short ones counted below zero. */
function freeToday(env: Env, row: Row): number {
  const order = orderOf(env, row);
  const productId = numberOf(row['product_id']);
  const place = idOf(follow(env, 'stock.warehouse', order['warehouse_id'])?.['view_location_id']);
  const here = productQuantities({ ...env, context: place === undefined ? {} : { location: place } }, productId);
  if (order['state'] !== 'sale') return here.free;
  let total = 0;
  for (const move of rowsWhere(env, 'stock.move', 'sale_line_id', row.id)) {
    if (move['state'] === 'done' || move['state'] === 'cancel') continue;
    const [demand, reserved] = [numberOf(move['product_uom_qty']), numberOf(move['quantity'])];
    total += reserved >= demand || here.free >= demand - reserved ? demand : reserved - demand;
  }
  return total;
}

/** Moves every line's `write_date`, as a change of the order's state does. */
export function touchLines(env: Env, orderId: number): void {
  for (const line of rowsWhere(env, 'sale.order.line', 'order_id', orderId)) patch(env, 'sale.order.line', line.id);
}
