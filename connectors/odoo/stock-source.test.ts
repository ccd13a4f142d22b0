import { afterEach, describe, expect, test } from 'vitest';
import {
  capabilities,
  collect,
  sell,
  startTestErp,
  versions,
  type TestErp,
} from '#tests/support/odoo-erp.ts';

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

describe.each(versions)('Odoo %i', (version) => {
  test('many quant rows of one product are one number per warehouse, with what Odoo has reserved', async () => {
    const { stock, target, sandbox, tee, mug } = await start(version);
    const east = String(sandbox.erp.addWarehouse({ code: 'EAST' }));
    sandbox.erp.receive('TEE', 'EAST', 7);
    const orders = await Promise.all(
      [1, 2, 3].map((n) =>
        target.create(
          sell(`store:${n}`, [{ listingId: tee, quantity: n, unitMinor: 100 }], {
            customer: {
              customerId: `c${n}`,
              name: `C ${n}`,
              email: null,
              phone: null,
              company: null,
              billing: null,
              delivery: null,
              note: null,
            },
          }),
        ),
      ),
    );
    await Promise.all(orders.map(({ id }) => target.confirm(id)));
    const { items, refused } = await stock.fetch([tee, mug, '424242', 'no id']);
    const [main] = await (erp?.connection.locations?.source?.all() ?? []);
    expect(refused).toEqual([]);
    expect(
      items.toSorted((a, b) =>
        `${a.listingId}@${a.locationId}`.localeCompare(`${b.listingId}@${b.locationId}`),
      ),
    ).toEqual([
      { listingId: tee, locationId: main?.id, quantity: 20, reserved: 6 },
      { listingId: tee, locationId: east, quantity: 7, reserved: 0 },
      { listingId: mug, locationId: main?.id, quantity: 5, reserved: 0 },
      // The mug was never in the east. It exists and is counted, so no row is none.
      { listingId: mug, locationId: east, quantity: 0, reserved: 0 },
    ]);
  });

  test('a fresh pass sees everything; a later one what changed, and again what the overlap may have hidden', async () => {
    const { connect, sandbox, tee, mug } = await start(version);
    const { stock } = capabilities(connect({ overlapMs: 0 }).connection);
    const first = await collect(stock.changedSince(null));
    expect(new Set(first.flatMap(({ items }) => items.map(({ listingId }) => listingId)))).toEqual(
      new Set([tee, mug]),
    );
    await passSecond();
    sandbox.erp.receive('MUG', 'WH', 3);
    const second = await collect(stock.changedSince(first.at(-1)?.cursor ?? null));
    expect(second.flatMap(({ items }) => items).find(({ listingId }) => listingId === mug)?.quantity).toBe(8);
    expect(second.at(-1)?.complete).toBe(true);
  });

  test('a change that becomes visible long after its stamp is not skipped', async () => {
    const { stock, sandbox, mug } = await start(version);
    const before = await collect(stock.changedSince(null));
    await passSecond();
    sandbox.erp.receive('TEE', 'WH', 1);
    const later = await collect(stock.changedSince(before.at(-1)?.cursor ?? null));
    // Somebody's long transaction: it began before the pass above and commits after it.
    sandbox.faults.force('stale-search');
    sandbox.erp.receive('MUG', 'WH', 4);
    const last = await collect(stock.changedSince(later.at(-1)?.cursor ?? null));
    expect(last.flatMap(({ items }) => items).find(({ listingId }) => listingId === mug)?.quantity).toBe(9);
  });

  test('a full pass lists every counted product, the never stocked and the archived among them, and no service', async () => {
    const { stock, sandbox, tee, mug } = await start(version);
    const never = String(sandbox.erp.addProduct({ sku: 'NEVER' }).productId);
    sandbox.erp.addProduct({ sku: 'WORK', kind: 'service' });
    sandbox.erp.archiveProduct('MUG');
    const pages = await collect(stock.all());
    const levels = new Map(
      pages.flatMap(({ items }) => items.map(({ listingId, quantity }) => [listingId, quantity])),
    );
    expect(levels).toEqual(
      new Map([
        [tee, 20],
        [mug, 5],
        [never, 0],
      ]),
    );
  });

  test('units that left below nothing are a negative number', async () => {
    const { stock, target, sandbox, mug } = await start(version);
    const { id, number } = await target.create(
      sell('store:9', [{ listingId: mug, quantity: 9, unitMinor: 100 }]),
    );
    await target.confirm(id);
    sandbox.erp.validateDelivery(number, { quantities: { MUG: 9 } });
    expect((await stock.fetch([mug])).items.map(({ quantity }) => quantity)).toEqual([-4]);
  });

  test('a fraction is handed on as it is counted: who records it turns it into units', async () => {
    const { stock, sandbox, mug } = await start(version);
    sandbox.erp.count('MUG', 'WH', 2.5);
    const { items, refused } = await stock.fetch([mug]);
    expect(items.map(({ quantity }) => quantity)).toEqual([2.5]);
    expect(refused).toEqual([]);
  });
});

/** Stamps are whole seconds on the wire. */
async function passSecond(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 1_010 - (Date.now() % 1_000));
  });
}
