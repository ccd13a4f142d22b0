import { expect, test } from 'vitest';
import type { Books } from './books.ts';
import { judgeMarketing, type MarketingFigures } from './judge-marketing.ts';
import { type ConsentWord, type MarketingBook, TOOL, type Happening } from './marketing-book.ts';

const ADA = 'ada@acme.test';
const BOB = 'bob@acme.test';
const IDA = 'ida@acme.test';

const word = (
  atMs: number,
  email: string,
  said: 'yes' | 'no',
  more: Partial<ConsentWord> = {},
): ConsentWord => ({ atMs, email, said, by: 'person', where: 'store', ...more });
const happening = (part: string, more: Partial<Happening> = {}): Happening => ({
  reference: `store:1:${part}`,
  isToBeTold: true,
  words: `#1 of store was ${part}`,
  email: ADA,
  customer: 'store:ada',
  ...more,
});

/** Ada said yes at the store and was subscribed; Bob unsubscribed at the tool, and the store knows; Ida was erased. */
const clean: MarketingBook = {
  words: [
    word(1, BOB, 'yes'),
    word(2, BOB, 'yes', { where: TOOL }),
    word(3, ADA, 'yes'),
    word(4, ADA, 'yes', { where: TOOL, by: 'sync' }),
    word(5, BOB, 'no', { where: TOOL }),
    word(6, BOB, 'no', { by: 'sync' }),
  ],
  subscribed: [
    { where: 'store', email: ADA },
    { where: TOOL, email: ADA },
  ],
  profiles: [
    { id: 'P1', reference: 'store:ada', email: ADA },
    { id: 'P2', reference: null, email: BOB },
  ],
  events: [
    { uniqueId: 'store:1:placed', profileId: 'P1' },
    { uniqueId: 'store:1:product:7', profileId: 'P1' },
    { uniqueId: 'store:1:fulfilled:8', profileId: 'P1' },
  ],
  mailed: [{ atMs: 5, email: ADA }],
  happenings: [
    happening('placed'),
    happening('product:7', { isToBeTold: false }),
    happening('fulfilled:8'),
    happening('fulfilled:9', { isToBeTold: false }),
    happening('refunded:1', { email: IDA, customer: 'store:ida' }),
    happening('canceled', { email: null, customer: null }),
  ],
  erased: [{ email: IDA, references: ['store:ida'] }],
};

function judge(change: Partial<MarketingBook> = {}, found: number | null = null) {
  const books: Books = {
    stores: [],
    erp: { orders: [], credits: [], parcels: [], onHand: new Map(), changes: [] },
    places: [],
    marketing: { ...clean, ...change },
  };
  return judgeMarketing(books, found);
}

test('clean books are clean, and every figure is what happened', () => {
  expect(judge()).toEqual({
    figures: {
      people_subscribed: 1,
      people_unsubscribed: 1,
      people_erased: 1,
      consent_violations: 0,
      events_told: 3,
      events_missing: 0,
      events_duplicated: 0,
      erased_person_found: false,
    },
    isSettled: true,
    failures: [],
    complaints: [],
  });
  expect(judge({}, 0).failures).toEqual([]);
});

const { words, subscribed, profiles, events, happenings } = clean;
const tampers: readonly (readonly [string, Partial<MarketingBook>, Partial<MarketingFigures>])[] = [
  [
    'a subscription that nobody asked for',
    { subscribed: [...subscribed, { where: TOOL, email: 'eve@acme.test' }] },
    { consent_violations: 1 },
  ],
  [
    'a subscription at the tool after a no at the tool',
    { subscribed: [...subscribed, { where: TOOL, email: BOB }] },
    { consent_violations: 1 },
  ],
  [
    'a no at the tool that the store does not know',
    { subscribed: [...subscribed, { where: 'store', email: BOB }] },
    { consent_violations: 1 },
  ],
  [
    'a yes that a sync told the tool without one at a store',
    { words: [...words, word(9, 'eve@acme.test', 'yes', { where: TOOL, by: 'sync' })] },
    { consent_violations: 1 },
  ],
  [
    'a yes that was told before it was said',
    { words: words.map((one) => (one.by === 'sync' && one.email === ADA ? { ...one, atMs: 2 } : one)) },
    { consent_violations: 1 },
  ],
  ['a message to who said no', { mailed: [{ atMs: 6, email: BOB }] }, { consent_violations: 1 }],
  ['a message to who never said a word', { mailed: [{ atMs: 6, email: null }] }, { consent_violations: 1 }],
  ['nobody who was subscribed', { words: words.slice(0, 3) }, { people_subscribed: 0 }],
  ['an order that was not told', { events: events.slice(1) }, { events_missing: 1, events_duplicated: 0 }],
  ['a parcel that was not told', { events: events.slice(0, 2) }, { events_missing: 1 }],
  [
    'an event told under two profiles',
    { events: [...events, { uniqueId: 'store:1:placed', profileId: 'P2' }] },
    { events_missing: 0, events_duplicated: 1 },
  ],
  [
    'an event of what never happened',
    { events: [...events, { uniqueId: 'store:1:placed:again', profileId: 'P1' }] },
    { events_duplicated: 1 },
  ],
  [
    'a cancellation of somebody with a name that was not told',
    { happenings: [...happenings, happening('canceled')] },
    { events_missing: 1 },
  ],
  [
    'an erased person with a profile by the address',
    { profiles: [...profiles, { id: 'P3', reference: null, email: IDA }] },
    { erased_person_found: true },
  ],
  [
    'an erased person with a profile by the reference',
    { profiles: [...profiles, { id: 'P3', reference: 'store:ida', email: null }] },
    { erased_person_found: true },
  ],
  ['a run in which nobody was erased', { erased: [] }, { people_erased: 0 }],
];

test.each(tampers)('%s is reported', (_name, change, expected) => {
  const { figures, failures, isSettled } = judge(change);
  expect(figures).toMatchObject(expected);
  expect(failures).not.toEqual([]);
  expect(isSettled).toBe(false);
});

test('what Syncline itself still finds of an erased person fails the run', () => {
  expect(judge({}, 1)).toMatchObject({
    figures: { erased_person_found: true },
    complaints: ['Syncline finds 1 records of people who were erased'],
  });
});

test('without such a tool there is nothing to judge', () => {
  const { figures, isSettled } = judgeMarketing(
    { stores: [], erp: { orders: [], credits: [], parcels: [], onHand: new Map(), changes: [] }, places: [] },
    null,
  );
  expect(new Set(Object.values(figures))).toEqual(new Set([null]));
  expect(isSettled).toBe(true);
});
