import { type ConsentChannel, consentChannels, type ConsentState } from './consent.ts';

/** What is known of one customer of one store. Null: nobody has said so, which is neither zero nor no. */
export interface CustomerFigures {
  readonly store: string;
  /** As the store counts them. */
  readonly orders: number | null;
  /** Currency -> minor units. Amounts of different currencies are never added up or converted. */
  readonly spent: ReadonlyMap<string, number> | null;
  /** Epoch ms. */
  readonly firstOrderAt: number | 'never' | null;
  readonly lastOrderAt: number | 'never' | null;
  /** Those SKUs that a rule asks for. */
  readonly bought: ReadonlySet<string>;
  /** False: there are orders of the customer that the ledger has not seen, so what they bought besides is not known. */
  readonly isWhole: boolean;
  /** ISO 3166-1, `US`. */
  readonly country: string | null;
  /** ISO 3166-2, `US-CA`. */
  readonly region: string | null;
  readonly tags: readonly string[];
  /** The least that any system allows, for each channel of which one says something. */
  readonly consents: Readonly<Partial<Record<ConsentChannel, ConsentState>>>;
}

export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** How long ago: at most `withinMs`, and more than `olderMs`. */
export interface Age {
  readonly withinMs: number | null;
  readonly olderMs: number | null;
}

/** All that are given must hold. */
export interface SegmentConditions {
  readonly orders?: Range;
  /** Currency -> minor units. */
  readonly spent?: ReadonlyMap<string, Range>;
  readonly firstOrder?: Age;
  readonly lastOrder?: Age;
  /** At least one of these SKUs. */
  readonly bought?: readonly string[];
  readonly countries?: readonly string[];
  readonly regions?: readonly string[];
  /** At least one of these tags of the customer. */
  readonly tags?: readonly string[];
  readonly stores?: readonly string[];
  readonly consent?: Readonly<Partial<Record<ConsentChannel, readonly ConsentState[]>>>;
}

export interface SegmentRule {
  readonly where: SegmentConditions;
  /** At least one of them; none given: nothing is asked. */
  readonly any: readonly SegmentConditions[];
  readonly not: readonly SegmentConditions[];
}

/** Null: what is known does not say. */
type Answer = boolean | null;

/**
 * Whether somebody is in a segment. They are when every condition surely holds: what is not known keeps out, also under `not`.
 * `changesAt`: until then the same figures give the same answer; null: for ever.
 */
export function judgeSegment(
  rule: SegmentRule,
  figures: CustomerFigures,
  now: number,
): { readonly isMember: boolean; readonly changesAt: number | null } {
  const judge = (conditions: SegmentConditions): Answer => every(answersOf(conditions, figures, now));
  const isMember = every([
    judge(rule.where),
    ...(rule.any.length === 0 ? [] : [some(rule.any.map(judge))]),
    ...rule.not.map((conditions) => negated(judge(conditions))),
  ]);
  const moments = [rule.where, ...rule.any, ...rule.not]
    .flatMap((conditions) => boundariesOf(conditions, figures))
    .filter((moment) => moment > now);
  return { isMember: isMember === true, changesAt: moments.length === 0 ? null : Math.min(...moments) };
}

function answersOf(conditions: SegmentConditions, figures: CustomerFigures, now: number): readonly Answer[] {
  const { orders, spent, firstOrder, lastOrder, bought, countries, regions, tags, stores, consent } =
    conditions;
  return [
    ...(orders === undefined ? [] : [isWithin(figures.orders, orders)]),
    ...(spent === undefined ? [] : [hasSpent(figures, spent)]),
    ...(firstOrder === undefined ? [] : [isAged(figures.firstOrderAt, firstOrder, now)]),
    ...(lastOrder === undefined ? [] : [isAged(figures.lastOrderAt, lastOrder, now)]),
    ...(bought === undefined ? [] : [hasBought(figures, bought)]),
    ...(countries === undefined ? [] : [isOneOf(figures.country, countries)]),
    ...(regions === undefined ? [] : [isOneOf(figures.region, regions)]),
    ...(tags === undefined ? [] : [tags.some((tag) => figures.tags.includes(tag))]),
    ...(stores === undefined ? [] : [isOneOf(figures.store, stores)]),
    ...consentChannels.flatMap((channel) => {
      const wanted = consent?.[channel];
      return wanted === undefined ? [] : [isOneOf(figures.consents[channel] ?? null, wanted)];
    }),
  ];
}

function isWithin(value: number | null, { min, max }: Range): Answer {
  if (value === null) return null;
  return (min === null || value >= min) && (max === null || value <= max);
}

/** In a currency that no range is given for, nothing is known; who bought nothing has spent nothing in any. */
function hasSpent({ spent, orders }: CustomerFigures, ranges: ReadonlyMap<string, Range>): Answer {
  if (spent === null) return null;
  if (spent.size === 0)
    return orders === 0 ? some([...ranges.values()].map((one) => isWithin(0, one))) : null;
  const answers = [...spent].map(([currency, minor]): Answer => {
    const range = ranges.get(currency);
    return range === undefined ? null : isWithin(minor, range);
  });
  return some(answers);
}

function isAged(at: CustomerFigures['lastOrderAt'], { withinMs, olderMs }: Age, now: number): Answer {
  if (at === null) return null;
  if (at === 'never') return false;
  return (withinMs === null || now - at <= withinMs) && (olderMs === null || now - at > olderMs);
}

function hasBought({ bought, isWhole }: CustomerFigures, skus: readonly string[]): Answer {
  if (skus.some((sku) => bought.has(sku))) return true;
  return isWhole ? false : null;
}

function isOneOf(value: string | null, wanted: readonly string[]): Answer {
  return value === null ? null : wanted.includes(value);
}

/** The moments at which nothing but time changes an answer. */
function boundariesOf(
  { firstOrder, lastOrder }: SegmentConditions,
  { firstOrderAt, lastOrderAt }: CustomerFigures,
): readonly number[] {
  const pairs = [
    [firstOrder, firstOrderAt],
    [lastOrder, lastOrderAt],
  ] as const;
  return pairs.flatMap(([age, at]) =>
    age === undefined || typeof at !== 'number'
      ? []
      : [age.withinMs, age.olderMs].flatMap((spanMs) => (spanMs === null ? [] : [at + spanMs + 1])),
  );
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function some(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function negated(answer: Answer): Answer {
  return answer === null ? null : !answer;
}
