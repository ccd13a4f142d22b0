import { afterEach, describe, expect, test } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { sell, startTestErp, versions, type TestErp } from '#tests/support/odoo-erp.ts';

const state = { title: 'State Tax', rate: '0.0725' };
const city = { title: 'City', rate: '0.015' };

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

const codeOf = (error: unknown): string | undefined =>
  error instanceof RejectedError ? error.code : String(error);

describe.each(versions)('Odoo %i', (version) => {
  test('confirming twice is confirming once; canceling twice is canceling once', async () => {
    const { target, tee } = await start(version);
    const { id } = await target.create(sell('store:12', [{ listingId: tee, quantity: 2, unitMinor: 1999 }]));
    expect((await target.confirm(id)).state).toBe('confirmed');
    expect((await target.confirm(id)).state).toBe('confirmed');
    expect((await target.cancel(id)).state).toBe('canceled');
    expect((await target.cancel(id)).state).toBe('canceled');
    await expect(target.confirm(id)).rejects.toBeInstanceOf(RejectedError);
  });

  test('an order whose goods have left is not canceled', async () => {
    const { target, tee, sandbox } = await start(version);
    const { id, number } = await target.create(
      sell('store:13', [{ listingId: tee, quantity: 2, unitMinor: 1999 }]),
    );
    await target.confirm(id);
    sandbox.erp.validateDelivery(number, { quantities: { TEE: 1 } });
    const error: unknown = await target.cancel(id).catch((caught: unknown) => caught);
    expect(codeOf(error)).toBe('not-cancelable');
    expect(sandbox.erp.saleOrders()[0]?.state).toBe('sale');
  });

  test('a draft is amended to what the store says now, lines that are gone among it', async () => {
    const { target, tee, mug, sandbox } = await start(version);
    const lines = [
      { listingId: tee, quantity: 3, unitMinor: 1999, taxes: [state], reference: 'A' },
      { listingId: mug, quantity: 1, unitMinor: 750, taxes: [state], reference: 'B' },
    ];
    const { id } = await target.create(sell('store:14', lines));
    const next = sell('store:14', [
      { listingId: tee, quantity: 1, unitMinor: 1999, discountMinor: 7, taxes: [state], reference: 'A' },
      { listingId: mug, quantity: 4, unitMinor: 750, reference: 'C' },
    ]);
    const amended = await target.amend(id, next);
    expect(amended).toMatchObject({ id, state: 'draft', total: next.total });
    expect(amended.lines).toEqual([
      { reference: 'A', quantity: 1, delivered: 0 },
      { reference: 'C', quantity: 4, delivered: 0 },
    ]);
    expect(sandbox.erp.saleOrders()).toHaveLength(1);
  });

  test('a confirmed order is amended as Odoo allows, and refused where goods have left', async () => {
    const { target, tee, mug, sandbox } = await start(version);
    const line = { listingId: tee, quantity: 3, unitMinor: 1999, taxes: [state], reference: 'A' };
    const { id, number } = await target.create(
      sell('store:15', [line, { listingId: mug, quantity: 1, unitMinor: 750, reference: 'B' }]),
    );
    await target.confirm(id);
    sandbox.erp.validateDelivery(number, { quantities: { TEE: 2 } });
    const next = sell('store:15', [
      { ...line, quantity: 5 },
      { listingId: mug, quantity: 2, unitMinor: 700, taxes: [city], reference: 'C' },
    ]);
    const amended = await target.amend(id, next);
    expect(amended).toMatchObject({ state: 'confirmed', total: next.total });
    expect(amended.lines).toEqual([
      { reference: 'A', quantity: 5, delivered: 2 },
      { reference: 'B', quantity: 0, delivered: 0 },
      { reference: 'C', quantity: 2, delivered: 0 },
    ]);
    const less: unknown = await target
      .amend(id, sell('store:15', [{ ...line, quantity: 1 }]))
      .catch((caught: unknown) => caught);
    expect(codeOf(less)).toBe('not-amendable');
    const other: unknown = await target
      .amend(id, sell('store:15', [{ ...line, quantity: 5, listingId: mug }]))
      .catch((caught: unknown) => caught);
    expect(codeOf(other)).toBe('not-amendable');
    expect((await target.find('store:15'))?.total).toEqual(next.total);
  });
});
