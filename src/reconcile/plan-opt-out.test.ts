import { expect, test } from 'vitest';
import fc from 'fast-check';
import { consentStates, mayWrite } from '#domain/consent.ts';
import type { ContactConsent } from '#sdk/ledger/customers.ts';
import { mayStillRise, planOptOut } from './plan-opt-out.ts';

const said = (change: Partial<ContactConsent>): ContactConsent => ({
  connection: 'mail',
  channel: 'email',
  state: 'unsubscribed',
  at: 100,
  source: null,
  since: 500,
  ...change,
});

const yesAt = (at: number | null) => ({ state: 'subscribed', at }) as const;

test('a no holds against an older yes and one without a time, and not against a later one', () => {
  const others = [said({ at: 100 })];
  expect(planOptOut({ current: yesAt(50), others, oursUntil: null })).toBe('unsubscribed');
  expect(planOptOut({ current: yesAt(null), others, oursUntil: null })).toBe('unsubscribed');
  expect(planOptOut({ current: yesAt(150), others, oursUntil: null })).toBeNull();
});

test('a no without a time counts from when we heard of it', () => {
  const others = [said({ at: null, since: 100 })];
  expect(planOptOut({ current: yesAt(50), others, oursUntil: null })).toBe('unsubscribed');
  expect(planOptOut({ current: yesAt(150), others, oursUntil: null })).toBeNull();
});

test('a yes that we may have passed on ourselves overcomes nothing', () => {
  const others = [said({ at: 100 })];
  expect(planOptOut({ current: yesAt(150), others, oursUntil: 160 })).toBe('unsubscribed');
  expect(planOptOut({ current: yesAt(200), others, oursUntil: 160 })).toBeNull();
});

test('a yes of which the system itself says that it was passed on overcomes nothing, however late it landed', () => {
  const others = [said({ at: 100 })];
  const current = { ...yesAt(900), isPassedOn: true };
  expect(planOptOut({ current, others, oursUntil: 160 })).toBe('unsubscribed');
  expect(planOptOut({ current, others, oursUntil: null })).toBe('unsubscribed');
});

test('a yes that we have just passed on may land on a no, until it no longer can, and only where somebody said no', () => {
  const facts = {
    current: { state: 'unsubscribed', at: 50 } as const,
    others: [said({ at: 100 })],
    oursUntil: 160,
  };
  expect([159, 160].map((now) => mayStillRise(facts, now))).toEqual([true, false]);
  expect(mayStillRise({ ...facts, oursUntil: null }, 100)).toBe(false);
  expect(mayStillRise({ ...facts, others: [said({ state: 'subscribed' })] }, 100)).toBe(false);
});

test('the least that anybody allows is told, and never is not a no', () => {
  const others = [said({ state: 'suppressed' }), said({}), said({ state: 'never' })];
  expect(planOptOut({ current: yesAt(50), others, oursUntil: null })).toBe('suppressed');
  expect(planOptOut({ current: yesAt(50), others: [said({ state: 'never' })], oursUntil: null })).toBeNull();
});

test('who has said no there already is not told again', () => {
  const current = { state: 'unsubscribed', at: 1 } as const;
  expect(planOptOut({ current, others: [said({ state: 'suppressed' })], oursUntil: null })).toBeNull();
});

test('whatever is known, nothing is raised (I20)', () => {
  const state = fc.constantFrom(...consentStates);
  const time = fc.option(fc.integer({ min: 0, max: 1_000 }));
  const other = fc.record({ state, at: time, since: fc.nat(1_000) }).map(said);
  fc.assert(
    fc.property(state, time, fc.array(other), time, (now, at, others, oursUntil) => {
      const plan = planOptOut({ current: { state: now, at }, others, oursUntil });
      return plan === null || (mayWrite(now, plan) && plan !== now);
    }),
  );
});
