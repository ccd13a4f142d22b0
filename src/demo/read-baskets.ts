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

/**
 * Every code of a stream, with the units that the first customers ask for: read once before the run to know what is sold.
 *
 * @param customers how many will come before the shop closes.
 */
export async function measureDemand(
  baskets: AsyncIterable<Basket>,
  customers: number,
): Promise<ReadonlyMap<string, number>> {
  const demand = new Map<string, number>();
  let served = 0;
  for await (const { lines, isReturn } of baskets) {
    const counts = served < customers && isReturn !== true;
    for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + (counts ? quantity : 0));
    served += 1;
  }
  return demand;
}
