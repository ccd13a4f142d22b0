import type { AskedLine, AskedPart, StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { partOfReference } from './part-references.ts';

interface SaidLine {
  readonly reference: string;
  readonly quantity: number;
  readonly shipped: number;
}

/**
 * The order's lines in what a warehouse says of its own: a bundle's parts count together. As many bundles have left as all
 * parts make; as many may still leave as the part with the most units makes. Nothing that left comes back (I5).
 */
export function toAskedLines(
  said: readonly SaidLine[],
  before: readonly AskedLine[] = [],
): readonly AskedLine[] {
  const named = said.map((line) => ({ line, part: partOfReference(line.reference) }));
  return [...Map.groupBy(named, ({ line, part }) => part?.lineId ?? line.reference)].map(
    ([lineId, lines]): AskedLine => {
      const known = before.find((one) => one.lineId === lineId);
      const parts = lines.flatMap(({ line, part }) =>
        part === null ? [] : [{ ...part, ...laterOf(line, partBefore(known, part.number)) }],
      );
      const whole = lines.filter(({ part }) => part === null).map(({ line }) => line);
      if (parts.length === 0) return { lineId, ...laterOf(sumOf(whole), known) };
      return {
        lineId,
        quantity: Math.max(...parts.map(({ quantity, each }) => Math.ceil(quantity / each))),
        shipped: wholeBundles(parts.map(({ shipped, ...part }) => ({ ...part, quantity: shipped }))),
        parts: parts.map(({ number, each, quantity, shipped }) => ({ number, each, quantity, shipped })),
      };
    },
  );
}

/** How many bundles these units of parts make; none as long as one part is not there at all. */
export function wholeBundles(
  parts: readonly {
    readonly number: number;
    readonly of: number;
    readonly each: number;
    readonly quantity: number;
  }[],
): number {
  const units = new Map<number, number>();
  for (const { number, quantity } of parts) units.set(number, (units.get(number) ?? 0) + quantity);
  const [first] = parts;
  if (first === undefined || units.size < first.of) return 0;
  return Math.min(...parts.map(({ number, each }) => Math.floor((units.get(number) ?? 0) / each)));
}

/** Units of the line of which anything has left: a bundle is begun with the first of its parts. */
export function begunOf({ shipped, parts = [] }: AskedLine): number {
  return Math.max(shipped, ...parts.map((part) => Math.ceil(part.shipped / part.each)));
}

/** Bundles of a request that is over of which parts have left and the rest never will, by line. */
export function strandedIn({ state, lines }: StoredRequest): ReadonlyMap<string, number> {
  const stranded = new Map<string, number>();
  if (state !== 'shipped' && state !== 'canceled') return stranded;
  for (const line of lines) {
    const units = begunOf(line) - line.shipped;
    if (units > 0) stranded.set(line.lineId, (stranded.get(line.lineId) ?? 0) + units);
  }
  return stranded;
}

function partBefore(line: AskedLine | undefined, number: number): AskedPart | undefined {
  return line?.parts?.find((part) => part.number === number);
}

function laterOf(
  { quantity, shipped }: { readonly quantity: number; readonly shipped: number },
  before: { readonly shipped: number } | undefined,
): { readonly quantity: number; readonly shipped: number } {
  return { quantity, shipped: Math.max(shipped, before?.shipped ?? 0) };
}

function sumOf(lines: readonly SaidLine[]): { readonly quantity: number; readonly shipped: number } {
  return {
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    shipped: lines.reduce((sum, { shipped }) => sum + shipped, 0),
  };
}
