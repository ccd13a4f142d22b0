import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isMarked, openOrderChannel, type OrderChannel } from '#tests/support/order-channel.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { jobNames } from './job-names.ts';
import { pull } from './pull.ts';
import { refreshOrders } from './refresh-orders.ts';
import { sweepOrders } from './sweep-orders.ts';

const HOUR_MS = 3_600_000;
let channel: OrderChannel;
let startedAt: number;

beforeEach(async () => {
  const settings = testSettings();
  const { store } = settings.channels;
  if (store === undefined) throw new Error('there is no store');
  channel = await openOrderChannel({ ...settings, channels: { store: { ...store, ordersFrom: null } } });
  startedAt = channel.clock.now();
  await channel.ledger.write((tx) => tx.connections.ensure('store', startedAt));
});
afterEach(() => channel.ledger.close());

const lease = (now: number) => ({ subjects: null, limit: 1, leaseMs: 1_000, token: 'somebody', now });
const past = () => ({ createdAt: startedAt - HOUR_MS });
const isForTheErp = async (id: string): Promise<boolean> => {
  const row = await channel.ledger.read((tx) =>
    tx.work.get({ job: jobNames.exportOrder, connection: 'erp', subject: `store:${id}` }),
  );
  return row !== null;
};

describe('a store with a long past', () => {
  test('its old orders are recorded and wake nobody; new ones, and old ones that change, do', async () => {
    channel.change('1', past());
    channel.change('2', past());
    channel.change('3', { createdAt: startedAt + 1_000 });
    await channel.run(pull, 'orders');
    expect(await channel.stored('1')).toBeDefined();
    expect(await Promise.all(['1', '2', '3'].map(isForTheErp))).toEqual([false, false, true]);
    channel.clock.advance(10_000);
    channel.change('2', { ...past(), tags: ['changed'] });
    await channel.run(pull, 'orders');
    expect(await Promise.all(['1', '2'].map(isForTheErp))).toEqual([false, true]);
  });

  test('what is recorded before the clock of the store is known is looked at in any case', async () => {
    channel.change('1', past());
    await channel.run(refreshOrders, '1');
    expect(await isForTheErp('1')).toBe(true);
  });

  test('a sweep beside the first pass waits for its end, so that nothing is read twice', async () => {
    channel.change('1', past());
    const sweep = { job: sweepOrders.name, subject: 'all', connection: 'store' };
    await channel.ledger.write((tx) =>
      tx.work.mark([{ job: pull.name, subject: 'orders', connection: 'store', priority: 1, cause: 'test' }]),
    );
    expect(await channel.run(sweepOrders, 'all')).toMatchObject({ kind: 'wait' });
    expect(await isMarked(channel, '1')).toBe(false);
    await channel.run(pull, 'orders');
    expect(await channel.ledger.read((tx) => tx.work.get(sweep))).toMatchObject({
      dueAt: channel.clock.now(),
      cause: 'the first pass over the orders is over',
    });
    expect(channel.reads).toEqual(['1']);
    expect(await channel.run(sweepOrders, 'all')).toMatchObject({ kind: 'done' });
  });

  test('a sweep that decides to wait just when the first pass ends is woken all the same', async () => {
    channel.change('1', past());
    const { clock, ledger } = channel;
    const sweep = { job: sweepOrders.name, subject: 'all', connection: 'store' };
    await ledger.write((tx) => tx.work.mark([{ ...sweep, priority: 1, cause: 'test' }]));
    const [leased] = await ledger.write((tx) => tx.work.lease({ ...sweep, ...lease(clock.now()) }));
    if (leased === undefined) throw new Error('nothing was leased');
    await channel.run(pull, 'orders');
    const outcome = {
      kind: 'wait',
      dueAt: clock.now() + HOUR_MS,
      reason: 'it goes on',
      waitsFor: null,
    } as const;
    await ledger.write((tx) => tx.work.settle([{ work: leased, outcome }], clock.now()));
    expect(await ledger.read((tx) => tx.work.get(sweep))).toMatchObject({ dueAt: clock.now() });
  });

  test('a first pass that a person has to look at is not waited for', async () => {
    channel.change('1', past());
    const mark = { job: pull.name, subject: 'orders', connection: 'store', priority: 1, cause: 'test' };
    const { clock, ledger } = channel;
    await ledger.write((tx) => tx.work.mark([mark]));
    const [leased] = await ledger.write((tx) =>
      tx.work.lease({ job: pull.name, connection: 'store', ...lease(clock.now()) }),
    );
    if (leased === undefined) throw new Error('nothing was leased');
    await ledger.write((tx) =>
      tx.work.settle(
        [{ work: leased, outcome: { kind: 'park', reason: 'the cursor is refused' } }],
        clock.now(),
      ),
    );
    expect(await channel.run(sweepOrders, 'all')).toMatchObject({ kind: 'done' });
    expect(await isMarked(channel, '1')).toBe(true);
  });
});
