import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Consent,
  type ConsentGiven,
  type ConsentState,
  consentStates,
  judgeGiven,
  lowest,
  mayWrite,
  planLowering,
} from './consent.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const DAY_MS = 86_400_000;
const state = fc.constantFrom(...consentStates);
const allows = (one: ConsentState): number => consentStates.length - consentStates.indexOf(one);

const consent = (change: Partial<Consent>): Consent => ({
  state: 'never',
  source: null,
  at: null,
  proof: null,
  ...change,
});
const given = (change: Partial<ConsentGiven> = {}): ConsentGiven => ({
  channel: 'email',
  at: NOW - 60_000,
  source: 'checkout',
  proof: 'order 41',
  ...change,
});

describe('a sync', () => {
  test('may lower and leave, and may never raise', () => {
    expect(mayWrite('subscribed', 'unsubscribed')).toBe(true);
    expect(mayWrite('unsubscribed', 'suppressed')).toBe(true);
    expect(mayWrite('unsubscribed', 'subscribed')).toBe(false);
    expect(mayWrite('never', 'subscribed')).toBe(false);
    expect(mayWrite('suppressed', 'never')).toBe(false);
  });

  test('whatever it is told, in whatever order and however often, nobody is ever allowed more', () => {
    fc.assert(
      fc.property(state, fc.array(state, { maxLength: 12 }), (begin, told) => {
        let stands = begin;
        for (const wanted of told) {
          const written = planLowering(stands, wanted);
          if (written === null) continue;
          expect(allows(written)).toBeLessThan(allows(stands));
          stands = written;
        }
        expect(allows(stands)).toBeLessThanOrEqual(allows(begin));
        const noes = told.filter((one) => one === 'unsubscribed' || one === 'suppressed');
        expect(stands).toBe(lowest([begin, ...noes]));
      }),
    );
  });

  test('does not take the silence of one system for a no', () => {
    expect(planLowering('subscribed', 'never')).toBeNull();
    expect(planLowering('subscribed', 'subscribed')).toBeNull();
    expect(planLowering('never', 'unsubscribed')).toBe('unsubscribed');
  });

  test('what holds for several systems is one of their words, and none allows less', () => {
    fc.assert(
      fc.property(state, fc.array(state), (first, rest) => {
        const found = lowest([first, ...rest]);
        expect([first, ...rest]).toContain(found);
        expect([first, ...rest].every((one) => mayWrite(one, found))).toBe(true);
      }),
    );
  });

  test('permission is an order: any two states compare, and two ways that agree are one state', () => {
    fc.assert(
      fc.property(state, state, state, (one, two, three) => {
        expect(mayWrite(one, one)).toBe(true);
        expect(mayWrite(one, two) || mayWrite(two, one)).toBe(true);
        if (mayWrite(one, two) && mayWrite(two, one)) expect(one).toBe(two);
        if (mayWrite(one, two) && mayWrite(two, three)) expect(mayWrite(one, three)).toBe(true);
      }),
    );
  });
});

describe('consent that a customer gave at a store', () => {
  test('is passed on when nothing was said, or when it is later than what was', () => {
    expect(judgeGiven(consent({}), given(), NOW)).toBeNull();
    expect(judgeGiven(consent({ state: 'unsubscribed', at: NOW - DAY_MS }), given(), NOW)).toBeNull();
  });

  test('does not outvote a later no, nor one of unknown time', () => {
    expect(judgeGiven(consent({ state: 'unsubscribed', at: NOW }), given(), NOW)).toBe('not-later');
    expect(judgeGiven(consent({ state: 'unsubscribed' }), given(), NOW)).toBe('not-later');
    expect(judgeGiven(consent({ state: 'unsubscribed', at: given().at }), given(), NOW)).toBe('not-later');
  });

  test('never lifts a suppression', () => {
    expect(judgeGiven(consent({ state: 'suppressed', at: NOW - 100 * DAY_MS }), given(), NOW)).toBe(
      'suppressed',
    );
  });

  test('is refused without its proof', () => {
    expect(judgeGiven(consent({}), given({ proof: ' ' }), NOW)).toBe('no-proof');
    expect(judgeGiven(consent({}), given({ source: '' }), NOW)).toBe('no-proof');
  });

  test('is refused when it comes from a backfill, or from the future', () => {
    expect(judgeGiven(consent({}), given({ at: NOW - 4 * DAY_MS }), NOW)).toBe('not-fresh');
    expect(judgeGiven(consent({}), given({ at: NOW + DAY_MS }), NOW)).toBe('not-fresh');
  });
});
