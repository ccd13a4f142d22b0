import type { Basket } from './basket.ts';
import { createChance } from './chance.ts';
import { inventBundles } from './invent-bundles.ts';
import { inventBaskets } from './invent-baskets.ts';
import { inventCatalog, inventItems } from './invent-catalog.ts';
import type { Item } from './item.ts';
import type { DemoOptions } from './options.ts';
import { measureDemand, readBaskets } from './read-baskets.ts';
import { readCatalog } from './read-catalog.ts';
import { readInvoices } from './read-invoices.ts';

/** Units on a shelf for customers who come by a file: single pieces in baskets, dozens in invoices. */
const PLENTY = { baskets: 60, invoices: 600 } as const;

export interface Assortment {
  readonly items: readonly Item[];
  /** A new stream each time. */
  readonly baskets: () => AsyncIterable<Basket>;
}

/** What the shop sells and who comes to buy it, as the options say. Files are read as streams, once to learn their codes. */
export async function stockShelves(options: DemoOptions): Promise<Assortment> {
  const { seed, catalog, baskets, lines } = options;
  const chance = createChance(seed);
  const own = catalog === undefined ? undefined : await readCatalog(catalog, chance);
  const fromFile =
    baskets !== undefined
      ? () => readBaskets(baskets)
      : lines !== undefined
        ? () => readInvoices(lines)
        : undefined;
  if (fromFile === undefined) {
    const plain = own ?? inventCatalog(chance);
    // What is made when it is sold is sold from the shelves of the 3PL.
    const hasBundles = own === undefined && options.stores > 1;
    const items = hasBundles ? [...plain, ...inventBundles(plain, chance)] : plain;
    return { items, baskets: () => inventBaskets(items, createChance(seed + 1)) };
  }
  const demand = new Map(await measureDemand(fromFile(), options.seconds * options.rate));
  for (const { sku } of own ?? []) demand.delete(sku);
  const plenty = baskets === undefined ? PLENTY.invoices : PLENTY.baskets;
  return { items: [...(own ?? []), ...inventItems(demand, { chance, plenty })], baskets: fromFile };
}
