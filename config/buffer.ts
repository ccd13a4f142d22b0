import { z } from 'zod';
import { type PerSku, valueFor } from '#domain/per-sku.ts';
import { units } from './fields.ts';
import { perSku, toPerSku } from './per-sku.ts';

type BufferOf = (sku: string, tags: readonly string[]) => number;

const OTHERS = '*';

/** A number for all, numbers per SKU (`'*'` for all others, else 0), numbers per tag too, or a function. */
export function buffer() {
  const { bySku, byTag } = perSku(units);
  const shapes = [
    units,
    z.record(z.string(), units),
    // Without `byTag` it would be numbers per SKU.
    z.strictObject({ byTag: byTag.unwrap(), bySku, others: units.default(0) }),
    z.custom<BufferOf>((value) => typeof value === 'function'),
  ] as const;
  return z.union(
    shapes,
    'expected whole units of 0 or more, { sku: units }, { byTag: { tag: units } }, or a function (sku, tags) => units',
  );
}

export type WrittenBuffer = z.output<ReturnType<typeof buffer>>;

/** `isMade`: the item is made of others, whose own buffers hold already; so the number for all others leaves it alone. */
export function toBufferOf(
  written: WrittenBuffer,
  tagsOf: (sku: string) => readonly string[],
  isMade: (sku: string) => boolean,
): (sku: string) => number {
  if (typeof written === 'function') return guard(written, tagsOf);
  const choice = toChoice(written);
  const ofMade = { ...choice, others: 0 };
  return (sku) => valueFor(isMade(sku) ? ofMade : choice, sku, tagsOf(sku));
}

function toChoice(written: Exclude<WrittenBuffer, BufferOf>): PerSku<number> {
  if (typeof written === 'number') return toPerSku({ bySku: {}, byTag: {} }, written);
  if (isByTag(written)) return toPerSku(written, written.others);
  const { [OTHERS]: others = 0, ...bySku } = written;
  return toPerSku({ bySku, byTag: {} }, others);
}

type ByTag = Extract<WrittenBuffer, { readonly byTag: Readonly<Record<string, number>> }>;

/** In numbers per SKU, `byTag` would be a number. */
export function isByTag(written: WrittenBuffer): written is ByTag {
  return typeof written === 'object' && typeof written.byTag === 'object';
}

/** A function of the merchant may answer anything; a wrong number must not reach a store. */
function guard(bufferOf: BufferOf, tagsOf: (sku: string) => readonly string[]): (sku: string) => number {
  return (sku) => {
    const answer = units.safeParse(bufferOf(sku, tagsOf(sku)));
    if (answer.success) return answer.data;
    throw new TypeError('buffer: the function in the configuration must return whole units of 0 or more');
  };
}
