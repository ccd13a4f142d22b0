import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isMarked, openOrderChannel, type OrderChannel } from '#tests/support/order-channel.ts';
import { pull } from './pull.ts';
import { refreshOrders } from './refresh-orders.ts';
import { sweepOrders } from './sweep-orders.ts';

let channel: OrderChannel;

beforeEach(async () => {
  channel = await openOrderChannel();
});
afterEach(() => channel.ledger.close());

describe('two changes within one second of the channel', () => {
  test('a poll finds the second one, though its webhook was lost and its stamp is the same (I2)', async () => {
    channel.change('1', { tags: ['once'] });
    await channel.run(refreshOrders, '1');
    channel.clock.advance(300);
    channel.change('1', { tags: ['twice'] });
    channel.clock.advance(10_000);
    await channel.run(pull, 'orders');
    expect((await channel.stored('1'))?.tags).toEqual(['twice']);
  });

  test('a sweep has it read again', async () => {
    channel.change('1', { tags: ['once'] });
    await channel.run(refreshOrders, '1');
    channel.clock.advance(10_000);
    await channel.run(sweepOrders, 'all');
    expect(await isMarked(channel, '1')).toBe(true);
    await channel.run(refreshOrders, '1');
    await channel.run(sweepOrders, 'all');
    expect(await isMarked(channel, '1')).toBe(false);
  });

  test('an order that rests is read once more after its second and never again', async () => {
    channel.change('1', {});
    for (let poll = 0; poll < 5; poll += 1) {
      await channel.run(pull, 'orders');
      channel.clock.advance(5_000);
    }
    expect(channel.reads).toEqual(['1', '1']);
  });
});

describe('a burst of hints about one order', () => {
  test('what was read a moment ago, by a pull too, rests for the remainder of a second; others do not', async () => {
    channel.change('1', {});
    await channel.run(pull, 'orders');
    channel.clock.advance(400);
    channel.change('2', {});
    const dueAt = channel.clock.now() + 600;
    expect(await channel.run(refreshOrders, '1')).toMatchObject({ kind: 'wait', dueAt });
    expect(await channel.run(refreshOrders, '2')).toMatchObject({ kind: 'done' });
    channel.clock.advance(600);
    expect(await channel.run(refreshOrders, '1')).toMatchObject({ kind: 'done' });
  });

  test('another ledger, or a clock that was set back, keeps nothing waiting', async () => {
    channel.change('1', {});
    await channel.run(refreshOrders, '1');
    channel.clock.advance(-60_000);
    expect(await channel.run(refreshOrders, '1')).toMatchObject({ kind: 'done' });
    const other = await openOrderChannel();
    other.change('1', {});
    expect(await other.run(refreshOrders, '1')).toMatchObject({ kind: 'done' });
    await other.ledger.close();
  });
});
