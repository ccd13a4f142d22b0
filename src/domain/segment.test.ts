import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consentStates } from './consent.ts';
import {
  type Age,
  type CustomerFigures,
  judgeSegment,
  type Range,
  type SegmentConditions,
  type SegmentRule,
} from './segment.ts';

const NOW = 1_000;
const skus = ['tea', 'cup', 'pot'];
const currencies = ['EUR', 'USD'];

const small = fc.integer({ min: 0, max: 6 });
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const range: fc.Arbitrary<Range> = fc.record({ min: orNull(small), max: orNull(small) });
const span = fc.integer({ min: 0, max: 900 });
const age: fc.Arbitrary<Age> = fc.record({ withinMs: orNull(span), olderMs: orNull(span) });
const someOf = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });

const conditions: fc.Arbitrary<SegmentConditions> = fc.record(
  {
    orders: range,
    spent: fc.dictionary(fc.constantFrom(...currencies), range).map((all) => new Map(Object.entries(all))),
    firstOrder: age,
    lastOrder: age,
    bought: someOf(skus),
    countries: someOf(['DE', 'US']),
    regions: someOf(['US-CA', 'DE-BE']),
    tags: someOf(['vip', 'press']),
    stores: someOf(['one', 'two']),
    consent: fc.record({ email: fc.uniqueArray(fc.constantFrom(...consentStates), { minLength: 1 }) }),
  },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<SegmentRule> = fc.record({
  where: conditions,
  any: fc.array(conditions, { maxLength: 2 }),
  not: fc.array(conditions, { maxLength: 2 }),
});

const at = fc.oneof(fc.constant('never' as const), fc.integer({ min: 0, max: NOW }));
/** Everything is known. */
const whole: fc.Arbitrary<CustomerFigures> = fc.record({
  store: fc.constantFrom('one', 'two'),
  orders: small,
  spent: fc
    .record({ currency: fc.constantFrom(...currencies), minor: small })
    .map(({ currency, minor }) => new Map([[currency, minor]])),
  firstOrderAt: at,
  lastOrderAt: at,
  bought: fc.uniqueArray(fc.constantFrom(...skus)).map((list) => new Set(list)),
  isWhole: fc.constant(true),
  country: fc.constantFrom('DE', 'US', 'FR'),
  region: fc.constantFrom('US-CA', 'DE-BE', 'FR-75'),
  tags: fc.uniqueArray(fc.constantFrom('vip', 'press', 'old')),
  consents: fc.record({ email: fc.constantFrom(...consentStates) }),
});

/** The rule as a sentence says it, for somebody of whom everything is known, tested by counting up. */
function isMemberByTheBook({ where, any, not }: SegmentRule, figures: CustomerFigures, now: number): boolean {
  const fits = (value: number, { min, max }: Range) =>
    !(value < (min ?? -Infinity) || value > (max ?? Infinity));
  const aged = (moment: CustomerFigures['firstOrderAt'], { withinMs, olderMs }: Age) => {
    if (typeof moment !== 'number') return false;
    const ago = now - moment;
    return !(ago > (withinMs ?? Infinity)) && !(ago <= (olderMs ?? -Infinity));
  };
  const holds = (one: SegmentConditions): boolean => {
    let all = true;
    if (one.orders) all = fits(figures.orders ?? 0, one.orders) && all;
    for (const [currency, wanted] of one.spent ?? []) {
      const minor = figures.spent?.get(currency);
      if (minor !== undefined) all = fits(minor, wanted) && all;
    }
    if (one.firstOrder) all = aged(figures.firstOrderAt, one.firstOrder) && all;
    if (one.lastOrder) all = aged(figures.lastOrderAt, one.lastOrder) && all;
    if (one.bought) all = one.bought.filter((sku) => figures.bought.has(sku)).length > 0 && all;
    if (one.countries) all = new Set(one.countries).has(figures.country ?? '') && all;
    if (one.regions) all = new Set(one.regions).has(figures.region ?? '') && all;
    if (one.tags)
      all = new Set([...one.tags, ...figures.tags]).size < one.tags.length + figures.tags.length && all;
    if (one.stores) all = new Set(one.stores).has(figures.store) && all;
    if (one.consent?.email) all = one.consent.email.some((state) => state === figures.consents.email) && all;
    return all;
  };
  return holds(where) && (any.length === 0 || any.some(holds)) && !not.some(holds);
}

/** Its currency is one that every rule gives a range for: otherwise something is unknown. */
function isAllKnown({ where, any, not }: SegmentRule, { spent }: CustomerFigures): boolean {
  return [where, ...any, ...not].every(
    (one) => one.spent === undefined || [...(spent ?? [])].every(([currency]) => one.spent?.has(currency)),
  );
}

test('of whom everything is known, a rule holds exactly as its words say', () => {
  fc.assert(
    fc.property(rules, whole, (rule, figures) => {
      fc.pre(isAllKnown(rule, figures));
      expect(judgeSegment(rule, figures, NOW).isMember).toBe(isMemberByTheBook(rule, figures, NOW));
    }),
    { numRuns: 2_000 },
  );
});

test('nobody is a member by something that is not known: whatever it turns out to be, they are one', () => {
  const hidden = fc.subarray([
    'orders',
    'firstOrderAt',
    'lastOrderAt',
    'country',
    'region',
    'email',
    'history',
  ]);
  fc.assert(
    fc.property(rules, whole, whole, hidden, (rule, figures, other, names) => {
      const hides = (name: string) => names.some((one) => one === name);
      const known: CustomerFigures = {
        ...figures,
        orders: hides('orders') ? null : figures.orders,
        firstOrderAt: hides('firstOrderAt') ? null : figures.firstOrderAt,
        lastOrderAt: hides('lastOrderAt') ? null : figures.lastOrderAt,
        country: hides('country') ? null : figures.country,
        region: hides('region') ? null : figures.region,
        consents: hides('email') ? {} : figures.consents,
        isWhole: !hides('history'),
      };
      const turnsOut: CustomerFigures = {
        ...figures,
        orders: known.orders ?? other.orders,
        firstOrderAt: known.firstOrderAt ?? other.firstOrderAt,
        lastOrderAt: known.lastOrderAt ?? other.lastOrderAt,
        country: known.country ?? other.country,
        region: known.region ?? other.region,
        consents: { ...other.consents, ...known.consents },
        bought: known.isWhole ? figures.bought : new Set([...figures.bought, ...other.bought]),
      };
      if (judgeSegment(rule, known, NOW).isMember)
        expect(judgeSegment(rule, turnsOut, NOW).isMember).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('until the moment that is named, time alone changes nothing', () => {
  fc.assert(
    fc.property(rules, whole, fc.integer({ min: 0, max: 2_000 }), (rule, figures, later) => {
      const { isMember, changesAt } = judgeSegment(rule, figures, NOW);
      expect(changesAt ?? Infinity).toBeGreaterThan(NOW);
      const then = Math.min(NOW + later, (changesAt ?? Infinity) - 1);
      expect(judgeSegment(rule, figures, then).isMember).toBe(isMember);
    }),
    { numRuns: 2_000 },
  );
});

const nobodyKnown: CustomerFigures = {
  store: 'one',
  orders: null,
  spent: null,
  firstOrderAt: null,
  lastOrderAt: null,
  bought: new Set(),
  isWhole: false,
  country: null,
  region: null,
  tags: [],
  consents: {},
};
const ruleOf = (where: SegmentConditions, not: readonly SegmentConditions[] = []): SegmentRule => ({
  where,
  any: [],
  not,
});
const isIn = (rule: SegmentRule, change: Partial<CustomerFigures>) =>
  judgeSegment(rule, { ...nobodyKnown, ...change }, NOW).isMember;

test('what was spent in another currency says nothing, and who has ordered nothing has spent nothing', () => {
  const little = ruleOf({ spent: new Map([['EUR', { min: null, max: 100 }]]) });
  expect(isIn(little, { spent: new Map([['USD', 5]]), orders: 1 })).toBe(false);
  expect(isIn(little, { spent: new Map([['EUR', 5]]), orders: 1 })).toBe(true);
  expect(isIn(little, { spent: new Map(), orders: 0 })).toBe(true);
});

test('who lives nobody knows where is neither in a country nor outside of it', () => {
  expect(isIn(ruleOf({ countries: ['DE'] }), {})).toBe(false);
  expect(isIn(ruleOf({}, [{ countries: ['DE'] }]), {})).toBe(false);
  expect(isIn(ruleOf({}, [{ countries: ['DE'] }]), { country: 'US' })).toBe(true);
});
