import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SegmentDifference, ToldState } from '#sdk/ledger/segments.ts';
import { isCoveredBy, planSegment, type SegmentChange, toBraked, whyHeld } from './plan-push.ts';

const people = Array.from({ length: 6 }, (_, index) => `store:${index}`);

test('after the plan a tool shows exactly the members, whatever an unknown write left there', () => {
  const state = fc.constantFrom<ToldState | null>('there', 'absent', 'unknown', null);
  const world = fc.tuple(
    ...people.map(() => fc.record({ isMember: fc.boolean(), told: state, landed: fc.boolean() })),
  );
  fc.assert(
    fc.property(world, (each) => {
      const rows = each.map((one, index) => ({ reference: people[index] ?? '', ...one }));
      // What the ledger gives: only those that differ, or may.
      const differences = rows.filter(({ isMember, told }): boolean =>
        isMember ? told !== 'there' : told === 'there' || told === 'unknown',
      );
      const shown = new Set(
        rows
          .filter(({ told, landed }) => told === 'there' || (told === 'unknown' && landed))
          .map((row) => row.reference),
      );
      const plan = planSegment(
        { segment: 'vip', place: 'vip' },
        differences satisfies readonly SegmentDifference[],
      );
      for (const { reference, change } of plan) {
        if (change === 'add') shown.add(reference);
        else shown.delete(reference);
      }
      expect([...shown].toSorted()).toEqual(
        rows.filter(({ isMember }) => isMember).map((row) => row.reference),
      );
      expect(plan).toHaveLength(differences.length);
    }),
  );
});

const change = (reference: string, segment = 'vip'): SegmentChange => ({
  segment,
  place: segment,
  reference,
  change: 'add',
});

test('contacts are counted, not changes, and the first push always waits', () => {
  const twice = [change('a'), change('a', 'lost')];
  expect(whyHeld({ changes: twice, isFirst: false, recent: 0, limit: 1 })).toBeNull();
  expect(whyHeld({ changes: twice, isFirst: false, recent: 1, limit: 1 })).toMatch(/^1 contacts would/);
  expect(whyHeld({ changes: [change('a')], isFirst: true, recent: 0, limit: 99 })).toMatch(/^the first push/);
  expect(whyHeld({ changes: [], isFirst: true, recent: 0, limit: 0 })).toBeNull();
});

test('a held plan stands while what it does not name is little', () => {
  const held = { changes: [change('a'), change('b')].map(toBraked) };
  expect(isCoveredBy(held, [change('a'), change('c')], 1)).toBe(true);
  expect(isCoveredBy(held, [change('a'), change('c'), change('d')], 1)).toBe(false);
  expect(isCoveredBy(held, [change('c')], 9)).toBe(false);
  expect(isCoveredBy(held, [{ ...change('a'), change: 'remove' }, change('b')], 0)).toBe(false);
});
