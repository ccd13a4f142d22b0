import { describe, expect, test } from 'vitest';
import type { Cell, CellFacts } from '#sdk/ledger/stock.ts';
import { authority, cell, facts, line, openWrite, policy, shown, twice } from '#tests/support/cell-facts.ts';
import { availableFrom } from './available.ts';
import { planCell } from './plan-cell.ts';

/** Each test replays the counterexample that made its rule necessary: without the rule the second number would be published. */

describe('S1: taken into account means recorded before the request was sent', () => {
  test('a shipment recorded after the reading still lowers it, although the order is shipped by now', () => {
    const shippedLater = line(1, [{ quantity: 1, sequence: 8, recordedAt: 80 }]);
    expect(availableFrom(authority(13, 7), [shippedLater], policy).available).toBe(12);
  });

  test('a shipment recorded before the request no longer lowers it', () => {
    const shippedBefore = line(1, [{ quantity: 1, sequence: 7, recordedAt: 70 }]);
    expect(availableFrom(authority(12, 7), [shippedBefore], policy).available).toBe(12);
  });

  test('the declared lag of the authority is waited out', () => {
    const statement = line(1, [{ quantity: 1, sequence: 7, recordedAt: 70 }]);
    expect(availableFrom(authority(12, 7, 75), [statement], { ...policy, stockLagMs: 10 }).available).toBe(
      11,
    );
  });
});

describe('S2: a reservation ends with the word of the authority', () => {
  test('units that the authority may still ship are owed, whatever the channel has canceled', () => {
    expect(planCell(facts({ openLines: [line(2)] }), shown(10, 100), policy).target).toBe(8);
  });
});

describe('S4: expected is a running total', () => {
  test('units missing from what the facts explain are not given back', () => {
    // 12 shown, one sold unseen, 11 -> 10 confirmed: E is 11, the channel shows 8 after two more unseen sales.
    const plan = planCell(
      facts({ cell: cell({ expected: 11 }), readings: twice(authority(12, 5)) }),
      shown(8, 100),
      policy,
    );
    expect(plan.expectation.missing).toBe(3);
    expect(plan.write).toMatchObject({ from: 8, to: 9 });
    expect(plan.waitsFor).toBe('horizon');
  });

  test('a raise of ours whose outcome is open counts as if it had happened', () => {
    const plan = planCell(
      facts({ openWrites: [openWrite(7, 10)], cell: cell({ expected: 7 }) }),
      shown(7, 100),
      policy,
    );
    expect(plan.expectation.missing).toBe(3);
  });

  test('missing units lower a decrease too', () => {
    const plan = planCell(facts({ readings: twice(authority(6, 5)) }), shown(8, 100), policy);
    expect(plan.write).toMatchObject({ from: 8, to: 4 });
  });
});

describe('S5: a surplus is believed at once', () => {
  test('an unrecorded restock lifts what is expected, so that it cannot mask a later sale', () => {
    const plan = planCell(facts({ readings: twice(authority(12, 5)) }), shown(12, 100), policy);
    expect(plan.expectation).toMatchObject({ expected: 12, missing: 0, anchorAt: 100 });
  });
});

describe('S6: a poll explains a reading only when it began after the answer came', () => {
  const missingTwo = (change: Partial<Cell>): CellFacts =>
    facts({ cell: cell({ reading: shown(8, 100, 3), factSequence: 3, ...change }) });

  test('a poll that began before the answer releases nothing', () => {
    const plan = planCell(missingTwo({}), shown(8, 200, 3), { ...policy, horizonAt: 99 });
    expect(plan.write).toBeNull();
    expect(plan.expectation.drift).toBe(0);
  });

  test('a complete later poll that found no order releases the units as drift', () => {
    const plan = planCell(missingTwo({}), shown(8, 200, 3), { ...policy, horizonAt: 100 });
    expect(plan.expectation).toMatchObject({ expected: 8, drift: 2, missing: 0 });
    expect(plan.write).toMatchObject({ from: 8, to: 10 });
  });

  test('the same number after a write of our own is not the same reading', () => {
    const plan = planCell(missingTwo({ factSequence: 4 }), shown(8, 200, 4), { ...policy, horizonAt: 150 });
    expect(plan.expectation.drift).toBe(0);
    expect(plan.write).toBeNull();
  });

  test('an older note of the same number is kept, so that a running poll can explain it', () => {
    expect(planCell(missingTwo({}), shown(8, 200, 3), policy).note.answeredAt).toBe(100);
  });

  test('before anything is expected a cell is lowered at once and never raised', () => {
    const fresh = facts({ cell: cell({ expected: null }) });
    expect(planCell(fresh, shown(12, 100), policy).write).toMatchObject({ from: 12, to: 10 });
    expect(planCell(fresh, shown(8, 100), policy)).toMatchObject({ write: null, waitsFor: 'horizon' });
  });
});

