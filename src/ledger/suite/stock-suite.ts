import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderLinePosition } from '#sdk/ledger/orders.ts';
import type { CellFacts, NewAuthorityReading } from '#sdk/ledger/stock.ts';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Which open lines, statements and readings a plan is made from (S1-S3, S7). */
export function testStockFacts(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  /** A store with one cell of a new SKU at `hall`. */
  const setUp = async () => {
    const [store, sku] = [unique('store'), unique('sku')];
    const address = { inventoryItemId: `item-${sku}`, locationId: 'L1' };
    await suite.ledger.write((tx) => tx.stock.ensureCells(store, [{ address, sku, location: 'hall' }]));
    const facts = async (): Promise<CellFacts> => {
      const [found] = await suite.ledger.read((tx) => tx.stock.facts(store, [address]));
      if (found === undefined) throw new Error('the cell has no facts');
      return found;
    };
    const order = async (id: string, change: Partial<OrderLinePosition> = {}, updatedAt = 2_000) =>
      suite.ledger.write((tx) =>
        tx.orders.record(
          store,
          sampleOrder(id, [sku], { updatedAt }),
          [samplePosition(`${id}-0`, sku, change)],
          suite.now(),
          someRead,
        ),
      );
    const ship = async (orderId: string, parcel: string, quantity: number, mirrorOf: string | null = null) =>
      suite.ledger.write(async (tx) => {
        const sequence = await tx.sequence.next();
        const shipment = {
          id: parcel,
          orderReference: '',
          locationId: 'W1',
          shippedAt: 1,
          carrier: null,
          trackingNumbers: [],
          trackingUrl: null,
          lines: [{ reference: `${orderId}-0`, quantity }],
          mirrorOf,
        };
        await tx.shipments.record(
          { connection: 'erp', shipment, orderConnection: store, orderId },
          'hall',
          sequence,
          suite.now(),
        );
        return sequence;
      });
    const read = async (quantity: number, changes: Partial<NewAuthorityReading> = {}) =>
      suite.ledger.write(async (tx) => {
        const basis = await tx.sequence.current();
        const sentAt = suite.now();
        return tx.stock.recordReading({
          connection: 'erp',
          listingId: sku,
          sku,
          location: 'hall',
          quantity,
          reserved: null,
          basis,
          sentAt,
          answeredAt: sentAt,
          ...changes,
        });
      });
    const owed = async () => (await facts()).openLines.map((line) => line.owed);
    return { store, sku, address, facts, order, ship, read, owed };
  };
  const late = () => suite.now() + 3_600_000;

  test('a delivery that merely repeats a parcel ends no reservation besides it', async () => {
    const { order, ship, facts } = await setUp();
    const statedBy = ['3pl', 'erp'];
    await order('1', { statedBy });
    await ship('1', 'm1', 2, '3pl/7');
    expect((await facts()).openLines).toMatchObject([{ owed: 3, statements: [] }]);
    await order('2', { statedBy: ['erp'] });
    await ship('2', 'm2', 2, '3pl/8');
    expect((await facts()).openLines).toMatchObject([
      { owed: 3, statements: [] },
      { owed: 3, statements: [{ quantity: 2 }] },
    ]);
  });

  test('an accepted order is owed until the authority stated its shipment and both readings are younger than that', async () => {
    const { order, ship, read, facts, owed } = await setUp();
    await order('1');
    await read(10);
    await read(10, { sentAt: suite.now() + 1 });
    expect(await owed()).toEqual([3]);
    const sequence = await ship('1', 'p1', 3);
    // The readings are older than the statement: the line must still be there, with the statement, to be subtracted.
    expect((await facts()).openLines).toMatchObject([{ owed: 3, statements: [{ quantity: 3, sequence }] }]);
    await read(7, { sentAt: late() });
    expect(await owed()).toEqual([3]);
    await read(7, { sentAt: late() + 1 });
    expect(await owed()).toEqual([]);
  });

  test('of two readings of one number the later tells whether it is the first to know of units that left', async () => {
    const { sku, order, ship, read } = await setUp();
    const recounted = async (stockLagMs = 0) =>
      suite.ledger.read((tx) => tx.stock.recounted('erp', [{ sku, soldAs: sku, stockLagMs }]));
    await order('1');
    await read(10);
    await read(10, { sentAt: suite.now() + 1 });
    expect(await recounted()).toEqual([]);
    await ship('1', 'p1', 3);
    expect(await recounted()).toEqual([]);
    await read(10, { sentAt: suite.now() + 2 });
    expect(await recounted()).toEqual([{ sku, location: 'hall' }]);
    // An authority that lags by an hour cannot have known of it.
    expect(await recounted(3_600_000)).toEqual([]);
    await read(10, { sentAt: late() });
    expect(await recounted()).toEqual([]);
    expect(await recounted(3_500_000)).toEqual([{ sku, location: 'hall' }]);
  });

  test('a part shipment leaves the line open, and each statement keeps its own sequence', async () => {
    const { order, ship, facts } = await setUp();
    await order('1');
    const first = await ship('1', 'p1', 1);
    const second = await ship('1', 'p2', 1);
    expect((await facts()).openLines[0]?.statements.map((one) => [one.quantity, one.sequence])).toEqual([
      [1, first],
      [1, second],
    ]);
  });

  test('a canceled order stays owed while the authority may ship it, and not a moment longer (S2)', async () => {
    const { store, order, owed } = await setUp();
    await order('1');
    const book = (units: number, mode: 'raise' | 'exact') =>
      suite.ledger.write((tx) =>
        tx.orders.setBooked({ connection: store, id: '1' }, 'erp', new Map([['1-0', units]]), mode),
      );
    await book(3, 'raise');
    await order('1', { quantity: 0 }, 3_000);
    expect(await owed()).toEqual([3]);
    await book(1, 'raise');
    expect(await owed()).toEqual([3]);
    await book(0, 'exact');
    expect(await owed()).toEqual([]);
  });

  test('a line that left the order stays owed while it is booked', async () => {
    const { store, sku, order, owed } = await setUp();
    await order('1');
    await suite.ledger.write((tx) =>
      tx.orders.setBooked({ connection: store, id: '1' }, 'erp', new Map([['1-0', 2]]), 'exact'),
    );
    await suite.ledger.write((tx) =>
      tx.orders.record(store, sampleOrder('1', [sku], { updatedAt: 3_000 }), [], suite.now(), someRead),
    );
    expect(await owed()).toEqual([2]);
  });

  test('the channel ends the reservation of an order that nobody else ships, but not of one that was booked', async () => {
    const { store, order, read, facts, owed } = await setUp();
    await order('1');
    await order('2');
    await suite.ledger.write((tx) =>
      tx.orders.setBooked({ connection: store, id: '2' }, 'erp', new Map([['2-0', 3]]), 'exact'),
    );
    await order('1', { channelShipped: 3 }, 3_000);
    await order('2', { channelShipped: 3 }, 3_000);
    const statements = new Map((await facts()).openLines.map((line) => [line.orderId, line.statements]));
    // What the channel stated is no news to a cell without readings: it is closed there.
    expect(statements.get('2')).toEqual([]);
    await read(9, { sentAt: late() });
    await read(9, { sentAt: late() + 1 });
    expect((await facts()).openLines.map((line) => line.orderId)).toEqual(['2']);
    expect(await owed()).toEqual([3]);
  });

  test('what reserves nothing counts nowhere, and a line without a location counts everywhere (S3)', async () => {
    const { store, sku, order, facts } = await setUp();
    const yard = { inventoryItemId: `item-${sku}`, locationId: 'L2' };
    await suite.ledger.write((tx) => tx.stock.ensureCells(store, [{ address: yard, sku, location: 'yard' }]));
    await order('test', { reserves: false });
    await order('here', { location: 'hall' });
    await order('nowhere', { location: null, channelLocationId: null });
    const [there] = await suite.ledger.read((tx) => tx.stock.facts(store, [yard]));
    expect((await facts()).openLines.map((line) => line.orderId).toSorted()).toEqual(['here', 'nowhere']);
    expect(there?.openLines.map((line) => line.orderId)).toEqual(['nowhere']);
  });

  test('of readings the later basis wins, whenever it arrives, and two are kept', async () => {
    const { read, facts } = await setUp();
    const at = (basis: number, sentAt = 1) => ({ basis, sentAt, answeredAt: sentAt });
    expect(await read(10, at(10))).toBe('first');
    expect(await read(12, at(20))).toBe('higher');
    expect(await read(11, at(15))).toBe('lower');
    expect(await read(99, at(9))).toBe('ignored');
    expect((await facts()).readings.map((one) => [one.quantity, one.basis])).toEqual([
      [12, 20],
      [11, 15],
    ]);
    // A second request under the same basis is a second sight; the same request again is not.
    expect(await read(12, at(20, 2))).toBe('same');
    expect((await facts()).readings.map((one) => one.sentAt)).toEqual([2, 1]);
    expect(await read(8, at(20, 2))).toBe('lower');
    expect((await facts()).readings.map((one) => one.quantity)).toEqual([8, 12]);
  });

  test('readings are paged in order of listing and location', async () => {
    const erp = unique('erp');
    const sku = unique('sku');
    await suite.ledger.write(async (tx) => {
      for (const [listingId, location] of [
        ['2', 'a'],
        ['1', 'b'],
        ['1', 'a'],
      ] as const) {
        await tx.stock.recordReading({
          connection: erp,
          listingId,
          sku,
          location,
          quantity: 1,
          reserved: 0,
          basis: 0,
          sentAt: 1,
          answeredAt: 1,
        });
      }
    });
    const pages = await suite.ledger.read(async (tx) => [
      await tx.stock.pageReadings(erp, null, 2),
      await tx.stock.pageReadings(erp, { listingId: '1', location: 'b' }, 2),
    ]);
    expect(pages.map((page) => page.map((one) => `${one.listingId}${one.location}`))).toEqual([
      ['1a', '1b'],
      ['2a'],
    ]);
  });
}
