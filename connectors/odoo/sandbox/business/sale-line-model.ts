import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { type Env, type Field, type Model, type Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { isZeroQuantity } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, idOf, isTruthy, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { productName, template } from './product-facts.ts';
import { recompute } from './sale-amounts.ts';
import { checkAmendment, completeLine, derivedFromProduct, orderOf } from './sale-line-rules.ts';
import { syncDemand } from './stock-demand.ts';
import { isInternal, productQuantities } from './stock-figures.ts';

const amountFields = new Set([
  'product_uom_qty',
  'price_unit',
  'discount',
  'tax_id',
  'tax_ids',
  'product_id',
  'display_type',
]);
const float = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'float', label, ...extra });
const link = (label: string, relation: string) => ({ type: 'many2one', label, relation }) as const;

/** The states of an order, which its lines show as their own. */
export const orderStates = [
  ['draft', 'Quotation'],
  ['sent', 'Quotation Sent'],
  ['sale', 'Sales Order'],
  ['cancel', 'Cancelled'],
] as const;

export function saleLineModel(version: Version): Model {
  const taxes = { type: 'many2many', label: 'Taxes', relation: 'account.tax' } as const;
  const unit = {
    type: 'many2one',
    label: version >= 19 ? 'Unit' : 'Unit of Measure',
    relation: 'uom.uom',
  } as const;
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
        compute: (env, row) =>
          follow(env, 'product.product', row['product_id'])?.['product_tmpl_id'] ?? false,
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
        compute: (_env, row) =>
          Math.max(0, numberOf(row['product_uom_qty']) - numberOf(row['qty_delivered'])),
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
      state: {
        type: 'selection',
        label: 'Order Status',
        selection: orderStates,
        compute: (env, row) => orderOf(env, row)['state'] ?? false,
      },
      currency_id: {
        ...link('Currency', 'res.currency'),
        compute: (env, row) => orderOf(env, row)['currency_id'] ?? false,
      },
      company_id: {
        ...link('Company', 'res.company'),
        compute: (env, row) => orderOf(env, row)['company_id'] ?? false,
      },
      order_partner_id: {
        ...link('Customer', 'res.partner'),
        compute: (env, row) => orderOf(env, row)['partner_id'] ?? false,
      },
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
      const [row] = rows;
      return row === undefined ? values : { ...derivedFromProduct(env, row, values), ...values };
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
      if (!rows.some((row) => orderOf(env, row)['state'] === 'sale' && !isTruthy(row['display_type'])))
        return;
      throw userError(
        "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets " +
          'invoiced or delivered).\n                Set the quantity to 0 instead.',
      );
    },
    unlinked(env, rows) {
      for (const row of rows) {
        if (follow(env, 'sale.order', row['order_id']) !== undefined)
          recompute(env, orderOf(env, row).id, []);
      }
    },
  };
}

function lineName(env: Env, row: Row): string {
  const order = orderOf(env, row);
  const product = follow(env, 'product.product', row['product_id']);
  const what = product === undefined ? textOf(row['name']) : productName(env, product);
  return `${textOf(order['name'])} - ${what} (${textOf(follow(env, 'res.partner', order['partner_id'])?.['name'])})`;
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
  const here = productQuantities(
    { ...env, context: place === undefined ? {} : { location: place } },
    productId,
  );
  if (order['state'] !== 'sale') return here.free;
  let total = 0;
  for (const move of rowsWhere(env, 'stock.move', 'sale_line_id', row.id)) {
    if (
      move['state'] === 'done' ||
      move['state'] === 'cancel' ||
      isInternal(env, idOf(move['location_dest_id']))
    )
      continue;
    const [demand, reserved] = [numberOf(move['product_uom_qty']), numberOf(move['quantity'])];
    total += reserved >= demand || here.free >= demand - reserved ? demand : reserved - demand;
  }
  return total;
}
