import { z } from 'zod';

type BufferOf = (sku: string) => number;

const units = z.int().min(0).max(1_000_000);
const OTHERS = '*';

/** A number for all, numbers per SKU (`'*'` for all others, else 0), or a function. Comes out as a function. */
export function buffer() {
  const shapes = [
    units,
    z.record(z.string(), units),
    z.custom<BufferOf>((value) => typeof value === 'function'),
  ] as const;
  return z
    .union(shapes, 'expected whole units of 0 or more, { sku: units }, or a function (sku) => units')
    .transform((written): BufferOf => {
      if (typeof written === 'number') return () => written;
      if (typeof written === 'function') return guard(written);
      const bySku = new Map(Object.entries(written));
      return (sku) => bySku.get(sku) ?? bySku.get(OTHERS) ?? 0;
    });
}

/** A function of the merchant may answer anything; a wrong number must not reach a store. */
function guard(bufferOf: BufferOf): BufferOf {
  return (sku) => {
    const answer = units.safeParse(bufferOf(sku));
    if (answer.success) return answer.data;
    throw new TypeError('buffer: the function in the configuration must return whole units of 0 or more');
  };
}
