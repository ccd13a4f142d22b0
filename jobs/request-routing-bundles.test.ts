import { bundlesByPart, type Bundles } from '#domain/bundle.ts';
import { expect, test } from 'vitest';
import { makeLine } from '#tests/support/make-order.ts';
import { byRules } from '#tests/support/make-routing.ts';
import { openRequestBench } from '#tests/support/request-bench.ts';

const bundles: Bundles = new Map([
  ['SET', { parts: new Map(Object.entries({ TEE: 2, MUG: 1 })), stocked: false }],
]);
const set = (quantity: number) =>
  makeLine({ id: 'l-set', sku: 'SET', quantity, inventoryItemId: 'i3', locationId: null });

test('units that bundles of other orders have reserved are not at hand for routing', async () => {
  const bench = await openRequestBench();
  bench.use({ stock: { ...bench.settings.stock, bundles, bundlesByPart: bundlesByPart(bundles) } });
  bench.use({ routing: byRules([{ shipFrom: ['main'], stock: 'at-hand' }]) });
  for (const [sku, units] of [
    ['TEE', 4],
    ['MUG', 9],
  ] as const)
    bench.warehouse.warehouse.count(sku, bench.warehouse.locationId, units);
  await bench.pull('stock');
  const first = bench.newOrder({ lines: [set(1)] });
  await bench.sync(first);
  const second = bench.newOrder({ lines: [set(2)] });
  expect(await bench.sync(second)).toMatchObject({ kind: 'wait', waitsFor: 'stock' });
  expect(bench.asked(second).map(({ units }) => units)).toEqual([{ TEE: 2, MUG: 1 }]);
  expect(await bench.open()).toMatchObject([{ type: 'unroutable', subject: 'store:o2', amount: 1 }]);
});
