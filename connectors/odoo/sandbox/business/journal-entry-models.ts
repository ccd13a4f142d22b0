import { follow, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
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
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { recomputeEntry } from './journal-entry-amounts.ts';
import { template } from './product-facts.ts';
import { companyCurrency } from './tax-models.ts';

const MICROS_PER_MS = 1000;
const NUMBER_DIGITS = 5;
const amountFields = new Set(['quantity', 'price_unit', 'discount', 'tax_ids', 'product_id']);

const char = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'char', label, ...extra });
const money = (label: string): Field => ({ type: 'monetary', label, readonly: true });
const link = (label: string, relation: string, extra: Partial<Field> = {}): Field => ({
  type: 'many2one',
  label,
  relation,
  ...extra,
});

const moveTypes = [
  ['entry', 'Journal Entry'],
  ['out_invoice', 'Customer Invoice'],
  ['out_refund', 'Customer Credit Note'],
] as const;
const states = [
  ['draft', 'Draft'],
  ['posted', 'Posted'],
  ['cancel', 'Cancelled'],
] as const;

/** Credit notes that stand for themselves: made, numbered when they are posted, paid by nobody. */
export function journalEntryModels(version: Version): Model[] {
  return [journal, entryModel(version), lineModel(version)];
}

const journal: Model = {
  name: 'account.journal',
  title: 'Journal',
  className: 'AccountJournal',
  order: 'id',
  fields: {
    name: char('Journal Name', { required: true }),
    type: {
      type: 'selection',
      label: 'Type',
      selection: [
        ['sale', 'Sales'],
        ['purchase', 'Purchase'],
        ['general', 'Miscellaneous'],
      ],
    },
    company_id: link('Company', 'res.company', { fallback: 1 }),
  },
};

function entryModel(version: Version): Model {
  return {
    name: 'account.move',
    title: 'Journal Entry',
    className: 'AccountMove',
    order: 'id desc',
    fields: {
      name: char('Number', { indexed: true }),
      move_type: {
        type: 'selection',
        label: 'Type',
        selection: moveTypes,
        fallback: 'entry',
        required: true,
      },
      state: { type: 'selection', label: 'Status', selection: states, fallback: 'draft', readonly: true },
      partner_id: link('Partner', 'res.partner'),
      journal_id: link('Journal', 'account.journal', { required: true }),
      company_id: link('Company', 'res.company', { fallback: 1 }),
      currency_id: link('Currency', 'res.currency', { required: true }),
      ref: char('Reference', { indexed: true }),
      invoice_origin: char('Origin', { indexed: true }),
      invoice_date: { type: 'date', label: 'Invoice/Bill Date' },
      invoice_line_ids: {
        type: 'one2many',
        label: 'Invoice lines',
        relation: 'account.move.line',
        inverse: 'move_id',
      },
      reversed_entry_id: link('Reversal of', 'account.move'),
      payment_state: {
        type: 'selection',
        label: 'Payment Status',
        selection: [
          ['not_paid', 'Not Paid'],
          ['paid', 'Paid'],
        ],
        fallback: 'not_paid',
      },
      amount_untaxed: money('Untaxed Amount'),
      amount_tax: money('Tax'),
      amount_total: money('Total'),
      amount_residual: money('Amount Due'),
    },
    prepare: (env, values) => completeEntry(env, values, version),
    created(env, row) {
      recomputeEntry(env, row.id);
    },
    methods: {
      action_post: button((env, ids) => {
        for (const id of ids) postEntry(env, mustRead(env, 'account.move', id));
        return false;
      }),
    },
  };
}

function lineModel(version: Version): Model {
  const digits = version >= 19 ? {} : { digits: 2 };
  return {
    name: 'account.move.line',
    title: 'Journal Item',
    className: 'AccountMoveLine',
    order: 'id',
    fields: {
      move_id: link('Journal Entry', 'account.move', { required: true, whenTargetGoes: 'cascade' }),
      product_id: link('Product', 'product.product'),
      name: char('Label'),
      quantity: { type: 'float', label: 'Quantity', digits: 2, fallback: 1 },
      price_unit: { type: 'float', label: 'Unit Price', ...digits },
      discount: { type: 'float', label: 'Discount (%)', digits: 2 },
      tax_ids: { type: 'many2many', label: 'Taxes', relation: 'account.tax' },
      price_subtotal: money('Subtotal'),
      price_total: money('Total'),
    },
    prepare: completeLine,
    created(env, row) {
      recomputeEntry(env, numberOf(row['move_id']));
    },
    written(env, rows, values) {
      if (!Object.keys(values).some((name) => amountFields.has(name))) return;
      for (const row of rows) recomputeEntry(env, numberOf(row['move_id']));
    },
    unlinked(env, rows) {
      for (const row of rows) {
        if (follow(env, 'account.move', row['move_id']) !== undefined)
          recomputeEntry(env, numberOf(row['move_id']));
      }
    },
  };
}

function completeEntry(env: Env, values: Values, version: Version): Values {
  const [sales] = [...env.db.table('account.journal').rows.values()].filter((row) => row['type'] === 'sale');
  return {
    ...values,
    name: version >= 19 ? false : '/',
    journal_id: isTruthy(values['journal_id']) ? (values['journal_id'] ?? false) : (sales?.id ?? false),
    currency_id: isTruthy(values['currency_id']) ? (values['currency_id'] ?? false) : companyCurrency(env).id,
  };
}

/** A line takes the name and the taxes of its product, unless it brings its own. */
function completeLine(env: Env, values: Values): Values {
  const productId = idOf(values['product_id']);
  const product = follow(env, 'product.product', productId);
  if (productId !== undefined && product === undefined)
    throw missingError('product.product', [productId], env.uid);
  const owner = template(env, product);
  return {
    ...values,
    name: isTruthy(values['name']) ? (values['name'] ?? '') : textOf(owner?.['name']),
    tax_ids: values['tax_ids'] ?? owner?.['taxes_id'] ?? [],
  };
}

/** @throws {OdooError} UserError for an entry that is not in draft. */
export function postEntry(env: Env, row: Row): void {
  if (row['state'] !== 'draft')
    throw userError(`The entry ${textOf(row['name'])} (id ${row.id}) must be in draft.`);
  const year = new Date(env.nowMicros() / MICROS_PER_MS).getUTCFullYear();
  const prefix = row['move_type'] === 'out_refund' ? 'RINV' : 'INV';
  const number = String(env.db.nextNumber(`account.move ${prefix}`)).padStart(NUMBER_DIGITS, '0');
  patch(env, 'account.move', row.id, { state: 'posted', name: `${prefix}/${year}/${number}` });
}

export function entryLines(env: Env, entryId: number): Row[] {
  return rowsWhere(env, 'account.move.line', 'move_id', entryId);
}
