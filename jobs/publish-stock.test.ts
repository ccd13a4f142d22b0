import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRefund, makeRefundLine } from '#tests/support/make-order.ts';
import { openStockBench, type StockBench } from '#tests/support/stock-bench.ts';
import { subjectOf } from '#tests/support/test-channel.ts';

let bench: StockBench;

beforeEach(async () => {
  bench = await openStockBench();
});
afterEach(() => bench.ledger.close());

describe('what the channel shows', () => {
  test('a lower count goes out at once, a higher one after a second look (S7)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 4);
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toEqual({ kind: 'done' });
    expect(bench.channel.shown('i1')).toBe(4);
    await bench.counted(['i1'], 9);
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toMatchObject({
      kind: 'wait',
      waitsFor: 'second-reading',
    });
    expect(bench.channel.shown('i1')).toBe(4);
    await bench.counted(['i1'], 9);
    await bench.publish('i1');
    expect(bench.channel.shown('i1')).toBe(9);
  });

  test('an own sale that was recorded is not published again and not given back', async () => {
    await bench.stocked(['i1'], 10);
    bench.channel.show('i1', 8);
    await bench.record(bench.orderOf('i1', 2));
    await bench.publish('i1');
    expect(bench.channel.writes).toEqual([]);
    expect(bench.channel.shown('i1')).toBe(8);
  });

  test('a sale that nobody recorded yet is not given back; the order pull is hurried', async () => {
    await bench.stocked(['i1'], 10);
    bench.channel.show('i1', 8);
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toMatchObject({
      kind: 'wait',
      waitsFor: 'horizon',
    });
    expect(bench.channel.shown('i1')).toBe(8);
    expect(
      await bench.ledger.read((tx) => tx.work.get({ job: 'pull', subject: 'orders', connection: 'store' })),
    ).toMatchObject({ state: 'open' });
  });

  test('when a complete poll found no order for them, the units are drift: shown again, and told', async () => {
    await bench.stocked(['i1'], 10);
    bench.channel.show('i1', 8);
    await bench.publish('i1');
    await bench.pollCompleted();
    await bench.publish('i1');
    expect(bench.channel.shown('i1')).toBe(10);
    expect(await bench.ledger.read((tx) => tx.discrepancies.about(subjectOf('i1')))).toMatchObject([
      { type: 'stock-drift', amount: 2, state: 'repaired' },
    ]);
  });

  test('a sale between our read and our write is not given back (S9)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 20);
    await bench.counted(['i1'], 20);
    bench.channel.beforeSet = () => {
      bench.channel.beforeSet = () => undefined;
      bench.channel.show('i1', 7);
    };
    await bench.publish('i1');
    // 20 counted, 3 sold unseen.
    expect(bench.channel.shown('i1')).toBe(17);
  });

  test('a canceled order reserves until the authority confirms (S2)', async () => {
    await bench.stocked(['i1'], 10);
    const order = bench.orderOf('i1', 2);
    bench.channel.show('i1', 8);
    await bench.record(order);
    await bench.ledger.write((tx) =>
      tx.orders.setBooked({ connection: 'store', id: order.id }, 'erp', new Map([['line-1', 2]]), 'exact'),
    );
    bench.clock.advance(1_000);
    bench.channel.show('i1', 10);
    const refund = makeRefund({ lines: [makeRefundLine({ quantity: 2, restockType: 'cancel' })] });
    const [line] = order.lines;
    await bench.record({
      ...order,
      canceledAt: bench.clock.now(),
      updatedAt: bench.clock.now(),
      refunds: [refund],
      lines: line === undefined ? [] : [{ ...line, quantity: 0 }],
    });
    await bench.publish('i1');
    expect(bench.channel.shown('i1')).toBe(8);
    await bench.ledger.write((tx) =>
      tx.orders.setBooked({ connection: 'store', id: order.id }, 'erp', new Map([['line-1', 0]]), 'exact'),
    );
    await bench.publish('i1');
    expect(bench.channel.shown('i1')).toBe(10);
  });
});
