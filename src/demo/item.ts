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
}

/** Share of the items that are scarce; more than the tenth that must sell out, because not all of them will. */
const SCARCE_SHARE = 0.16;

interface Draft {
  readonly sku: string;
  readonly title: string;
  readonly priceMinor: number;
}

/** Every sixth item or so becomes scarce, spread evenly; all get stock by the dice. */
export function stockItems(
  drafts: readonly Draft[],
  { chance, plenty }: { readonly chance: Chance; readonly plenty: number },
): readonly Item[] {
  return drafts.map((draft, index) => {
    const isScarce = Math.floor((index + 1) * SCARCE_SHARE) > Math.floor(index * SCARCE_SHARE);
    const draw = (): number => (isScarce ? chance.between(1, 3) : chance.between(plenty, plenty * 3));
    return { ...draft, stock: [draw(), draw()], isScarce };
  });
}
