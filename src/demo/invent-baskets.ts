import type { Basket, BasketLine } from './basket.ts';
import type { Chance } from './chance.ts';
import type { Item } from './item.ts';

/** Share of the lines that go for what is scarce: enough to sell all of it out in the first half of a run. */
const SCARCE_LINE_SHARE = 0.4;
const LINES_MAX = 5;

/** Customers without end: one to five lines each, and a run on what is scarce, one item after the other. */
export async function* inventBaskets(items: readonly Item[], chance: Chance): AsyncGenerator<Basket> {
  const scarce = items.filter(({ isScarce }) => isScarce);
  const others = items.filter(({ isScarce }) => !isScarce);
  for (let turn = 0; ;) {
    const lines = new Map<string, BasketLine>();
    for (let count = chance.between(1, LINES_MAX); count > 0; count -= 1) {
      const wantsScarce = scarce.length > 0 && (others.length === 0 || chance.hits(SCARCE_LINE_SHARE));
      const item = wantsScarce ? scarce[turn % scarce.length] : chance.pick(others);
      if (wantsScarce) turn += 1;
      if (item !== undefined)
        lines.set(item.sku, { sku: item.sku, quantity: chance.between(1, wantsScarce ? 4 : 3) });
    }
    yield { lines: [...lines.values()] };
  }
}
