import { RejectedError } from '#sdk/errors.ts';
import type { Fetched } from '#sdk/capabilities.ts';

/**
 * Asks for ids in batches, one after the other: the shop's bucket is shared, so calls side by side win nothing. Should
 * Shopify count a batch as too costly after all, it is halved.
 */
export async function inBatches<Item>(
  ids: readonly string[],
  sizeMax: number,
  ask: (ids: readonly string[]) => Promise<Fetched<Item>>,
): Promise<readonly Fetched<Item>[]> {
  const unique = [...new Set(ids)];
  const waiting: (readonly string[])[] = [];
  for (let from = 0; from < unique.length; from += sizeMax) waiting.push(unique.slice(from, from + sizeMax));
  const answers: Fetched<Item>[] = [];
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    try {
      answers.push(await ask(batch));
    } catch (error) {
      if (!isTooCostly(error) || batch.length === 1) throw error;
      const half = Math.ceil(batch.length / 2);
      waiting.unshift(batch.slice(0, half), batch.slice(half));
    }
  }
  return answers;
}

function isTooCostly(error: unknown): boolean {
  return error instanceof RejectedError && (error.code === 'MAX_COST_EXCEEDED' || error.code === 'cost-guard');
}

/** One answer out of several: it is as old as the first request, and as complete as the last. */
export function mergeFetched<Item>(answers: readonly Fetched<Item>[]): Fetched<Item> {
  const [first] = answers;
  // Nothing was asked, so nothing can have been missed.
  if (first === undefined) return { items: [], refused: [], sentAt: 0, answeredAt: 0, vendorAt: null };
  return {
    items: answers.flatMap((answer) => answer.items),
    refused: answers.flatMap((answer) => answer.refused),
    sentAt: Math.min(...answers.map((answer) => answer.sentAt)),
    answeredAt: Math.max(...answers.map((answer) => answer.answeredAt)),
    vendorAt: first.vendorAt,
  };
}
