import { afterEach, describe, expect, test } from 'vitest';
import { collect, sell, startTestErp, versions, type TestErp } from '#tests/support/odoo-erp.ts';

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
  test('each partial delivery is a shipment with its lines and tracking, and none comes for what is still there', async () => {
    const { shipments, target, sandbox, tee, mug, connection } = await start(version);
    const { id, number } = await target.create(
      sell('store:1', [
        { listingId: tee, quantity: 3, unitMinor: 100, reference: 'gid://line/1' },
        { listingId: mug, quantity: 1, unitMinor: 100, reference: 'gid://line/2' },
      ]),
    );
    await target.confirm(id);
    expect((await collect(shipments.changedSince(null))).flatMap(({ items }) => items)).toEqual([]);
    sandbox.erp.validateDelivery(number, { quantities: { TEE: 2 }, tracking: '1Z1, 1Z2', carrier: 'UPS' });
    const first = await collect(shipments.changedSince(null));
    sandbox.erp.validateDelivery(number, { tracking: '1Z3' });
    const second = await collect(shipments.changedSince(first.at(-1)?.cursor ?? null));
    const [warehouse] = await (connection.locations?.source?.all() ?? []);
    const seen = new Map(
      [...first, ...second].flatMap(({ items }) => items).map((shipment) => [shipment.id, shipment]),
    );
    expect([...seen.values()]).toMatchObject([
      {
        orderReference: 'store:1',
        locationId: warehouse?.id,
        carrier: 'UPS',
        trackingNumbers: ['1Z1', '1Z2'],
        trackingUrl: null,
        lines: [{ reference: 'gid://line/1', quantity: 2 }],
      },
      {
        orderReference: 'store:1',
        trackingNumbers: ['1Z3'],
        lines: [
          { reference: 'gid://line/2', quantity: 1 },
          { reference: 'gid://line/1', quantity: 1 },
        ],
      },
    ]);
    expect([...seen.values()].every(({ shippedAt }) => Math.abs(shippedAt - Date.now()) < 60_000)).toBe(true);
    expect((await target.read([id]))[0]?.lines).toEqual([
      { reference: 'gid://line/1', quantity: 3, delivered: 3 },
      { reference: 'gid://line/2', quantity: 1, delivered: 1 },
    ]);
  });

  test('an Odoo without delivery apps ships without tracking', async () => {
    const { shipments, target, sandbox, tee } = await start(version, { withDelivery: false });
    const { id, number } = await target.create(
      sell('store:2', [{ listingId: tee, quantity: 1, unitMinor: 100 }]),
    );
    await target.confirm(id);
    sandbox.erp.validateDelivery(number);
    const [page] = await collect(shipments.changedSince(null));
    expect(page?.items).toMatchObject([{ carrier: null, trackingNumbers: [], trackingUrl: null }]);
  });
});
