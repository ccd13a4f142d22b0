import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { missingError, userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import {
  type Env,
  button,
  type Field,
  type Model,
  type Version,
} from '#connectors/odoo/sandbox/orm/model.ts';
import {
  type Row,
  type Values,
  idOf,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { addressesOf } from './partner-model.ts';
import { cancelOrders, confirmOrders, redraftOrders, runCancelWizard, setLocked } from './sale-actions.ts';
import { orderStates } from './sale-line-model.ts';
import { companyCurrency, defaultPricelist } from './tax-models.ts';

const char = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'char', label, ...extra });
const link = (label: string, relation: string, extra: Partial<Field> = {}): Field => ({
  type: 'many2one',
  label,
  relation,
  ...extra,
});
const money = (label: string): Field => ({ type: 'monetary', label, readonly: true });

export function saleOrderModel(version: Version): Model {
  return {
    name: 'sale.order',
    title: 'Sales Order',
    className: 'SaleOrder',
    order: 'date_order desc, id desc',
    fields: {
      name: char('Order Reference', { indexed: true }),
      partner_id: link('Customer', 'res.partner', {
        required: true,
        ...(version >= 19 ? { whenTargetGoes: 'restrict' } : {}),
      }),
      partner_invoice_id: link('Invoice Address', 'res.partner'),
      partner_shipping_id: link('Delivery Address', 'res.partner'),
      client_order_ref: char('Customer Reference', { indexed: true }),
      origin: char('Source Document', { indexed: true }),
      state: { type: 'selection', label: 'Status', selection: orderStates, fallback: 'draft' },
      locked: { type: 'boolean', label: 'Locked' },
      date_order: { type: 'datetime', label: 'Order Date', required: true },
      commitment_date: { type: 'datetime', label: 'Delivery Date' },
      validity_date: { type: 'date', label: 'Expiration' },
      pricelist_id: link('Pricelist', 'product.pricelist'),
      currency_id: link('Currency', 'res.currency', { readonly: true }),
      currency_rate: { type: 'float', label: 'Currency Rate', compute: (env, row) => rateOf(env, row) },
      company_id: link('Company', 'res.company', { required: true }),
      warehouse_id: link('Warehouse', 'stock.warehouse'),
      picking_policy: {
        type: 'selection',
        label: 'Shipping Policy',
        selection: [
          ['direct', 'As soon as possible'],
          ['one', 'When all products are ready'],
        ],
        fallback: 'direct',
      },
      team_id: link('Sales Team', 'crm.team'),
      user_id: link('Salesperson', 'res.users'),
      tag_ids: { type: 'many2many', label: 'Tags', relation: 'crm.tag' },
      payment_term_id: link('Payment Terms', 'account.payment.term'),
      note: { type: 'html', label: 'Terms and conditions' },
      reference: char('Payment Ref.'),
      order_line: {
        type: 'one2many',
        label: 'Order Lines',
        relation: 'sale.order.line',
        inverse: 'order_id',
      },
      amount_untaxed: money('Untaxed Amount'),
      amount_tax: money('Taxes'),
      amount_total: money('Total'),
      picking_ids: { type: 'one2many', label: 'Transfers', relation: 'stock.picking', inverse: 'sale_id' },
      delivery_status: {
        type: 'selection',
        label: 'Delivery Status',
        selection: deliveryStates,
        compute: deliveryStatus,
      },
      invoice_status: {
        type: 'selection',
        label: 'Invoice Status',
        selection: invoiceStates,
        compute: invoiceStatus,
      },
      invoice_ids: { type: 'many2many', label: 'Invoices', relation: 'account.move', compute: () => [] },
    },
    prepare: completeOrder,
    writing: (env, rows, values) => changeOrder(env, rows, values),
    unlinking(_env, rows) {
      if (rows.every((row) => row['state'] === 'draft' || row['state'] === 'cancel')) return;
      throw userError(
        'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
      );
    },
    methods: {
      action_confirm: button((env, ids) => {
        confirmOrders(env, ids);
        return true;
      }),
      action_cancel: button((env, ids) => cancelOrders(env, ids)),
      action_draft: button((env, ids) => {
        redraftOrders(env, ids);
        return true;
      }),
      action_lock: button((env, ids) => {
        setLocked(env, ids, true);
      }),
      action_unlock: button((env, ids) => {
        setLocked(env, ids, false);
      }),
    },
  };
}

