import Big from 'big.js';
import { z } from 'zod';
import type { TaxLine } from '#domain/order.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import { requireRows } from './records.ts';
import type { OdooSettings, TaxReference } from './settings.ts';

/** The Odoo tax ids of a line's taxes. @throws RejectedError `unmapped-tax` for a tax that the settings do not name. */
export type TaxFinder = (taxes: readonly TaxLine[], pricesIncludeTax: boolean) => Promise<readonly number[]>;

const TAXES_MAX = 2_000;
const taxRow = z.object({ id: z.int() });
const namesAnswer = z.record(z.string(), z.string());

export function createTaxFinder(client: Client): TaxFinder {
  const all = createMemory<ReadonlyMap<string, number>>(1);
  return async (taxes, included) => {
    const ids: number[] = [];
    for (const tax of taxes) {
      // A store lists a tax that came to nothing (exempt customer) with its usual rate; Odoo would charge it.
      if (tax.amount.presentment.minor === 0 && tax.amount.shop.minor === 0) continue;
      const reference = mappedTax(client.settings, tax, included);
      const id =
        typeof reference === 'number'
          ? reference
          : (await all.of('taxes', () => taxIdsByName(client))).get(reference);
      if (id === undefined)
        throw new RejectedError(`Odoo has no tax with the external id ${String(reference)}`, {
          code: 'unmapped-tax',
        });
      if (!ids.includes(id)) ids.push(id);
    }
    return ids;
  };
}

/** Title and rate together go before the rate alone. @throws RejectedError `unmapped-tax` */
export function mappedTax(settings: OdooSettings, tax: TaxLine, included: boolean): TaxReference {
  const rate = new Big(tax.rate).toFixed();
  const entries = Object.entries(settings.taxes);
  const target =
    entries.find(([key]) => isKey(key, rate, tax.title))?.[1] ??
    entries.find(([key]) => isKey(key, rate, null))?.[1];
  const kind = included ? 'included' : 'excluded';
  const reference = typeof target === 'object' ? target[kind] : target;
  if (reference !== undefined) return reference;
  throw new RejectedError(
    `the store's tax "${tax.title}" of rate ${rate} (${kind} in prices) has no Odoo tax; add it to the setting taxes`,
    { code: 'unmapped-tax' },
  );
}

function isKey(key: string, rate: string, title: string | null): boolean {
  const at = key.lastIndexOf('@');
  const keyTitle = at === -1 ? null : key.slice(0, at);
  return keyTitle === title && new Big(key.slice(at + 1)).eq(rate);
}

/** External ids of all sales taxes: a salesman may not read `ir.model.data`, but may ask each record for its own. */
async function taxIdsByName(client: Client): Promise<ReadonlyMap<string, number>> {
  const found = await client.call({
    model: 'account.tax',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['type_tax_use', '=', 'sale']] },
    options: { fields: ['id'], limit: TAXES_MAX },
  });
  const ids = requireRows(taxRow, found.result, 'account.tax').map(({ id }) => id);
  const { result } = await client.call({
    model: 'account.tax',
    method: 'get_external_id',
    effect: 'read',
    ids,
  });
  const names = namesAnswer.safeParse(result);
  if (!names.success)
    throw new MalformedAnswerError('Odoo did not tell the external ids of its taxes', 'get_external_id');
  return new Map(Object.entries(names.data).map(([id, name]) => [name, Number(id)]));
}
