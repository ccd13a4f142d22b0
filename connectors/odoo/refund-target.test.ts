import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import { RejectedError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { RefundTarget, RefundToBook } from '#sdk/refunds.ts';
import {
  collect,
  sell,
  startTestErp,
  taxLine,
  usd,
  versions,
  type TestErp,
} from '#tests/support/odoo-erp.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';

const vat = { title: 'VAT', rate: '0.19' };
const PATIENCE_MS = 400;

const codeOf = (error: unknown): string | undefined =>
  error instanceof RejectedError ? error.code : String(error);

describe.each(versions)('Odoo %i', (version) => {
  let erp: TestErp;
  let target: RefundTarget;
  let bookedId: string;

  beforeEach(async () => {
    erp = await startTestErp(version);
    target = refundsOf(erp);
    const booked = await erp.target.create(
      sell('store:1', [{ listingId: erp.tee, quantity: 3, unitMinor: 1999, taxes: [vat] }]),
    );
    bookedId = (await erp.target.confirm(booked.id)).id;
  });
  afterEach(() => erp.sandbox.close());

  /** One of three tees with its tax, and a bit of goodwill. */
  function refund(change: Partial<RefundToBook> = {}): RefundToBook {
    const taxes = [taxLine(vat, 1999)];
    const line = { reference: 'L1', sku: 'TEE', listingId: erp.tee, title: 'Tee', quantity: 1, taxes };
    return {
      reference: 'store:1/refund/gid://shopify/Refund/7',
      orderReference: 'store:1',
      bookedId,
      orderNumber: '#1',
      store: 'store',
      createdAt: Date.UTC(2026, 10, 25, 23, 30),
      currency: 'USD',
      taxesIncluded: false,
      lines: [{ ...line, unitPrice: usd(1999), discount: usd(0), total: usd(1999) }],
      shipping: [],
      adjustment: usd(100),
      tax: usd(380),
      total: usd(1999 + 380 + 100),
      ...change,
    };
  }

  test('a refund becomes a draft credit note of the order’s customer, and posting it gives it a number', async () => {
    const booked = await target.create(refund());
    expect(booked).toMatchObject({ reference: refund().reference, state: 'draft', total: usd(2479) });
    const [order] = erp.sandbox.erp.saleOrders();
    expect(erp.sandbox.erp.creditNotes()).toMatchObject([
      {
        ref: refund().reference,
        origin: order?.name,
        partnerId: order?.partner.id,
        taxMinor: 380,
        lines: [
          { sku: 'TEE', quantity: 1 },
          { sku: 'SYNC-REFUND', quantity: 1, totalMinor: 100 },
        ],
      },
    ]);
    const posted = await target.post(booked.id);
    expect(posted).toMatchObject({ state: 'posted', number: expect.stringMatching(/^RINV\/\d{4}\/\d{5}$/u) });
    expect(await target.post(booked.id)).toEqual(posted);
    expect(await target.read([booked.id, '999'])).toEqual([posted]);
  });

  test('six creates at once and one more make one credit note (I4)', async () => {
    const made = await Promise.allSettled(Array.from({ length: 6 }, () => target.create(refund())));
    expect(made.some(({ status }) => status === 'fulfilled')).toBe(true);
    await target.create(refund());
    expect(erp.sandbox.erp.creditNotes()).toMatchObject([{ totalMinor: 2479 }]);
    const found = await target.find(refund().reference);
    expect(found?.total).toEqual(usd(2479));
  });

  test.each(['timeout-before', 'timeout-after'] as const)(
    '%s has an open outcome, and is safe to send again',
    async (kind) => {
      const impatient = refundsOf(erp, PATIENCE_MS);
      const ended = spoilCalls(erp.sandbox.faults, { kind, operation: 'account.move.load', count: 1 });
      await expect(impatient.create(refund())).rejects.toBeInstanceOf(UnknownOutcomeError);
      ended();
      expect(await target.create(refund())).toMatchObject({ total: usd(2479) });
      expect(erp.sandbox.erp.creditNotes()).toHaveLength(1);
    },
  );

  test('what Odoo rounds differently is taken up by a line of its own; a wrong tax is refused', async () => {
    // The store rounded the tax of three units at once, and gave back the cent that was left over.
    const rounded = refund({ tax: usd(379), total: usd(1999 + 379), adjustment: usd(0) });
    expect(await target.create(rounded)).toMatchObject({ total: usd(2378) });
    expect(await target.create(rounded)).toMatchObject({ total: usd(2378) });
    const wrong = refund({ reference: 'store:1/refund/8', tax: usd(100), total: usd(2199) });
    expect(await target.create(wrong).catch(codeOf)).toBe('total-differs');
  });

  test('a canceled or missing booking and another currency are refused before anything is written', async () => {
    const euros = money(2479, 'EUR');
    expect(await target.create(refund({ bookedId: '9999' })).catch(codeOf)).toBe('missing-order');
    expect(
      await target
        .create(refund({ currency: 'EUR', lines: [], adjustment: euros, tax: money(0, 'EUR'), total: euros }))
        .catch(codeOf),
    ).toBe('currency-differs');
    erp.sandbox.erp.cancelOrder('store:1');
    expect(await target.create(refund()).catch(codeOf)).toBe('canceled-order');
    expect(erp.sandbox.erp.creditNotes()).toEqual([]);
  });

  test('two credit notes with one reference are named, not chosen from', async () => {
    await target.create(refund());
    erp.sandbox.erp.copyCreditNote(refund().reference);
    expect(await target.find(refund().reference).catch(codeOf)).toBe('several-refunds');
    const [page] = await collect(target.all());
    expect(page).toMatchObject({ complete: true, items: [{ total: usd(2479) }, { total: usd(2479) }] });
  });
});

test('an order in another currency is credited in it', async () => {
  const erp = await startTestErp(18);
  const euro = erp.sandbox.erp.addPricelist({ name: 'Euro', currency: 'EUR' });
  const { connection } = erp.connect({ pricelists: { EUR: euro } });
  const eur = (minor: number) => money(minor, 'EUR');
  const zero = eur(0);
  const line = {
    reference: 'L1',
    sku: 'TEE',
    listingId: erp.tee,
    title: 'Tee',
    quantity: 1,
    unitPrice: eur(1000),
    discount: zero,
    total: eur(1000),
    taxes: [],
  };
  const parts = { lines: [line], shipping: [], tax: zero, total: eur(1000), currency: 'EUR' };
  const none = { tip: zero, duties: zero, fees: zero, rounding: zero };
  const booked = await connection.orders?.target?.create(sell('store:2', [], { ...parts, ...none }));
  const credited = await connection.refunds?.target?.create({
    ...parts,
    reference: 'store:2/refund/1',
    orderReference: 'store:2',
    bookedId: booked?.id ?? '',
    orderNumber: '#2',
    store: 'store',
    createdAt: 0,
    taxesIncluded: false,
    adjustment: zero,
  });
  expect(credited?.total).toEqual(eur(1000));
  expect(erp.sandbox.erp.creditNotes()).toMatchObject([{ currency: 'EUR', totalMinor: 1000 }]);
  await erp.sandbox.close();
});

function refundsOf(erp: TestErp, patienceMs?: number): RefundTarget {
  const target = erp.connect({}, patienceMs).connection.refunds?.target;
  if (target === undefined) throw new Error('the connector books no refunds');
  return target;
}
