import type { Chance } from './chance.ts';
import { type Item, stockItems } from './item.ts';

const COLORS = ['Amber', 'Blue', 'Coral', 'Dune', 'Ebony', 'Fern', 'Grey', 'Honey'];
const THINGS = ['Mug', 'Bowl', 'Lamp', 'Scarf', 'Candle', 'Basket', 'Clock', 'Vase', 'Blanket', 'Tray'];
const SIZES = ['S', 'M', 'L'];

/** A shop for house and home: 240 SKUs, prices from 4.90 to 149.90. */
export function inventCatalog(chance: Chance): readonly Item[] {
  const drafts = THINGS.flatMap((thing) =>
    COLORS.flatMap((color) =>
      SIZES.map((size) => ({
        sku: `${thing.slice(0, 3).toUpperCase()}-${color.slice(0, 3).toUpperCase()}-${size}`,
        title: `${color} ${thing} ${size}`,
        priceMinor: chance.between(5, 150) * 100 - 10,
      })),
    ),
  );
  return stockItems(drafts, { chance, plenty: 40 });
}

/** A code that somebody sells and no catalog knows becomes a product with a price of the dice. */
export function inventItems(
  demand: ReadonlyMap<string, number>,
  { chance, plenty }: { readonly chance: Chance; readonly plenty: number },
): readonly Item[] {
  const drafts = [...demand.keys()].map((sku) => ({
    sku,
    title: `Item ${sku}`,
    priceMinor: chance.between(85, 1_995),
  }));
  return stockItems(drafts, { chance, plenty, demand });
}
