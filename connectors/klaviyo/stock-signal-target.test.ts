import { expect, test } from 'vitest';
import { openKlaviyoAccount, takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';

test('the number of each item reaches the catalog; one that is not there is named by its place', async () => {
  const { stockSignals, people, settle, books } = openKlaviyoAccount();
  people.addVariant('TEE');
  people.addVariant('MUG');
  const told = await stockSignals.tell([
    { itemReference: 'TEE', available: 0 },
    { itemReference: 'GHOST', available: 4 },
    { itemReference: 'MUG', available: 12 },
  ]);
  if (told.state !== 'running') throw new TypeError('nothing runs');
  expect(await stockSignals.outcome(told.id)).toEqual(told);
  settle();
  expect(await stockSignals.outcome(told.id)).toEqual({
    state: 'done',
    refused: [{ position: 1, reason: 'does_not_exist: The variant does not exist.' }],
  });
  expect([...books.variants().values()]).toEqual([0, 12]);
  expect(takeKlaviyoViolations()).toEqual([]);
});
