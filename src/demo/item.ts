import type { Chance } from './chance.ts';

/** Something that the demo's merchant sells, as both systems are seeded with it. */
export interface Item {
  readonly sku: string;
  readonly title: string;
  readonly priceMinor: number;
  /** Units on hand at each of the two places at the beginning. */
  readonly stock: readonly [number, number];
  /** There are few of it and many want it: it sells out during the run. */
  readonly isScarce: boolean;
  /** SKU -> units: what it is made of when it is sold. Nobody keeps or counts it. Absent: an item of its own. */
  readonly parts?: Readonly<Record<string, number>> | undefined;
}

/** Share of the items that are scarce; more than the tenth that must sell out, because not all of them will. */
const SCARCE_SHARE = 0.16;

interface Draft {
  readonly sku: string;
  readonly title: string;
  readonly priceMinor: number;
}

interface Shelf {
  readonly chance: Chance;
  /** At least so many units of what is not scarce, at each place. */
  readonly plenty: number;
  /** Units that customers will ask for, where that is known: the most wanted items are the scarce ones. */
  readonly demand?: ReadonlyMap<string, number> | undefined;
}

/** Every sixth item or so becomes scarce: the most wanted ones, else spread evenly. All get stock by the dice. */
export function stockItems(drafts: readonly Draft[], { chance, plenty, demand }: Shelf): readonly Item[] {
  const scarce = demand === undefined ? undefined : mostWanted(drafts, demand);
  return drafts.map((draft, index) => {
    const isSpread = Math.floor((index + 1) * SCARCE_SHARE) > Math.floor(index * SCARCE_SHARE);
    const isScarce = scarce?.has(draft.sku) ?? isSpread;
    const draw = (): number => (isScarce ? chance.between(1, 3) : chance.between(plenty, plenty * 3));
    return { ...draft, stock: [draw(), draw()], isScarce };
  });
}

function mostWanted(drafts: readonly Draft[], demand: ReadonlyMap<string, number>): ReadonlySet<string> {
  const unitsOf = ({ sku }: Draft): number => demand.get(sku) ?? 0;
  const sorted = drafts.toSorted((a, b) => unitsOf(b) - unitsOf(a));
  return new Set(sorted.slice(0, Math.ceil(drafts.length * SCARCE_SHARE)).map(({ sku }) => sku));
}
