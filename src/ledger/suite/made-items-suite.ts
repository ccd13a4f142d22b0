import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundlesByPart, type Bundles } from '#domain/bundle.ts';
import type { FactScheme } from '#sdk/ledger/stock.ts';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** What plans of bundles, of acknowledged orders and of places that were given up are made from. */
export function testMadeItems(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  /** A store that shows a part, a set of two of it, and a pair of one of it with another part. */
  const setUp = async (change: Partial<FactScheme> = {}) => {
    const [store, erp] = [unique('store'), unique('erp')];
    const [part, other, set, pair] = [unique('part'), unique('other'), unique('set'), unique('pair')];
    const bundles: Bundles = new Map([
      [set, { parts: new Map([[part, 2]]), stocked: false }],
      [
        pair,
        {
          parts: new Map([
            [part, 1],
            [other, 1],
          ]),
          stocked: false,
        },
      ],
    ]);
    const scheme: FactScheme = {
      bundles,
      bundlesByPart: bundlesByPart(bundles),
      authorities: new Map([['hall', { connection: erp, locationId: 'W1' }]]),
      acknowledging: new Set(),
      autoBuffer: false,
      ...change,
    };
    const address = (sku: string) => ({ inventoryItemId: `item-${sku}`, locationId: 'L1' });
    await suite.ledger.write((tx) =>
      tx.stock.ensureCells(
        store,
        [part, set, pair].map((sku) => ({ address: address(sku), sku, location: 'hall' })),
      ),
    );
    const facts = async (sku: string, own = scheme) => {
      const [found] = await suite.ledger.read((tx) => tx.stock.facts(store, [address(sku)], own));
      if (found === undefined) throw new Error('the cell has no facts');
      return found;
    };
    const order = async (id: string, sku: string) =>
      suite.ledger.write((tx) =>
        tx.orders.record(
          store,
          sampleOrder(id, [sku]),
          [samplePosition(`${id}-0`, sku)],
          suite.now(),
          someRead,
        ),
      );
    const read = async (sku: string, quantity: number, sentAt = suite.now()) =>
      suite.ledger.write(async (tx) =>
        tx.stock.recordReading({
          connection: erp,
          listingId: sku,
          sku,
          location: 'hall',
          quantity,
          reserved: null,
          basis: await tx.sequence.next(),
          sentAt,
          answeredAt: sentAt,
        }),
      );
    const list = async (connection: string, sku: string, tracked: boolean) =>
      suite.ledger.write((tx) =>
        tx.catalog.record(
          connection,
          [{ id: sku, sku, inventoryItemId: `item-${sku}`, title: sku, tracked, active: true }],
          suite.now(),
        ),
      );
    return { store, erp, part, other, set, pair, scheme, address, facts, order, read, list };
  };

  test('a part carries the lines of every bundle that takes it, each once, with the units of one', async () => {
    const { part, set, pair, order, read, facts } = await setUp();
    await order('own', part);
    await order('sets', set);
    await order('pairs', pair);
    await read(part, 20);
    const units = (lines: Awaited<ReturnType<typeof facts>>['openLines']) =>
      lines
        .map(({ orderId, owed, perUnit = 1 }) => [orderId, owed * perUnit])
        .toSorted((left, right) => String(left[0]).localeCompare(String(right[0])));
    const expected = [
      ['own', 3],
      ['pairs', 3],
      ['sets', 6],
    ];
    expect(units((await facts(part)).openLines)).toEqual(expected);
    const { parts } = await facts(set);
    expect(parts).toMatchObject([{ sku: part, perUnit: 2, tracked: true, readings: [{ quantity: 20 }] }]);
    expect(units(parts?.[0]?.openLines ?? [])).toEqual(expected);
  });

  test("a bundle's shipped line stays as long as a reading of a part may not know of it", async () => {
    const { store, erp, part, set, order, read, facts } = await setUp();
    // By the clock the reading is the younger one; by its basis it knows nothing of the shipment.
    const late = suite.now() + 3_600_000;
    await read(part, 20, late);
    await order('1', set);
    await suite.ledger.write(async (tx) => {
      const shipment = {
        id: unique('parcel'),
        orderReference: '',
        locationId: 'W1',
        shippedAt: 1,
        carrier: null,
        trackingNumbers: [],
        trackingUrl: null,
        lines: [{ reference: '1-0', quantity: 3 }],
      };
      const stored = { connection: erp, shipment, orderConnection: store, orderId: '1' };
      await tx.shipments.record(stored, 'hall', await tx.sequence.next(), suite.now());
    });
    expect((await facts(part)).openLines).toMatchObject([{ orderId: '1', statements: [{ quantity: 3 }] }]);
    await read(part, 14, late + 1);
    await read(part, 14, late + 2);
    expect((await facts(part)).openLines).toEqual([]);
  });

  test('at its place a part is less the lines of every bundle, as far back as its own count goes', async () => {
    const { part, set, pair, order, read, scheme } = await setUp();
    await read(part, 20);
    await order('own', part);
    await order('sets', set);
    await order('pairs', pair);
    const [place] = await suite.ledger.read((tx) => tx.stock.placeFacts([part], scheme));
    expect(place).toMatchObject({ sku: part, location: 'hall', reading: { quantity: 20 } });
    const units = (place?.openLines ?? []).reduce((sum, { owed, perUnit = 1 }) => sum + owed * perUnit, 0);
    expect(units).toBe(3 + 2 * 3 + 3);
  });

  test('bundles of which only parts left end their reservation at the statement that says so, once', async () => {
    const { store, erp, part, set, order, read, facts } = await setUp();
    await order('1', set);
    await read(part, 20);
    const useUp = (units: number) =>
      suite.ledger.write(async (tx) =>
        tx.shipments.useUp({
          connection: erp,
          orderConnection: store,
          orderId: '1',
          parcel: `${store}:1/1#parts`,
          units: new Map([['1-0', units]]),
          sequence: await tx.sequence.next(),
          now: suite.now(),
        }),
      );
    const stated = async () =>
      (await facts(part)).openLines.map(({ statements }) => statements.map(({ quantity }) => quantity));
    expect(await useUp(1)).toBe(true);
    expect(await useUp(1)).toBe(false);
    expect(await stated()).toEqual([[1]]);
    expect(await useUp(3)).toBe(true);
    expect(await stated()).toEqual([[1, 2]]);
    expect(await suite.ledger.read((tx) => tx.shipments.ofOrder(store, '1'))).toEqual([]);
    for (const later of [3_600_000, 3_600_001]) await read(part, 14, suite.now() + later);
    expect(await stated()).toEqual([]);
  });

  test('a part that its authority has and does not count is told from one that nobody has read', async () => {
    const { erp, part, other, pair, list, facts } = await setUp();
    await list(erp, part, true);
    await list(erp, other, false);
    expect((await facts(pair)).parts).toMatchObject([
      { sku: part, tracked: true, readings: [] },
      { sku: other, tracked: false },
    ]);
  });

  test('what an authority of available units accepted is told with the line, and by nobody else', async () => {
    const { store, erp, part, order, facts, scheme } = await setUp();
    await order('1', part);
    const accept = (source: string, quantity: number) =>
      suite.ledger.write(async (tx) =>
        tx.orders.acknowledge({
          orderConnection: store,
          orderId: '1',
          source,
          quantities: new Map([['1-0', quantity]]),
          sequence: await tx.sequence.next(),
          now: suite.now(),
        }),
      );
    const accepted = async () => {
      const found = await facts(part, { ...scheme, acknowledging: new Set([erp]) });
      return found.openLines[0]?.acknowledgments?.map(({ quantity }) => quantity);
    };
    await accept('somebody', 3);
    expect(await accepted()).toEqual([]);
    expect(await accept(erp, 3)).toBe(true);
    expect(await accept(erp, 3)).toBe(false);
    expect(await accept(erp, 1)).toBe(true);
    expect(await accepted()).toEqual([3, -2]);
    expect((await facts(part)).openLines[0]?.acknowledgments).toBeUndefined();
  });

  test('a place is not shown when either system gave the location up or does not count the item', async () => {
    const { store, erp, part, set, list, address, scheme } = await setUp();
    const places = async () => {
      const found = await suite.ledger.read((tx) =>
        tx.stock.places(store, [address(part), address(set)], scheme),
      );
      return [part, set].map((sku) => {
        const place = found.get(`item-${sku}@L1`);
        return [place?.tracked, place?.locationActive];
      });
    };
    const shown = [true, true];
    expect(await places()).toEqual([shown, shown]);
    await list(erp, part, false);
    expect(await places()).toEqual([[false, true], shown]);
    await list(erp, part, true);
    await list(store, set, false);
    expect(await places()).toEqual([shown, [false, true]]);
    for (const [connection, id] of [
      [store, 'L1'],
      [erp, 'W1'],
    ] as const) {
      const save = (active: boolean) =>
        suite.ledger.write((tx) => tx.connections.saveLocations(connection, [{ id, name: id, active }]));
      await save(false);
      expect((await places()).map(([, active]) => active)).toEqual([false, false]);
      await save(true);
    }
  });

  test('automatic buffers come with the facts where they are configured', async () => {
    const { part, set, facts, scheme } = await setUp();
    await suite.ledger.write((tx) => tx.exposure.saveBuffer(part, { units: 4, neededAt: 1 }));
    const buffered = { ...scheme, autoBuffer: true };
    expect((await facts(part, buffered)).autoBuffer).toBe(4);
    expect((await facts(set, buffered)).parts).toMatchObject([{ autoBuffer: 4 }]);
    expect((await facts(part)).autoBuffer).toBeUndefined();
  });
}
