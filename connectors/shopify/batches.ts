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
  return (
    error instanceof RejectedError && (error.code === 'MAX_COST_EXCEEDED' || error.code === 'cost-guard')
  );
}

/** When an answer was asked for and when it came, by our clock and by the vendor's. */
export type Span = Pick<Fetched<unknown>, 'sentAt' | 'answeredAt' | 'vendorAt'>;

/** One answer out of several: as old as the first request and as late as the last answer. */
export function mergeFetched<Item>(answers: readonly Fetched<Item>[]): Fetched<Item> {
  return {
    items: answers.flatMap((answer) => answer.items),
    refused: answers.flatMap((answer) => answer.refused),
    ...mergeSpans(answers),
  };
}

/** Later is the safe side for the vendor's time: what it counts as already seen is then never too little. */
export function mergeSpans(spans: readonly Span[]): Span {
  // Nothing was asked, so nothing can have been missed.
  if (spans.length === 0) return { sentAt: 0, answeredAt: 0, vendorAt: null };
  const vendorTimes = spans.flatMap(({ vendorAt }) => (vendorAt === null ? [] : [vendorAt]));
  return {
    sentAt: Math.min(...spans.map((span) => span.sentAt)),
    answeredAt: Math.max(...spans.map((span) => span.answeredAt)),
    vendorAt: vendorTimes.length === spans.length ? Math.max(...vendorTimes) : null,
  };
}
