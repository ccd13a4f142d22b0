import { expect, test } from 'vitest';
import { explainOrder } from '#operations/explain-order.ts';
import { makeOrder } from '#tests/support/make-order.ts';
import { openMarketBench } from '#tests/support/market-bench.ts';
import { renderOrders } from './render-order.ts';

test('the company that bought is told with its branch, its purchase order and its terms, and its people are not', async () => {
  const bench = await openMarketBench();
  await bench.record(
    'store',
    makeOrder({
      id: 'b1',
      name: '#2001',
      company: { id: 'C1', name: 'Acme GmbH', locationId: 'C1-B', locationName: 'Berlin' },
      purchaseOrderNumber: 'PO-4711',
      paymentTerms: { name: 'Net 30', dueInDays: 30 },
      personal: { ...makeOrder().personal, name: 'Zaphod Canary' },
    }),
  );
  await bench.record('store', makeOrder({ id: 'p1', name: '#2002' }));
  const told = async (name: string) => renderOrders(await explainOrder(bench.ledger, name, bench.settings));
  const business = await told('#2001');
  expect(business).toContain('bought by Acme GmbH (Berlin), purchase order PO-4711, payment terms Net 30');
  expect(business).not.toContain('Canary');
  const ordinary = await told('#2002');
  expect(ordinary).not.toMatch(/bought by|purchase order|payment terms/u);
});
