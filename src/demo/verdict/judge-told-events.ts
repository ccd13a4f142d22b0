import type { Happening, MarketingBook } from './marketing-book.ts';

export interface ToldEventsVerdict {
  /** Events that the tool has of what happened. */
  readonly told: number;
  readonly missing: number;
  /** Second ones, and those of nothing that happened. */
  readonly duplicated: number;
  /** In sentences, for a person: what is not told, and what is told too often. */
  readonly lacks: readonly string[];
  readonly doubles: readonly string[];
}

/**
 * Everything that happened to an order is told to the tool under its reference, once, by all profiles together. Of those who were
 * erased nothing is asked for.
 */
export function judgeToldEvents({ happenings, events, erased }: MarketingBook): ToldEventsVerdict {
  const counts = new Map<string, number>();
  for (const { uniqueId } of events) counts.set(uniqueId, (counts.get(uniqueId) ?? 0) + 1);
  const gone = new Set(erased.flatMap(({ email, references }) => [email, ...references]));
  const isTellable = ({ email, customer }: Happening): boolean =>
    (email !== null || customer !== null) && !gone.has(email ?? '') && !gone.has(customer ?? '');
  const known = new Map(happenings.map((happening) => [happening.reference, happening]));
  const lacks = happenings
    .filter((one) => one.isToBeTold && isTellable(one) && !counts.has(one.reference))
    .map(({ words }) => `${words}, and the tool was not told`);
  const doubles: string[] = [];
  let duplicated = 0;
  for (const [reference, count] of counts) {
    const happening = known.get(reference);
    const spare = count - (happening === undefined ? 0 : 1);
    if (spare === 0) continue;
    duplicated += spare;
    doubles.push(
      happening === undefined
        ? `the tool was told ${reference}, which never happened`
        : `${happening.words}, and the tool was told ${count} times`,
    );
  }
  return { told: events.length - duplicated, missing: lacks.length, duplicated, lacks, doubles };
}
