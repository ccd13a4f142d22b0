import { afterEach, describe, expect, test } from 'vitest';
import { RejectedError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import {
  capabilities,
  customer,
  sell,
  startTestErp,
  usd,
  versions,
  type TestErp,
} from '#tests/support/odoo-erp.ts';

const vat = { title: 'VAT', rate: '0.19' };
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
  test("an order arrives whole, as a draft, with the store's own amounts", async () => {
    const { target, sandbox, tee, mug, calls } = await start(version);
    const shipping = {
      id: 's1',
      title: 'Express',
      code: 'EXP',
      total: { shop: usd(490), presentment: usd(490) },
      taxes: [],
    };
    const order = sell(
      'store:1',
      [
        { listingId: tee, quantity: 3, unitMinor: 1999, discountMinor: 333, taxes: [state, city] },
        { listingId: mug, quantity: 2, unitMinor: 750, taxes: [state] },
        { listingId: null, quantity: 1, unitMinor: 1200 },
      ],
      {
        shipping: [shipping],
        tip: usd(100),
        customer: customer({ note: 'Ring <twice> & wait' }),
        tags: ['vip'],
      },
    );
    const booked = await target.create(order);
    expect(booked).toMatchObject({ reference: 'store:1', state: 'draft', total: order.total });
    expect(Math.abs(booked.tax.minor - order.tax.minor)).toBeLessThanOrEqual(2);
    expect(booked.lines).toEqual([
      { reference: 'L1', quantity: 3, delivered: 0 },
      { reference: 'L2', quantity: 2, delivered: 0 },
      { reference: 'L3', quantity: 1, delivered: 0 },
    ]);
    const [kept] = sandbox.erp.saleOrders();
    expect(kept).toMatchObject({
      clientOrderRef: 'store:1',
      origin: '#store:1',
      state: 'draft',
      totalMinor: order.total.minor,
      partner: { email: 'Ada@Example.test' },
    });
    expect(kept?.note).toContain('Ring &lt;twice&gt; &amp; wait');
    expect(kept?.note).toContain('Tags: vip');
    expect(kept?.lines.slice(0, 3).map(({ subtotalMinor }) => subtotalMinor)).toEqual(
      order.lines.map(({ total }) => total.minor),
    );
    expect(kept?.lines.map(({ sku }) => sku).slice(0, 5)).toEqual([
      'TEE',
      'MUG',
      'SYNC-CUSTOM',
      'SYNC-SHIPPING',
      'SYNC-TIP',
    ]);
    expect(await target.find('store:1')).toEqual(booked);
    const before = calls().length;
    const { id } = await target.create(sell('store:2', [{ listingId: tee, quantity: 1, unitMinor: 1000 }]));
    expect(calls().slice(before)).toEqual([
      'sale.order.search_read',
      'sale.order.load',
      'sale.order.search_read',
    ]);
    const drafted = calls().length;
    await target.confirm(id);
    expect(calls().slice(drafted)).toEqual(['sale.order.action_confirm', 'sale.order.search_read']);
  });

  test('six parallel creates of one order make one order', async () => {
    const { target, sandbox, tee } = await start(version);
    const order = sell('store:6', [{ listingId: tee, quantity: 1, unitMinor: 1999, taxes: [vat] }]);
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => target.create(order)));
    for (const tried of tries)
      if (tried.status === 'rejected') expect(tried.reason).toBeInstanceOf(TransientError);
    expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true);
    await target.create(order);
    expect(sandbox.erp.saleOrders()).toHaveLength(1);
  });

  test.each(['timeout-before', 'timeout-after'] as const)(
    'a create that meets %s is unknown, and its repetition makes one order',
    async (kind) => {
      const { sandbox, tee, connect } = await start(version);
      const { target } = capabilities(connect({}, 300).connection);
      await target.create(sell('store:warm', [{ listingId: tee, quantity: 1, unitMinor: 100 }]));
      const order = sell('store:7', [{ listingId: tee, quantity: 2, unitMinor: 1999, taxes: [vat] }]);
      const roll = sandbox.faults.roll.bind(sandbox.faults);
      sandbox.faults.roll = (asked, operation) =>
        (asked === kind && operation === 'sale.order.load') || roll(asked, operation);
      await expect(target.create(order)).rejects.toBeInstanceOf(UnknownOutcomeError);
      sandbox.faults.roll = roll;
      await target.create(order);
      await target.create(order);
      const found = sandbox.erp.saleOrders().filter(({ clientOrderRef }) => clientOrderRef === 'store:7');
      expect(found.map(({ totalMinor, lines }) => [totalMinor, lines.length])).toEqual([
        [order.total.minor, 1],
      ]);
      expect(found[0]?.writes).toHaveLength(1);
    },
  );

  test('a read that fails after the write leaves the outcome unknown, not "nothing happened"', async () => {
    const { target, sandbox, tee } = await start(version);
    await target.create(sell('store:warm', [{ listingId: tee, quantity: 1, unitMinor: 100 }]));
    const roll = sandbox.faults.roll.bind(sandbox.faults);
    let reads = 0;
    sandbox.faults.roll = (asked, operation) => {
      if (asked === 'server-error' && operation === 'sale.order.search_read') reads += 1;
      return (
        (asked === 'server-error' && operation === 'sale.order.search_read' && reads >= 2 && reads <= 4) ||
        roll(asked, operation)
      );
    };
    const order = sell('store:8', [{ listingId: tee, quantity: 1, unitMinor: 100 }]);
    await expect(target.create(order)).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect((await target.create(order)).total).toEqual(order.total);
  });

  test('an unknown tax parks the order before anything is written', async () => {
    const { target, sandbox, tee } = await start(version);
    const order = sell('store:9', [
      { listingId: tee, quantity: 1, unitMinor: 1999, taxes: [{ title: 'GST', rate: '0.05' }] },
    ]);
    const error: unknown = await target.create(order).catch((caught: unknown) => caught);
    expect(codeOf(error)).toBe('unmapped-tax');
    expect(sandbox.erp.saleOrders()).toEqual([]);
  });

  test('a wrong tax mapping is refused with both totals', async () => {
    const { connect, tee, sandbox } = await start(version);
    const wrong = sandbox.erp.addTax({ name: 'Wrong 7', percent: 7, isIncluded: true });
    const { target } = capabilities(connect({ taxes: { '0.19': wrong } }).connection);
    const order = sell('store:10', [{ listingId: tee, quantity: 1, unitMinor: 11_900, taxes: [vat] }], {
      taxesIncluded: true,
    });
    const error: unknown = await target.create(order).catch((caught: unknown) => caught);
    expect(codeOf(error)).toBe('total-differs');
    expect(String(error)).toContain('19.00 USD');
  });
});
