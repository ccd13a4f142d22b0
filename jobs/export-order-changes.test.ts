import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ExportBench, mug, openExportBench, tee } from '#tests/support/export-bench.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';

let erp: TestErp;
let bench: ExportBench;

beforeAll(async () => {
  erp = await startTestErp(18);
});
afterAll(() => erp.sandbox.close());
beforeEach(async () => {
  bench = await openExportBench(erp);
});
afterEach(() => bench.ledger.close());

describe('what happens to an order afterwards', () => {
  test('a changed quantity and a new line are amended', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    const changed = bench.later(order, {
      lines: [tee(3), mug()],
    });
    expect(await bench.sync(changed)).toEqual({ kind: 'done' });
    const [booked] = bench.bookings(order);
    expect(booked?.totalMinor).toBe(changed.totals.total.shop.minor);
    expect(
      booked?.lines.filter((line) => line.sku === 'TEE' || line.sku === 'MUG').map((line) => line.quantity),
    ).toEqual([3, 1]);
  });

  test('a cancellation is carried over, and only then do its units stop being reserved (S2)', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    const canceled = bench.later(order, {
      canceledAt: bench.clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    // The first call is a read, and a read is asked three times.
    erp.sandbox.faults.force('timeout-before', 3);
    await bench.record(canceled);
    await bench.run().catch(() => undefined);
    expect((await bench.openLines())[0]?.owed).toBe(2);
    await bench.run();
    expect(bench.bookings(order)).toMatchObject([{ state: 'cancel' }]);
    expect(await bench.openLines()).toEqual([]);
  });

  test('a held order stays a draft that nobody ships, until it is released', async () => {
    const settings = testSettings();
    bench.use({ ...settings, holds: { ...settings.holds, payment: 'paid' } });
    const order = bench.newOrder({ financialStatus: 'pending' });
    expect(await bench.sync(order)).toMatchObject({ kind: 'wait', waitsFor: 'release' });
    expect(bench.bookings(order)).toMatchObject([{ state: 'draft' }]);
    expect(await bench.openLines()).toMatchObject([{ owed: 2 }]);
    expect(await bench.sync(bench.later(order, { financialStatus: 'paid' }))).toEqual({ kind: 'done' });
    expect(bench.bookings(order)).toMatchObject([{ state: 'sale' }]);
  });

  test('goods that have left cannot be called back: a discrepancy says what to do', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    const [booked] = bench.bookings(order);
    erp.sandbox.erp.validateDelivery(booked?.id ?? 0);
    const canceled = bench.later(order, {
      canceledAt: bench.clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    expect(await bench.sync(canceled)).toEqual({ kind: 'done' });
    expect(await bench.ledger.read((tx) => tx.discrepancies.about(`store:${order.id}`))).toMatchObject([
      { type: 'not-cancelable', state: 'open' },
    ]);
  });

  test('an order that the ERP canceled by itself is told and not booked again', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    erp.sandbox.erp.cancelOrder(bench.bookings(order)[0]?.id ?? 0);
    await bench.sync(bench.later(order, { tags: ['touched'] }));
    expect(bench.bookings(order)).toHaveLength(1);
    expect(await bench.ledger.read((tx) => tx.discrepancies.about(`store:${order.id}`))).toMatchObject([
      { type: 'canceled-in-target' },
    ]);
  });

  test('an order that was canceled by hand at both ends reserves nothing', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    erp.sandbox.erp.cancelOrder(bench.bookings(order)[0]?.id ?? 0);
    expect((await bench.openLines())[0]?.owed).toBe(2);
    const canceled = bench.later(order, {
      canceledAt: bench.clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    expect(await bench.sync(canceled)).toEqual({ kind: 'done' });
    expect(await bench.openLines()).toEqual([]);
  });

  test('a line taken off by an amendment of unknown outcome stops being reserved once the ERP is read again', async () => {
    const order = bench.newOrder({
      lines: [tee(2), mug()],
    });
    await bench.sync(order);
    const edited = bench.later(order, {
      lines: [tee(1, { orderedQuantity: 2 }), mug()],
    });
    await bench.record(edited);
    // Takes effect, and nobody hears of it: neither the write's answer nor the look afterwards.
    const roll = erp.sandbox.faults.roll.bind(erp.sandbox.faults);
    erp.sandbox.faults.roll = (kind, operation) =>
      (kind === 'timeout-after' && operation === 'sale.order.load') || roll(kind, operation);
    await bench.run().catch(() => undefined);
    erp.sandbox.faults.roll = roll;
    expect((await bench.openLines())[0]?.owed).toBe(2);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      bench.clock.advance(41_000);
      await bench.run();
    }
    expect(bench.bookings(order)).toMatchObject([{ totalMinor: edited.totals.total.shop.minor }]);
    expect((await bench.openLines())[0]?.owed).toBe(1);
  });

  test('a line that an unsent booking had reserved and an edit took off is not reserved any more', async () => {
    const order = bench.newOrder({ lines: [tee(2), mug()] });
    await bench.record(order);
    // Refused by the proxy before anything ran: the booking goes back unsent.
    const roll = erp.sandbox.faults.roll.bind(erp.sandbox.faults);
    erp.sandbox.faults.roll = (kind, operation) =>
      (kind === 'throttled' && operation === 'sale.order.load') || roll(kind, operation);
    await bench.run().catch(() => undefined);
    erp.sandbox.faults.roll = roll;
    const edited = bench.later(order, { lines: [tee(0, { orderedQuantity: 2, taxes: [] }), mug()] });
    bench.clock.advance(60_000);
    await bench.record(edited);
    await bench.run();
    expect(await causesOfPublishing()).toEqual([`store:${order.id} was changed in erp`]);
    expect(bench.bookings(order)).toMatchObject([
      { totalMinor: edited.totals.total.shop.minor, state: 'sale' },
    ]);
    expect(await bench.openLines()).toEqual([]);
  });

  test('an amendment whose sender died is left alone for a whole quarantine from the take-over (W6)', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    const quarantineMs = erp.target.quarantineMs;
    const edited = bench.later(order, { lines: [tee(3)] });
    await bench.record(edited);
    const subject = { job: 'export-order', connection: 'erp', subject: `store:${order.id}` };
    const key = 'export-order|erp|the amendment of a dead sender';
    await bench.ledger.write(async (tx) => {
      const now = bench.clock.now();
      const { job, connection } = subject;
      const leases = await tx.work.lease({
        job,
        connection,
        subjects: [subject.subject],
        limit: 1,
        leaseMs: 1_000,
        token: 'dead',
        now,
      });
      const members = [{ subject: subject.subject, from: null, to: null }];
      await tx.effects.intend(
        { key, job, connection, operation: 'orders.amend', members, body: '{}', cause: 'test' },
        now,
      );
      await tx.effects.startSending(key, leases, now, now + quarantineMs);
    });
    bench.clock.advance(quarantineMs + 1);
    const dueAt = bench.clock.now() + quarantineMs;
    expect(await bench.run()).toMatchObject({ kind: 'wait', waitsFor: 'quarantine', dueAt });
    expect(await bench.ledger.read((tx) => tx.effects.get(key))).toMatchObject({
      state: 'unknown',
      quarantineUntil: dueAt,
    });
    bench.clock.advance(quarantineMs);
    await bench.run();
    expect(await bench.ledger.read((tx) => tx.effects.get(key))).toMatchObject({ state: 'expired' });
    await bench.run();
    expect(bench.bookings(order)).toMatchObject([{ totalMinor: edited.totals.total.shop.minor }]);
  });

  test('a confirmation whose answer was lost is settled by what the ERP shows', async () => {
    const order = bench.newOrder();
    await bench.record(order);
    const roll = erp.sandbox.faults.roll.bind(erp.sandbox.faults);
    erp.sandbox.faults.roll = (kind, operation) =>
      (kind === 'timeout-after' && operation === 'sale.order.action_confirm') || roll(kind, operation);
    await bench.run().catch(() => undefined);
    erp.sandbox.faults.roll = roll;
    await bench.run();
    const effects = await bench.ledger.read((tx) => tx.effects.ofSubject(`store:${order.id}`, 10));
    expect(effects.map((effect) => effect.state)).toEqual(['confirmed', 'confirmed']);
  });

  test('an order canceled while its create is unknown is booked once and canceled, not forgotten', async () => {
    const order = bench.newOrder();
    const ended = spoilCalls(erp.sandbox.faults, {
      kind: 'timeout-after',
      operation: 'sale.order.load',
      count: 1,
    });
    await bench.record(order);
    await bench.run().catch(() => undefined);
    ended();
    const unknown = await bench.ledger.read((tx) => tx.effects.ofSubject(`store:${order.id}`, 1));
    expect(unknown).toMatchObject([{ operation: 'orders.create', state: 'unknown' }]);
    const canceled = bench.later(order, {
      canceledAt: bench.clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    await bench.sync(canceled);
    expect(bench.bookings(order)).toMatchObject([{ state: 'cancel' }]);
  });
});

/** Why the cells of the store are to be published. */
async function causesOfPublishing(): Promise<readonly string[]> {
  return bench.ledger.read(async (tx) => {
    const subjects = await tx.work.dirtySubjects('publish-stock', 'store', null, 10);
    const rows = await Promise.all(
      subjects.map((subject) => tx.work.get({ job: 'publish-stock', connection: 'store', subject })),
    );
    return rows.map((row) => row?.cause ?? '');
  });
}
