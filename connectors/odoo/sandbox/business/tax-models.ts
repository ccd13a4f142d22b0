import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import type { Env, Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Row, isTruthy, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert } from '#connectors/odoo/sandbox/orm/write.ts';
import type { Tax } from './tax-math.ts';

const link = (label: string, relation: string) => ({ type: 'many2one', label, relation }) as const;

/** Taxes and pricelists: what decides an order's amounts and its currency. */
export function taxModels(version: Version): Model[] {
  return [taxModel(version), taxGroup, pricelist(version)];
}

function taxModel(version: Version): Model {
  return {
    name: 'account.tax',
    title: 'Tax',
    className: 'AccountTax',
    order: 'sequence, id',
    fields: {
      name: { type: 'char', label: 'Tax Name', required: true, indexed: true },
      amount: { type: 'float', label: 'Amount', digits: 4 },
      amount_type: {
        type: 'selection',
        label: 'Tax Computation',
        selection: [
          ['group', 'Group of Taxes'],
          ['fixed', 'Fixed'],
          ['percent', 'Percentage'],
          ['division', 'Percentage Tax Included'],
        ],
        fallback: 'percent',
      },
      type_tax_use: {
        type: 'selection',
        label: 'Tax Type',
        selection: [
          ['sale', 'Sales'],
          ['purchase', 'Purchases'],
          ['none', 'None'],
        ],
        fallback: 'sale',
      },
      active: { type: 'boolean', label: 'Active', fallback: true },
      sequence: { type: 'integer', label: 'Sequence', fallback: 1 },
      description: { type: 'char', label: 'Description' },
      company_id: { ...link('Company', 'res.company'), fallback: 1 },
      tax_group_id: { ...link('Tax Group', 'account.tax.group'), fallback: 1 },
      ...(version === 17
        ? { price_include: { type: 'boolean', label: 'Included in Price' } as const }
        : {
            price_include_override: {
              type: 'selection',
              label: 'Included in Price',
              selection: [
                ['tax_included', 'Tax Included'],
                ['tax_excluded', 'Tax Excluded'],
              ],
            } as const,
            price_include: {
              type: 'boolean',
              label: 'Included in Price',
              compute: (_env: Env, row: Row) => row['price_include_override'] === 'tax_included',
            } as const,
          }),
    },
  };
}

export function toTax(row: Row): Tax {
  return {
    id: row.id,
    amount: numberOf(row['amount']),
    kind: row['amount_type'] === 'fixed' ? 'fixed' : 'percent',
    isIncluded: row['price_include'] === true || row['price_include_override'] === 'tax_included',
  };
}

const taxGroup: Model = {
  name: 'account.tax.group',
  title: 'Tax Group',
  className: 'AccountTaxGroup',
  order: 'id',
  fields: { name: { type: 'char', label: 'Name', required: true } },
};

function pricelist(_version: Version): Model {
  return {
    name: 'product.pricelist',
    title: 'Pricelist',
    className: 'ProductPricelist',
    order: 'id',
    fields: {
      name: { type: 'char', label: 'Pricelist Name', required: true },
      currency_id: { ...link('Currency', 'res.currency'), required: true, fallback: 1 },
      active: { type: 'boolean', label: 'Active', fallback: true },
      company_id: link('Company', 'res.company'),
    },
    nameOf: (env, row) =>
      `${textOf(row['name'])} (${textOf(follow(env, 'res.currency', row['currency_id'])?.['name'])})`,
  };
}

/**
 * The pricelist that orders get by themselves. There is none until a second currency is in use; then the server
 * makes one called Default in the company's currency.
 */
export function defaultPricelist(env: Env): Row | undefined {
  const currency = companyCurrency(env);
  const name = env.version === 17 ? `Default ${textOf(currency['name'])} pricelist` : 'Default';
  const [known] = rowsWhere(env, 'product.pricelist', 'currency_id', currency.id).filter(
    (row) => row['name'] === name,
  );
  if (known !== undefined || !usesSecondCurrency(env)) return known;
  return insert(env, 'product.pricelist', { name, currency_id: currency.id, active: true, company_id: 1 });
}

function usesSecondCurrency(env: Env): boolean {
  let active = 0;
  for (const row of env.db.table('res.currency').rows.values()) if (isTruthy(row['active'])) active += 1;
  return active > 1;
}

export function companyCurrency(env: Env): Row {
  const currency = follow(env, 'res.currency', follow(env, 'res.company', 1)?.['currency_id']);
  if (currency === undefined) throw new Error('the sandbox company has no currency');
  return currency;
}
