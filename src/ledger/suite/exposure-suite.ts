import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MeasuredExposure } from '#sdk/ledger/exposure.ts';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** The figures behind the risk to oversell. */
export function testExposure(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  test('sales are counted by when they were first recorded, without test orders, canceled units and other SKUs', async () => {
    const [store, sku] = [unique('store'), unique('sku')];
    const record = (id: string, at: number, change = {}) =>
      suite.ledger.write((tx) =>
        tx.orders.record(
          store,
          sampleOrder(id, [sku]),
          [samplePosition(`${id}-0`, sku, { quantity: 2, ...change })],
          at,
          someRead,
        ),
      );
    await record('before', 100);
    await record('early', 200);
    await record('late', 300);
    await record('test', 310, { reserves: false });
    await record('canceled', 320, { quantity: 0 });
    const sales = (skus: readonly string[] | null) =>
      suite.ledger.read((tx) => tx.exposure.sales({ from: 150, lately: 250 }, skus));
    const sold = { connection: store, sku, units: 4, unitsLately: 2, lastOrderId: 'late' };
    expect(await sales([sku, 'unsold'])).toEqual([sold]);
    expect(await sales(null)).toContainEqual(sold);
    expect(await sales(['unsold'])).toEqual([]);
  });

  test('a propagation is a moving mean of whole milliseconds', async () => {
    const connection = unique('store');
    for (const tookMs of [8_000, 1.4, 8_001])
      await suite.ledger.write((tx) => tx.exposure.measurePropagation(connection, tookMs, 5));
    const found = await suite.ledger.read((tx) => tx.exposure.propagations());
    const mine = found.find((one) => one.connection === connection);
    expect(mine).toMatchObject({ samples: 3, measuredAt: 5 });
    expect(Number.isInteger(mine?.meanMs)).toBe(true);
    expect(Math.abs((mine?.meanMs ?? 0) - 7_126)).toBeLessThanOrEqual(2);
  });

  test('a buffer of no units is forgotten', async () => {
    const sku = unique('sku');
    const save = (units: number) =>
      suite.ledger.write((tx) => tx.exposure.saveBuffer(sku, { units, neededAt: 7 }));
    const mine = async () => suite.ledger.read((tx) => tx.exposure.buffers([sku, 'none']));
    await save(3);
    await save(5);
    expect(await mine()).toEqual(new Map([[sku, { units: 5, neededAt: 7 }]]));
    expect((await suite.ledger.read((tx) => tx.exposure.buffers(null))).has(sku)).toBe(true);
    await save(0);
    expect(await mine()).toEqual(new Map());
  });

  test('of what was measured the largest sums come first, and a new measure replaces all', async () => {
    const risk = (sku: string, minor: number): MeasuredExposure => ({
      sku,
      connection: 'store',
      velocityPerHour: 1.5,
      propagationMs: 2_000,
      expectedUnits: 0.125,
      boundUnits: 2,
      expected: { minor: 12, currency: 'EUR' },
      bound: { minor, currency: 'EUR' },
      measuredAt: 9,
    });
    await suite.ledger.write((tx) => tx.exposure.saveMeasured([risk('a', 10), risk('b', 30), risk('c', 20)]));
    expect(await suite.ledger.read((tx) => tx.exposure.largest(2))).toEqual([risk('b', 30), risk('c', 20)]);
    await suite.ledger.write((tx) => tx.exposure.saveMeasured([risk('a', 5)]));
    expect(await suite.ledger.read((tx) => tx.exposure.measuredOf('a'))).toEqual([risk('a', 5)]);
    expect(await suite.ledger.read((tx) => tx.exposure.measuredOf('b'))).toEqual([]);
  });
}
