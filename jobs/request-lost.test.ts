import { NoAnswerError } from '#sdk/errors.ts';
import { beforeEach, expect, test } from 'vitest';
import { openRequestBench, type RequestBench, tee } from '#tests/support/request-bench.ts';
import { editing } from '#tests/support/shipbob-account.ts';

let bench: RequestBench;
beforeEach(async () => {
  bench = await openRequestBench();
});

const told = (order: Parameters<RequestBench['asked']>[0]) =>
  bench.asked(order).map(({ reference, status, units }) => [reference, status, units]);

test('a cancellation that never arrived is asked for again once it is given up, without any news', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  bench.warehouse.advance(10_000);
  await bench.record(bench.later(order, { canceledAt: 5, lines: [tee(0, { orderedQuantity: 2 })] }));
  bench.warehouse.rewrite((response, { operation }) => {
    if (operation !== 'requests.cancel') return response;
    // As if it had never arrived.
    const asked = bench.warehouse.state.orders.get(bench.warehouse.idOf('store:o1/1'));
    for (const shipment of asked?.shipments ?? []) shipment.status = 'Processing';
    throw new NoAnswerError('no answer came');
  });
  await expect(bench.run()).rejects.toMatchObject({ name: 'NoAnswerError' });
  bench.warehouse.rewrite(null);
  expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 2 }]]);
  bench.warehouse.advance(600_000);
  await bench.run();
  expect(told(order)).toEqual([['store:o1/1', 'Cancelled', { TEE: 2 }]]);
  expect(await bench.open()).toEqual([]);
});

test('a parcel that cannot be read is told, by the order it is of, until it is read after all', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  bench.warehouse.warehouse.ship(bench.warehouse.idOf('store:o1/1'));
  bench.warehouse.rewrite(
    editing('shipments.changed', (body) =>
      (body as readonly object[]).map((one) => ({ ...one, products: [{ external_line_id: 1 }] })),
    ),
  );
  await bench.pull('shipments');
  expect((await bench.open()).map(({ type }) => type)).toEqual(['unreadable-shipment']);
  bench.warehouse.rewrite(null);
  await bench.pull('shipments');
  expect(await bench.open()).toEqual([]);
  expect(await bench.openLines()).toEqual([]);
});
