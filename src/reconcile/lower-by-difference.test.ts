import { describe, expect, test } from 'vitest';
import { authority, cell, facts, line, openWrite, policy, shown, twice } from '#tests/support/cell-facts.ts';
import { type CellPolicy, planCell } from './plan-cell.ts';

describe('S10: what moves under every comparison is lowered by a difference', () => {
  const moving: CellPolicy = { ...policy, lowersByDifference: true };

  test('lowered by so many units, and raised by comparing all the same', () => {
    const seven = facts({ readings: twice(authority(7, 5)) });
    expect(planCell(seven, shown(10, 100), policy).write?.by).toBe('comparison');
    expect(planCell(seven, shown(10, 100), moving).write).toEqual({ from: 10, to: 7, by: 'difference' });
    const twelve = facts({ readings: twice(authority(12, 5)) });
    expect(planCell(twelve, shown(10, 100), moving).write).toEqual({ from: 10, to: 12, by: 'comparison' });
  });

  test('a difference lands on a number that a raise still compares: 5 to 8 is unknown, 7 is lowered by 1, and one is sold', () => {
    const six = { readings: twice(authority(6, 5)) };
    expect(planCell(facts({ ...six, openWrites: [openWrite(5, 8)] }), shown(7, 100), moving).write?.by).toBe(
      'comparison',
    );
    // A decrease that still lands only lowers.
    expect(planCell(facts({ ...six, openWrites: [openWrite(8, 5)] }), shown(7, 100), moving).write?.by).toBe(
      'difference',
    );
  });

  test('what is promised beyond stock is shown, where that can be, and takes the first units that come back', () => {
    const below: CellPolicy = { ...policy, belowZero: true };
    const oversold = facts({ readings: twice(authority(1, 5)), openLines: [line(4)] });
    expect(planCell(oversold, shown(0, 100), policy)).toMatchObject({ target: 0, write: null });
    expect(planCell(oversold, shown(10, 100), below)).toMatchObject({ target: -3, write: { to: -3 } });
    // One of them is canceled and goes back on the shelf: the store puts it back by itself, and offers nothing.
    const oneBack = facts({
      cell: cell({ expected: -2 }),
      readings: twice(authority(1, 5)),
      openLines: [line(3)],
    });
    expect(planCell(oneBack, shown(-2, 100), below)).toMatchObject({
      target: -2,
      write: null,
      waitsFor: null,
    });
    expect(planCell({ ...oversold, cell: cell({ expected: -2 }) }, shown(-2, 100), below).write?.to).toBe(-3);
  });

  test('an authority that counts fewer than none has none, and what is promised is owed beyond that', () => {
    const below: CellPolicy = { ...policy, belowZero: true };
    const minus = { readings: twice(authority(-53, 5)) };
    expect(planCell(facts(minus), shown(10, 100), below)).toMatchObject({ target: 0, write: { to: 0 } });
    expect(planCell(facts({ ...minus, openLines: [line(2)] }), shown(10, 100), below).target).toBe(-2);
  });

  test('neither a buffer, nor a bundle, nor what a store has probably sold brings a number below zero', () => {
    const below: CellPolicy = { ...policy, belowZero: true };
    const one = facts({ readings: twice(authority(1, 5)) });
    expect(planCell(one, shown(10, 100), { ...below, buffer: 5 })).toMatchObject({
      target: 0,
      write: { to: 0 },
    });
    const unseen = facts({ cell: cell({ expected: 14 }), readings: twice(authority(1, 5)) });
    expect(planCell(unseen, shown(10, 100), below)).toMatchObject({ target: 1, write: { to: 0 } });
    const part = {
      sku: 'P',
      perUnit: 1,
      tracked: true,
      readings: twice(authority(1, 5)),
      openLines: [line(4)],
    };
    expect(planCell(facts({ parts: [part] }), shown(10, 100), below)).toMatchObject({
      target: 0,
      write: { to: 0 },
    });
  });

  test('a number below zero is left there until there is something to offer', () => {
    const none = facts({ cell: cell({ expected: -3 }), readings: twice(authority(0, 5)) });
    expect(planCell(none, shown(-3, 100), policy)).toMatchObject({ target: 0, write: null, waitsFor: null });
    const two = facts({ cell: cell({ expected: -3 }), readings: twice(authority(2, 5)) });
    expect(planCell(two, shown(-3, 100), policy).write).toMatchObject({ from: -3, to: 2 });
    const second = [authority(2, 5), authority(0, 4)];
    const afterOne = facts({ cell: cell({ expected: -3 }), readings: second });
    expect(planCell(afterOne, shown(-3, 100), policy)).toMatchObject({
      write: null,
      waitsFor: 'second-reading',
    });
  });
});
