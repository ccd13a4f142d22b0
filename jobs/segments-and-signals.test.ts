import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { erasePerson } from '#operations/erase-person.ts';
import { readSegments } from '#operations/read-segments.ts';
import { databases, type LedgerPlace } from '#tests/support/each-database.ts';
import { openKlaviyoAccount, takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { runJobOnce } from '#tests/support/run-job.ts';
import { DAY_MS, openSegmentBench } from '#tests/support/segment-bench.ts';
import { openStockBench } from '#tests/support/stock-bench.ts';
import { sendStockSignals } from './send-stock-signals.ts';

describe.each(databases)('with a ledger on %s', (_name, create) => {
  let place: LedgerPlace;
  beforeEach(async () => {
    place = await create();
  });
  afterEach(async () => {
    await place.close();
    expect(takeKlaviyoViolations()).toEqual([]);
  });

  test('customers come onto lists and into profiles, are shown, leave in time, and are forgotten', async () => {
    const bench = await openSegmentBench(place.open);
    const { shop, ledger, settings, mail } = bench;
    const { id } = shop.addLocation({ name: 'Main' });
    shop.addProduct({ title: 'Tee', variants: [{ sku: 'TEE', priceMinor: 900, inventory: { [id]: 9 } }] });
    bench.add('ada');
    bench.add('eve');
    shop.placeOrder({ customer: { email: 'ada@acme.test' }, lines: [{ sku: 'TEE', quantity: 1 }] });
    bench.advance(1_000);
    await bench.pullOrders();
    await bench.settle();
    await bench.push();
    const report = async () => readSegments(ledger, settings, null);
    const hash = (await bench.held())?.hash;
    expect(await report()).toMatchObject([
      { name: 'canada', size: 2, pushes: [{ add: 2, contacts: 2, isFirst: true, waitsFor: hash }] },
      { name: 'new-customers', size: 1, sample: [{ contact: 'a***@acme.test' }] },
    ]);
    await bench.approve();
    await bench.push();
    await bench.settle();
    expect(bench.onList()).toEqual(['ada@acme.test', 'eve@acme.test']);
    expect(bench.segmentsOf('ada@acme.test')).toEqual(['new-customers']);
    expect(await report()).toMatchObject([{ pushes: [{ add: 0, remove: 0, waitsFor: null }] }, {}]);

    bench.advance(40 * DAY_MS);
    await bench.clockStrikes();
    await bench.settle();
    await bench.push();
    await bench.settle();
    expect(bench.segmentsOf('ada@acme.test')).toEqual([]);

    await erasePerson(ledger, 'ada@acme.test', {
      by: 'ann',
      now: mail.now(),
      connections: new Map([['mail', mail.connection]]),
    });
    expect(await report()).toMatchObject([{ size: 1, pushes: [{ add: 0, remove: 0 }] }, { size: 0 }]);
  });

  test('a tool that hears of stock knows what a store shows', async () => {
    const mail = openKlaviyoAccount();
    mail.people.addVariant('sku-i1');
    const { ledger, clock, settings, ...bench } = await openStockBench(
      { marketing: { mail: { stores: ['store'], stockSignals: { lowStock: 5, gatherMs: 1_000 } } } },
      place.open,
    );
    const known = () => mail.books.variants().get('$custom:::$default:::sku-i1');
    const told = async (units: number): Promise<void> => {
      for (let round = 0; round < 2; round += 1) {
        await bench.counted(['i1'], units);
        await bench.publish('i1');
      }
      for (let round = 0; round < 2; round += 1) {
        clock.advance(20_000);
        const at = { account: mail.connection, connection: 'mail' };
        await runJobOnce({ ledger, clock, settings, ...at }, sendStockSignals);
        mail.settle();
      }
      expect(known()).toBe(units);
    };
    await bench.stocked(['i1'], 40);
    for (const units of [40, 3, 0, 12]) await told(units);
  });
});