/** The window that 17 and 18 open instead of canceling a confirmed order. */
export const cancelWizard: Model = {
  name: 'sale.order.cancel',
  title: 'Sales Order Cancel',
  className: 'SaleOrderCancel',
  order: 'id',
  fields: { order_id: link('Sale Order', 'sale.order', { required: true }) },
  methods: {
    action_cancel: button((env, ids) => {
      runCancelWizard(env, ids);
      return true;
    }),
  },
};

const deliveryStates = [
  ['pending', 'Not Delivered'],
  ['started', 'Started'],
  ['partial', 'Partially Delivered'],
  ['full', 'Fully Delivered'],
] as const;
const invoiceStates = [
  ['upselling', 'Upselling Opportunity'],
  ['invoiced', 'Fully Invoiced'],
  ['to invoice', 'To Invoice'],
  ['no', 'Nothing to Invoice'],
] as const;

function completeOrder(env: Env, values: Values): Values {
  const partnerId = idOf(values['partner_id']);
  const partner = follow(env, 'res.partner', partnerId);
  if (partnerId !== undefined && partner === undefined)
    throw missingError('res.partner', [partnerId], env.uid);
  const addresses = partner === undefined ? {} : addressesOf(env, partner, ['delivery', 'invoice']);
  const pricelist = values['pricelist_id'] ?? defaultPricelist(env)?.id ?? false;
  return {
    ...values,
    name: isTruthy(values['name'])
      ? (values['name'] ?? '')
      : `S${String(env.db.nextNumber('sale.order')).padStart(5, '0')}`,
    partner_invoice_id: values['partner_invoice_id'] ?? addresses['invoice'] ?? false,
    partner_shipping_id: values['partner_shipping_id'] ?? addresses['delivery'] ?? false,
    date_order: values['date_order'] ?? env.nowMicros(),
    pricelist_id: pricelist,
    // Only the pricelist sets the currency; one that the caller gives is ignored without a word.
    currency_id: follow(env, 'product.pricelist', pricelist)?.['currency_id'] ?? companyCurrency(env).id,
    company_id: values['company_id'] ?? 1,
    warehouse_id: values['warehouse_id'] ?? firstWarehouse(env),
    user_id: values['user_id'] ?? env.uid,
    team_id: values['team_id'] ?? 1,
  };
}

function firstWarehouse(env: Env): number | false {
  for (const row of env.db.table('stock.warehouse').rows.values()) if (row['active'] === true) return row.id;
  return false;
}

function changeOrder(env: Env, rows: readonly Row[], values: Values): Values {
  const pricelist = values['pricelist_id'];
  if (pricelist === undefined) return values;
  if (rows.some((row) => row['state'] === 'sale' && row['pricelist_id'] !== pricelist)) {
    throw userError('You cannot change the pricelist of a confirmed order !');
  }
  const currency = follow(env, 'product.pricelist', pricelist)?.['currency_id'] ?? companyCurrency(env).id;
  return { ...values, currency_id: currency };
}

function rateOf(env: Env, row: Row): number {
  const company = companyCurrency(env);
  const currency = follow(env, 'res.currency', row['currency_id']) ?? company;
  return numberOf(currency['rate']) / (numberOf(company['rate']) || 1);
}

export function deliveryStatus(env: Env, row: Row): string | false {
  const pickings = rowsWhere(env, 'stock.picking', 'sale_id', row.id);
  if (pickings.every((picking) => picking['state'] === 'cancel')) return false;
  if (pickings.every((picking) => picking['state'] === 'done' || picking['state'] === 'cancel'))
    return 'full';
  if (!pickings.some((picking) => picking['state'] === 'done')) return 'pending';
  const lines = rowsWhere(env, 'sale.order.line', 'order_id', row.id);
  return lines.some((line) => numberOf(line['qty_delivered']) > 0) ? 'partial' : 'started';
}

function invoiceStatus(env: Env, row: Row): string {
  const model = env.registry.get('sale.order.line');
  const compute = model?.fields['invoice_status']?.compute;
  if (row['state'] !== 'sale' || compute === undefined) return 'no';
  const lines = rowsWhere(env, 'sale.order.line', 'order_id', row.id);
  return lines.some((line) => textOf(compute(env, line)) === 'to invoice') ? 'to invoice' : 'no';
}
