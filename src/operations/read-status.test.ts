import { expect, test } from 'vitest';
import { createHandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { readStatus } from './read-status.ts';

test('a pass that is under way says since when, until it is over', async () => {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  const startedAt = clock.now();
  const ordersOf = async () => {
    const { connections } = await readStatus(ledger, { names: ['store'], now: clock.now() });
    const [store] = connections;
    return [store?.readAt['orders'], store?.readingSince['orders']];
  };
  expect(await ordersOf()).toEqual([null, null]);
  await ledger.write((tx) => tx.cursors.save('store', 'orders', { passStartedAt: startedAt }));
  expect(await ordersOf()).toEqual([null, startedAt]);
  clock.advance(5_000);
  await ledger.write((tx) =>
    tx.cursors.save('store', 'orders', { passStartedAt: null, completedAt: clock.now() }),
  );
  expect(await ordersOf()).toEqual([clock.now(), null]);
  await ledger.close();
});
