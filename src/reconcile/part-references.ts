/** One part of a bundle's line in a request to ship. */
export interface PartName {
  /** The order's line. */
  readonly lineId: string;
  /** From 1, in the order of the bundle's parts. */
  readonly number: number;
  /** Parts that the bundle had when it was asked for. */
  readonly of: number;
  /** Units of the part in one bundle. */
  readonly each: number;
}

/** Anchored at the end, so that a line's id may have any characters. */
const PART = /^(.+)#([1-9]\d{0,8})\/([1-9]\d{0,8})x([1-9]\d{0,8})$/s;

/**
 * What a warehouse knows a part by: `<line>#<number>/<of>x<each>`. The recipe is in the name itself, so that what comes back is
 * understood although the configuration has changed since, and by a ledger that has lost the request.
 */
export function partReference({ lineId, number, of, each }: PartName): string {
  return `${lineId}#${number}/${of}x${each}`;
}

/** Null: it is a whole line. */
export function partOfReference(reference: string): PartName | null {
  const [, lineId, number, of, each] = PART.exec(reference) ?? [];
  if (lineId === undefined || Number(number) > Number(of)) return null;
  return { lineId, number: Number(number), of: Number(of), each: Number(each) };
}

/** A whole line's reference: its id. One that reads like a part's name is written as the only part of itself. */
export function lineReference(lineId: string): string {
  return partOfReference(lineId) === null ? lineId : partReference({ lineId, number: 1, of: 1, each: 1 });
}
