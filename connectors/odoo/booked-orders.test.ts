import { afterEach, describe, expect, test } from 'vitest';
import { RejectedError, UnauthorizedError } from '#sdk/errors.ts';
import {
  capabilities,
  collect,
  customer,
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

const codeOf = (error: unknown): string | undefined =>
  error instanceof RejectedError ? error.code : String(error);

describe.each(versions)('Odoo %i', (version) => {
  test('another currency needs its pricelist; the order never turns into company currency silently', async () => {
    const { connect, tee, sandbox } = await start(version);
    const eur = (minor: number) => ({ minor, currency: 'EUR' });
    const sold = sell('store:11', [{ listingId: tee, quantity: 1, unitMinor: 1000 }]);
    const order = {
      ...sold,
      currency: 'EUR',
      lines: sold.lines.map((line) => ({
        ...line,
        unitPrice: eur(1000),
        discount: eur(0),
        total: eur(1000),
      })),
      tip: eur(0),
      duties: eur(0),
      fees: eur(0),
      rounding: eur(0),
      tax: eur(0),
      total: eur(1000),
    };
    const without: unknown = await capabilities(connect().connection)
      .target.create(order)
      .catch((caught: unknown) => caught);
    expect(codeOf(without)).toBe('currency-differs');
    const pricelist = sandbox.erp.addPricelist({ name: 'EUR', currency: 'EUR' });
    const booked = await capabilities(connect({ pricelists: { EUR: pricelist } }).connection).target.create(
      order,
    );
    expect(booked.total).toEqual(eur(1000));
  });

  test('one customer is one contact, found by e-mail whatever its case; existing contacts stay as they are', async () => {
    const { target, tee, sandbox, calls } = await start(version);
    const line = [{ listingId: tee, quantity: 1, unitMinor: 1999 }];
    await target.create(sell('store:16', line));
    await target.create(
      sell('store:17', line, { customer: customer({ email: 'ADA@example.test', name: 'Someone Else' }) }),
    );
    const gift = {
      ...customer().delivery,
      name: 'Bob',
      street: '9 Dock',
      city: 'Berlin',
      zip: '10115',
      provinceCode: null,
      countryCode: 'DE',
    };
    await target.create(
      sell('store:18', line, {
        customer: customer({ delivery: gift as NonNullable<ReturnType<typeof customer>['delivery']> }),
      }),
    );
    await target.create(
      sell('store:19', line, {
        customer: customer({ customerId: null, email: null, name: null, billing: null, delivery: null }),
      }),
    );
    const partners = sandbox.erp.saleOrders().map(({ partner }) => partner.name);
    expect(partners).toEqual(['Ada Buyer', 'Ada Buyer', 'Ada Buyer', 'Customer of #store:19']);
    expect(calls().filter((call) => call === 'res.partner.load')).toHaveLength(3);
  });

  test("all orders of ours are listed, and nobody else's", async () => {
    const { target, tee, mug } = await start(version);
    for (const reference of ['store:20', 'store:Ü _/21']) {
      await target.create(
        sell(reference, [
          { listingId: tee, quantity: 1, unitMinor: 1999 },
          { listingId: mug, quantity: 1, unitMinor: 1 },
        ]),
      );
    }
    const pages = await collect(target.all());
    expect(pages.at(-1)?.complete).toBe(true);
    expect(pages.flatMap(({ items }) => items.map(({ reference }) => reference))).toEqual([
      'store:20',
      'store:Ü _/21',
    ]);
    expect(await target.find('store:nope')).toBeNull();
    expect(await target.read(['999999', 'x'])).toEqual([]);
  });

  test('a wrong key is unauthorized', async () => {
    const { connect } = await start(version);
    await expect(
      capabilities(connect({ apiKey: 'nope' }).connection).target.find('x'),
    ).rejects.toBeInstanceOf(UnauthorizedError);
  });

  test('a salesman without rights on contacts and products gets a reason, and books for customers that exist', async () => {
    const { connect, target, tee, sandbox } = await start(version);
    await target.create(sell('store:22', [{ listingId: tee, quantity: 1, unitMinor: 1999 }]));
    sandbox.erp.addUser({ login: 'shop', role: 'salesman', password: 'p', apiKey: 'shop-key' });
    const salesman = capabilities(connect({ login: 'shop', apiKey: 'shop-key' }).connection).target;
    const booked = await salesman.create(
      sell('store:23', [{ listingId: tee, quantity: 1, unitMinor: 1999 }]),
    );
    expect(await salesman.find('store:23')).toEqual(booked);
    const error: unknown = await salesman
      .create(
        sell('store:24', [{ listingId: tee, quantity: 1, unitMinor: 1 }], {
          customer: customer({ email: 'new@example.test' }),
        }),
      )
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RejectedError);
    expect(String(error)).not.toContain('example.test');
  });
});