describe('S7: raises use the lower of the last two readings', () => {
  test('one high reading alone raises nothing', () => {
    const readings = [authority(50, 6), authority(10, 5)];
    expect(planCell(facts({ readings }), shown(10, 100), policy)).toMatchObject({
      write: null,
      waitsFor: 'second-reading',
    });
  });

  test('a first reading alone raises nothing', () => {
    expect(planCell(facts({ readings: [authority(50, 6)] }), shown(10, 100), policy)).toMatchObject({
      write: null,
      waitsFor: 'second-reading',
    });
  });

  test('a decrease goes at once with the newest reading', () => {
    const readings = [authority(3, 6), authority(10, 5)];
    expect(planCell(facts({ readings }), shown(10, 100), policy).write).toMatchObject({ from: 10, to: 3 });
  });
});

describe('S8: without compare-and-set a raise waits for a poll that covers our last write', () => {
  const raise = facts({ readings: twice(authority(12, 5)), cell: cell({ lastWriteAt: 90 }) });

  test('no complete poll since the last write: held', () => {
    expect(planCell(raise, shown(10, 100), { ...policy, compareAndSet: false, horizonAt: 80 })).toMatchObject(
      { write: null, waitsFor: 'horizon' },
    );
  });

  test('a complete poll since then: raised', () => {
    expect(
      planCell(raise, shown(10, 100), { ...policy, compareAndSet: false, horizonAt: 95 }).write,
    ).toMatchObject({ from: 10, to: 12 });
  });

  test('after a write the cell is read again once a poll has told what was sold meanwhile, and then it is done', () => {
    const noComparison = { ...policy, compareAndSet: false, horizonAt: 95 };
    const lower = facts({ readings: twice(authority(8, 5)) });
    expect(planCell(lower, shown(10, 100), noComparison)).toMatchObject({
      write: { from: 10, to: 8 },
      waitsFor: 'horizon',
    });
    expect(planCell(raise, shown(10, 100), noComparison).waitsFor).toBe('horizon');
    const lowered = facts({ readings: twice(authority(8, 5)), cell: cell({ expected: 8 }) });
    expect(planCell(lowered, shown(8, 100), noComparison)).toMatchObject({ write: null, waitsFor: null });
    expect(planCell(lower, shown(10, 100), policy).waitsFor).toBeNull();
  });
});

describe('W4: while a write of ours is open', () => {
  test('raises wait', () => {
    const held = facts({ readings: twice(authority(12, 5)), openWrites: [openWrite(10, 4)] });
    expect(planCell(held, shown(10, 100), policy)).toMatchObject({ write: null, waitsFor: 'quarantine' });
  });

  test('decreases go, but never to a number at which the open write could still land', () => {
    const held = facts({
      cell: cell({ expected: 12 }),
      readings: twice(authority(7, 5)),
      openWrites: [openWrite(7, 3)],
    });
    expect(planCell(held, shown(12, 100), policy)).toMatchObject({
      write: { from: 12, to: 6 },
      waitsFor: 'quarantine',
    });
  });
});

describe('I10: missing is not zero', () => {
  test('an item that its authority has not counted is left alone', () => {
    expect(planCell(facts({ readings: [] }), shown(10, 100), policy)).toMatchObject({
      target: null,
      write: null,
      waitsFor: 'reading',
    });
  });

  test('a negative count shows zero', () => {
    expect(
      planCell(facts({ readings: twice(authority(-4, 5)) }), shown(10, 100), policy).write,
    ).toMatchObject({
      from: 10,
      to: 0,
    });
  });
});
