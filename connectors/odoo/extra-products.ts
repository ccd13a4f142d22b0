import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import { load } from './load.ts';
import { requireRows, text } from './records.ts';
import type { ExtraProduct } from './settings.ts';

/** The product under which an amount without an item is booked; made at its first use when the settings allow. */
export type ExtraProductFinder = (kind: ExtraProduct) => Promise<number>;

const KINDS = 7;
const productRow = z.object({ id: z.int(), default_code: text });

const titles: Readonly<Record<ExtraProduct, string>> = {
  shipping: 'Shipping',
  tip: 'Tip',
  duties: 'Duties',
  fees: 'Fees',
  rounding: 'Rounding',
  custom: 'Other item',
  refund: 'Refund adjustment',
};

export function createExtraProductFinder(client: Client): ExtraProductFinder {
  const known = createMemory<number>(KINDS);
  return (kind) => known.of(kind, () => findOrCreate(client, kind));
}

async function findOrCreate(client: Client, kind: ExtraProduct): Promise<number> {
  const code = client.settings.products[kind];
  const { result } = await client.call({
    model: 'product.product',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['default_code', '=', code]] },
    options: { fields: ['id', 'default_code'], limit: 2 },
  });
  const [first, second] = requireRows(productRow, result, 'product.product');
  if (second !== undefined) {
    throw new RejectedError(`Odoo has several products with the internal reference ${code}`, {
      code: 'ambiguous-product',
    });
  }
  if (first !== undefined) return first.id;
  if (!client.settings.createProducts) {
    throw new RejectedError(
      `Odoo has no product with the internal reference ${code}; create a service with it, or allow createProducts`,
      { code: 'missing-product' },
    );
  }
  return create(client, kind, code);
}

async function create(client: Client, kind: ExtraProduct, code: string): Promise<number> {
  const fields = await client.fields('product.product');
  const cells: Record<string, string> = {
    id: `${client.settings.module}.product_${kind}`,
    name: titles[kind],
    default_code: code,
    [fields.has('detailed_type') ? 'detailed_type' : 'type']: 'service',
    list_price: '0',
    'taxes_id/.id': '',
    ...(fields.has('invoice_policy') ? { invoice_policy: 'order' } : {}),
  };
  const [id] = await load(client, 'product.product', Object.keys(cells), [Object.values(cells)]);
  if (id === undefined)
    throw new RejectedError(`Odoo did not create the product ${code}`, { code: 'missing-product' });
  return id;
}
