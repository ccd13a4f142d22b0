import { expect, test } from 'vitest';
import { STILL_OPEN } from '../tables/orders.ts';
import { bookedOf, CHANNEL, closingOf, statementsThatCount } from './line-closing.ts';

const says = (source: string, quantity: number, sequence: number, mirrors: string | null = null) => ({
  source,
  mirrors,
  quantity,
  sequence,
  recordedAt: sequence * 10,
});

test('a line is open until as much was stated as is owed, and then closed by the last statement', () => {
  const line = { quantity: 3, booked: null, statedBy: [] };
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
  expect(closingOf({ quantity: 0, booked: 2, statedBy: [] }, [])).toMatchObject({
    owed: 2,
    closedSequence: STILL_OPEN,
  });
  expect(closingOf({ quantity: 0, booked: 0, statedBy: [] }, [])).toMatchObject({
    owed: 0,
    closedSequence: 0,
  });
});

test('the channel repeating what the authority shipped releases no unit twice', () => {
  const [channel, erp] = [says(CHANNEL, 2, 4), says('erp', 2, 6)];
  expect(statementsThatCount({ booked: 5, statedBy: [] }, [channel])).toEqual([]);
  expect(statementsThatCount({ booked: 5, statedBy: [] }, [channel, erp])).toEqual([erp]);
  // Also after the booking ended: the authority has spoken about this line.
  expect(statementsThatCount({ booked: 0, statedBy: [] }, [channel, erp])).toEqual([erp]);
  expect(statementsThatCount({ booked: null, statedBy: [] }, [channel])).toEqual([channel]);
  expect(closingOf({ quantity: 4, booked: 4, statedBy: [] }, [channel, erp])).toMatchObject({
    closedSequence: STILL_OPEN,
  });
});

test('only the word of those who count where a line ships from ends its reservation', () => {
  const [erp, warehouse] = [says('erp', 2, 4), says('warehouse', 1, 6)];
  const line = { quantity: 2, booked: 2, statedBy: ['warehouse'] };
  expect(statementsThatCount(line, [erp, warehouse])).toEqual([warehouse]);
  expect(closingOf(line, [erp])).toMatchObject({ closedSequence: STILL_OPEN });
  expect(closingOf(line, [erp, warehouse])).toMatchObject({ closedSequence: STILL_OPEN });
  expect(closingOf(line, [erp, warehouse, says('warehouse', 1, 7)])).toMatchObject({ closedSequence: 7 });
});

test('a booking and a request for the same units reserve them once, and only the one that counts', () => {
  expect(bookedOf({ erp: 2, warehouse: 2 }, ['warehouse'])).toBe(2);
  expect(bookedOf({ erp: 0, warehouse: 2 }, ['warehouse'])).toBe(2);
  expect(bookedOf({ erp: 2, warehouse: 0 }, ['warehouse'])).toBe(0);
  expect(bookedOf({ erp: 3, warehouse: 1 }, ['erp', 'warehouse'])).toBe(3);
  expect(bookedOf({ erp: 3 }, ['warehouse'])).toBeNull();
  expect(bookedOf({ erp: 3 }, [])).toBe(3);
});

test('a delivery that repeats a parcel counts where only its own system is believed, and never besides the parcel', () => {
  const [parcel, mirror, own] = [says('3pl', 1, 4), says('erp', 1, 6, '3pl'), says('erp', 2, 8)];
  const both = { booked: 3, statedBy: ['3pl', 'erp'] };
  expect(statementsThatCount(both, [parcel, mirror, own])).toEqual([parcel, own]);
  expect(statementsThatCount({ ...both, statedBy: [] }, [parcel, mirror])).toEqual([parcel]);
  expect(statementsThatCount({ ...both, statedBy: ['erp'] }, [parcel, mirror, own])).toEqual([mirror, own]);
  expect(statementsThatCount({ ...both, statedBy: ['3pl'] }, [parcel, mirror])).toEqual([parcel]);
});
