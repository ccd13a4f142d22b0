import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemNames, openStockBench, type StockBench } from '#tests/support/stock-bench.ts';

let bench: StockBench;

beforeEach(async () => {
  bench = await openStockBench();
});
afterEach(() => bench.ledger.close());

describe('the brake (I11)', () => {
  test('a mass change stops before its first write, and goes on after exactly that change was approved', async () => {
    const names = itemNames(60);
    await bench.stocked(names, 40);
    await bench.counted(names, 0);
    const outcomes = await bench.publish(...names);
    expect(bench.channel.writes).toEqual([]);
    expect(
      [...outcomes.values()].every((outcome) => outcome.kind === 'wait' && outcome.waitsFor === 'approval'),
    ).toBe(true);
    const brake = await bench.ledger.read((tx) => tx.brakes.held('store'));
    expect(brake?.changes).toHaveLength(60);
    expect(
      await bench.ledger.write((tx) => tx.brakes.approve('another hash', 'somebody', bench.clock.now())),
    ).toBe(false);
    await bench.publish(...names);
    expect(bench.channel.writes).toEqual([]);
    await bench.ledger.write((tx) => tx.brakes.approve(brake?.hash ?? '', 'somebody', bench.clock.now()));
    await bench.publish(...names);
    expect(names.every((name) => bench.channel.shown(name) === 0)).toBe(true);
  });

  test('splitting a mass change does not dodge it', async () => {
    const names = itemNames(60);
    await bench.stocked(names, 40);
    await bench.counted(names, 0);
    for (const name of names) await bench.publish(name);
    expect(bench.channel.writes.length).toBeLessThanOrEqual(20);
  });

  test('small changes go on while a mass change is held', async () => {
    const names = itemNames(60);
    await bench.stocked(names, 40);
    await bench.counted(names.slice(1), 0);
    await bench.counted(['i1'], 39);
    await bench.publish(...names);
    expect(bench.channel.shown('i1')).toBe(39);
    expect(bench.channel.writes).toHaveLength(1);
  });
});
