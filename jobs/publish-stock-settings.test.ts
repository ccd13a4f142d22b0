import { expect, test } from 'vitest';
import { endBackorders } from '#jobs/end-backorders.ts';
import { addressOf, CHANNELS, openMarketBench } from '#tests/support/market-bench.ts';
import { CHANNEL_LOCATION } from '#tests/support/test-channel.ts';

const shares = (store: object, market: object) => ({
  channels: {
    store: { bookedBy: 'erp', allocation: store },
    market: { bookedBy: 'erp', allocation: market },
  },
});
const place = (change: object, authority: object = {}) => ({
  locations: {
    main: {
      authority: { connection: 'erp', locationId: '1', ...authority },
      shownOn: { store: CHANNEL_LOCATION, market: CHANNEL_LOCATION },
      ...change,
    },
  },
});

test('two channels share what is available, and a sale on one moves the part of the other', async () => {
  const bench = await openMarketBench({ written: shares({ share: 0.6 }, { share: 0.4, cap: 3 }) });
  await bench.stocked('A');
  await bench.count({ A: 10 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([6, 3]);
  await bench.sell('store', 'A', 5);
  await bench.publish();
  expect(bench.shown('A')).toEqual([3, 2]);
});

test('below its minimum a channel shows nothing, and a sweep agrees with that', async () => {
  const bench = await openMarketBench({ written: shares({ showMin: 3 }, {}) });
  await bench.stocked('A');
  await bench.count({ A: 2 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([0, 2]);
  await bench.sweep();
  expect(await bench.ledger.read((tx) => tx.discrepancies.about('A@L1'))).toEqual([]);
});

test('the brake weighs what the other dirty cells would be allocated', async () => {
  const skus = Array.from({ length: 30 }, (_, at) => `S${at}`);
  const written = { ...shares({}, {}), backorder: { bySku: {} }, brake: { share: 0, cellsMin: 0 } };
  const bench = await openMarketBench({ written: { ...written, ...shares({ cap: 8 }, {}) } });
  await bench.stocked('A', ...skus);
  for (const sku of ['A', ...skus]) {
    bench.channels.store.show(sku, 8);
    await bench.ledger.write((tx) => tx.stock.updateCell('store', addressOf(sku), { expected: 8 }));
  }
  await bench.count({ ...Object.fromEntries(skus.map((sku) => [sku, 100])), A: 0 });
  await bench.publish();
  const [held] = await bench.ledger.read((tx) => tx.brakes.all());
  expect(held?.changes.filter((change) => change.subject !== 'A@L1' && held.connection === 'store')).toEqual(
    [],
  );
});

test('cases of twelve become units, fractions go down, and what is owed stays negative', async () => {
  const bench = await openMarketBench({ written: place({}, { unitsPer: { bySku: { A: 12 } } }) });
  await bench.stocked('A', 'B');
  await bench.count({ A: 2.5, B: -1.5 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([30, 30]);
  const [facts] = await bench.ledger.read((tx) => tx.stock.facts('store', [addressOf('B')]));
  expect(facts?.readings[0]?.quantity).toBe(-2);
});

test('nothing is written at a location that the configuration gave up', async () => {
  const bench = await openMarketBench({ written: place({ active: false }) });
  await bench.stocked('A');
  await bench.count({ A: 5 });
  const outcomes = await bench.publish();
  expect(outcomes.get('store A@L1')).toEqual({ kind: 'done' });
  expect(bench.shown('A')).toEqual([0, 0]);
  expect(bench.channels.store.calls.reads).toBe(0);
});

test.each([
  ['store', CHANNEL_LOCATION, [5, 9]],
  ['erp', '1', [5, 5]],
] as const)('nothing is written at a location that %s gave up', async (connection, id, shown) => {
  const bench = await openMarketBench();
  await bench.stocked('A');
  await bench.count({ A: 5 });
  await bench.publish();
  await bench.ledger.write((tx) =>
    tx.connections.saveLocations(connection, [{ id, name: 'Main', active: false }]),
  );
  await bench.count({ A: 9 });
  await bench.publish();
  expect(bench.shown('A')).toEqual(shown);
  await bench.sweep();
  await bench.publish();
  expect(bench.shown('A')).toEqual(shown);
});

test('an item that its channel no longer counts is left alone', async () => {
  const bench = await openMarketBench();
  await bench.stocked('A');
  await bench.count({ A: 5 });
  await bench.publish();
  await bench.ledger.write((tx) =>
    tx.catalog.record(
      'market',
      [{ id: 'A', sku: 'A', inventoryItemId: 'A', title: 'A', tracked: false, active: true }],
      bench.clock.now(),
    ),
  );
  await bench.count({ A: 7 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([7, 5]);
});

test('a pre-order is sold below zero until its leave ends', async () => {
  const until = 1_800_000_600_000;
  const bench = await openMarketBench({
    written: { backorder: { bySku: { A: { units: 50, until: new Date(until).toISOString() } } } },
  });
  await bench.stocked('A');
  await bench.count({ A: 0 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([50, 50]);
  await bench.sell('store', 'A', 20);
  await bench.publish();
  expect(bench.shown('A')).toEqual([30, 30]);
  bench.clock.advance(600_000);
  for (const channel of CHANNELS) await bench.tick(endBackorders, channel);
  await bench.publish();
  expect(bench.shown('A')).toEqual([0, 0]);
});

test('an authority of available units counts an accepted order once', async () => {
  const bench = await openMarketBench({ quantityKind: 'available' });
  await bench.stocked('A');
  await bench.count({ A: 10 });
  await bench.publish();
  const order = await bench.sell('store', 'A', 3);
  await bench.publish();
  expect(bench.shown('A')).toEqual([7, 7]);
  const accept = (quantity: number) =>
    bench.ledger.write(async (tx) =>
      tx.orders.acknowledge({
        orderConnection: 'store',
        orderId: order.id,
        source: 'erp',
        quantities: new Map([[order.lines[0]?.id ?? '', quantity]]),
        sequence: await tx.sequence.next(),
        now: bench.clock.now(),
      }),
    );
  expect(await accept(3)).toBe(true);
  expect(await accept(3)).toBe(false);
  await bench.count({ A: 7 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([7, 7]);
});
