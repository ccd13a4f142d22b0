import { z } from 'zod';
import type { Finding } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { requiredLink, requireRows, text } from './records.ts';
import type { TaxReference } from './settings.ts';

const taxRow = z.object({
  id: z.int(),
  name: z.string(),
  active: z.boolean(),
  type_tax_use: z.string(),
  price_include: z.boolean(),
});
const productRow = z.object({ id: z.int(), default_code: text });
const pricelistRow = z.object({ id: z.int(), currency_id: requiredLink });
const idRow = z.object({ id: z.int() });

/** Whether what the settings name exists in Odoo and is what they say it is. */
export async function checkMappings(client: Client): Promise<readonly Finding[]> {
  const parts = [checkTaxes, checkProducts, checkPricelists, checkPaymentTerms, checkWarehouse];
  const findings: Finding[] = [];
  for (const part of parts) {
    try {
      findings.push(...(await part(client)));
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      findings.push({
        severity: 'error',
        code: 'mapping.unreadable',
        message: error.message,
        advice: 'give the user the rights that docs/connectors/odoo.md names',
      });
    }
  }
  return findings;
}

async function checkTaxes(client: Client): Promise<readonly Finding[]> {
  const wanted = Object.entries(client.settings.taxes).flatMap(([key, target]) => references(key, target));
  if (wanted.length === 0) {
    return [
      {
        severity: 'warning',
        code: 'taxes.unmapped',
        message: 'no tax is mapped: every taxed order will be parked',
        advice: "name Odoo's tax for each rate in the setting taxes",
      },
    ];
  }
  // External ids cannot be read by a salesman; they are resolved, and refused when wrong, at their first use.
  const ids = wanted.flatMap(({ reference }) => (typeof reference === 'number' ? [reference] : []));
  const { result } = await client.call({
    model: 'account.tax',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', 'in', ids]] },
    options: { fields: ['name', 'active', 'type_tax_use', 'price_include'] },
    context: { active_test: false },
  });
  const found = new Map(requireRows(taxRow, result, 'account.tax').map((row) => [row.id, row]));
  return wanted.flatMap(({ key, reference, included }) => {
    if (typeof reference !== 'number') return [];
    const problem = problemOf(found.get(reference), included);
    return problem === null
      ? []
      : [
          {
            severity: 'error',
            code: 'taxes.wrong',
            message: `taxes "${key}": Odoo's tax ${reference} ${problem}`,
            advice: 'correct the setting taxes',
          } as const,
        ];
  });
}

type TaxTarget = Client['settings']['taxes'][string];

function references(
  key: string,
  target: TaxTarget,
): { key: string; reference: TaxReference; included: boolean | null }[] {
  if (typeof target !== 'object') return [{ key, reference: target, included: null }];
  return [
    ...(target.included === undefined ? [] : [{ key, reference: target.included, included: true }]),
    ...(target.excluded === undefined ? [] : [{ key, reference: target.excluded, included: false }]),
  ];
}

function problemOf(tax: z.output<typeof taxRow> | undefined, included: boolean | null): string | null {
  if (tax === undefined) return 'does not exist';
  if (!tax.active) return 'is archived';
  if (tax.type_tax_use !== 'sale') return 'is no sales tax';
  if (included !== null && tax.price_include !== included)
    return included ? 'is not included in prices' : 'is included in prices';
  return null;
}

async function checkProducts(client: Client): Promise<readonly Finding[]> {
  if (client.settings.createProducts) return [];
  const codes = Object.values(client.settings.products);
  const { result } = await client.call({
    model: 'product.product',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['default_code', 'in', codes]] },
    options: { fields: ['default_code'] },
  });
  const found = new Set(requireRows(productRow, result, 'product.product').map((row) => row.default_code));
  return codes
    .filter((code) => !found.has(code))
    .map((code) => ({
      severity: 'error',
      code: 'products.missing',
      message: `Odoo has no product with the internal reference ${code}`,
      advice: 'create a service with it, or allow createProducts',
    }));
}

async function checkPricelists(client: Client): Promise<readonly Finding[]> {
  const wanted = Object.entries(client.settings.pricelists);
  if (wanted.length === 0) return [];
  const { result } = await client.call({
    model: 'product.pricelist',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', 'in', wanted.map(([, id]) => id)]] },
    options: { fields: ['currency_id'] },
  });
  const currencies = new Map(
    requireRows(pricelistRow, result, 'product.pricelist').map((row) => [row.id, row.currency_id.name]),
  );
  return wanted
    .filter(([currency, id]) => currencies.get(id) !== currency)
    .map(([currency, id]) => ({
      severity: 'error',
      code: 'pricelists.wrong',
      message: `pricelist ${id} is ${currencies.get(id) ?? 'not there'}, not ${currency}`,
      advice: 'correct the setting pricelists',
    }));
}

async function checkPaymentTerms(client: Client): Promise<readonly Finding[]> {
  const wanted = Object.entries(client.settings.paymentTerms);
  if (wanted.length === 0) return [];
  const { result } = await client.call({
    model: 'account.payment.term',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', 'in', wanted.map(([, id]) => id)]] },
    options: { fields: ['id'] },
  });
  const found = new Set(requireRows(idRow, result, 'account.payment.term').map(({ id }) => id));
  return wanted
    .filter(([, id]) => !found.has(id))
    .map(([name, id]) => ({
      severity: 'error',
      code: 'payment-terms.missing',
      message: `paymentTerms "${name}": Odoo has no active payment term ${id}`,
      advice: 'correct the setting paymentTerms',
    }));
}

async function checkWarehouse(client: Client): Promise<readonly Finding[]> {
  const { warehouse } = client.settings;
  if (warehouse === undefined) return [];
  const { result } = await client.call({
    model: 'stock.warehouse',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', '=', warehouse]] },
    options: { fields: ['id'] },
  });
  if (requireRows(idRow, result, 'stock.warehouse').length === 1) return [];
  return [
    {
      severity: 'error',
      code: 'warehouse.missing',
      message: `Odoo has no active warehouse ${warehouse}`,
      advice: 'correct the setting warehouse',
    },
  ];
}
