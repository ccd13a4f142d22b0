import { expect, test } from 'vitest';
import { STILL_OPEN } from '../tables/orders.ts';
import { CHANNEL, closingOf, statementsThatCount } from './line-closing.ts';

const says = (source: string, quantity: number, sequence: number) => ({
  source,
  quantity,
  sequence,
  recordedAt: sequence * 10,
});

test('a line is open until as much was stated as is owed, and then closed by the last statement', () => {
  const line = { quantity: 3, booked: null };
  expect(closingOf(line, [])).toEqual({ owed: 3, closedSequence: STILL_OPEN, closedAt: STILL_OPEN });
  expect(closingOf(line, [says('erp', 2, 5)])).toMatchObject({ closedSequence: STILL_OPEN });
  expect(closingOf(line, [says('erp', 2, 5), says('erp', 1, 9)])).toEqual({
    owed: 3,
    closedSequence: 9,
    closedAt: 90,
  });
  // The second parcel was corrected downwards: units are owed again.
  expect(closingOf(line, [says('erp', 2, 5), says('erp', 1, 9), says('erp', -1, 11)])).toMatchObject({
    closedSequence: STILL_OPEN,
  });
});

test('what the authority may still ship is owed, also when the channel wants less (S2)', () => {
  expect(closingOf({ quantity: 0, booked: 2 }, [])).toMatchObject({ owed: 2, closedSequence: STILL_OPEN });
  expect(closingOf({ quantity: 0, booked: 0 }, [])).toMatchObject({ owed: 0, closedSequence: 0 });
});

test('the channel repeating what the authority shipped releases no unit twice', () => {
  const [channel, erp] = [says(CHANNEL, 2, 4), says('erp', 2, 6)];
  expect(statementsThatCount(5, [channel])).toEqual([]);
  expect(statementsThatCount(5, [channel, erp])).toEqual([erp]);
  // Also after the booking ended: the authority has spoken about this line.
  expect(statementsThatCount(0, [channel, erp])).toEqual([erp]);
  expect(statementsThatCount(null, [channel])).toEqual([channel]);
  expect(closingOf({ quantity: 4, booked: 4 }, [channel, erp])).toMatchObject({ closedSequence: STILL_OPEN });
});
