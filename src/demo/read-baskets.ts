import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Basket } from './basket.ts';

/** One order per line, stock codes between commas; a code that comes twice is a quantity of two. Case counts. */
export async function* readBaskets(file: string): AsyncGenerator<Basket> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const counts = new Map<string, number>();
    for (const code of line.split(',').map((part) => part.trim())) {
      if (code !== '') counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    if (counts.size > 0) yield { lines: [...counts].map(([sku, quantity]) => ({ sku, quantity })) };
  }
}

/** Every code of a stream of baskets, with the title that came with it: read once before the run to know what is sold. */
export async function collectCodes(baskets: AsyncIterable<Basket>): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for await (const { lines } of baskets) for (const { sku } of lines) codes.add(sku);
  return codes;
}
