import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { Chance } from './chance.ts';
import { type Item, stockItems } from './item.ts';

const PLENTY = 40;

/** The columns of Shopify's product export that are needed; the others are left alone. */
const rowShape = z.object({
  Handle: z.string().min(1),
  Title: z.string().default(''),
  'Option1 Value': z.string().default(''),
  'Option2 Value': z.string().default(''),
  'Option3 Value': z.string().default(''),
  'Variant SKU': z.string().default(''),
  'Variant Price': z.string().default(''),
});

/**
 * Every variant of a Shopify product CSV. Rows that only carry another picture have no price and are no variants. A
 * variant without a SKU gets one of its handle and options, as the merchant would have to give it one.
 *
 * @throws with the line when a row has no handle or a price is no amount.
 */
export async function readCatalog(file: string, chance: Chance): Promise<readonly Item[]> {
  const rows = createReadStream(file).pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
  );
  const drafts = new Map<string, { sku: string; title: string; priceMinor: number }>();
  let title = '';
  let line = 1;
  for await (const record of rows) {
    line += 1;
    const parsed = rowShape.safeParse(record);
    if (!parsed.success)
      throw new Error(
        `${file}, record ${line}: this is no row of a Shopify product CSV (${parsed.error.issues[0]?.path.join('.') ?? ''})`,
      );
    const row = parsed.data;
    if (row.Title !== '') title = row.Title;
    if (row['Variant Price'] === '') continue;
    const priceMinor = Math.round(Number(row['Variant Price']) * 100);
    if (!Number.isSafeInteger(priceMinor) || priceMinor < 0)
      throw new Error(`${file}, record ${line}: "${row['Variant Price']}" is no price`);
    const options = [row['Option1 Value'], row['Option2 Value'], row['Option3 Value']].filter(
      (value) => value !== '' && value !== 'Default Title',
    );
    const sku = row['Variant SKU'] === '' ? [row.Handle, ...options].join('-') : row['Variant SKU'];
    drafts.set(sku, { sku, title: [title, ...options].join(' '), priceMinor });
  }
  if (drafts.size === 0) throw new Error(`${file} holds no variant with a price`);
  return stockItems([...drafts.values()], { chance, plenty: PLENTY });
}
