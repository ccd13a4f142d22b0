import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listing } from '#domain/stock.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Cursors, connections, leases, links, catalog and brakes. */
export function testUpkeep(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  test('a cursor keeps what was not given, and its horizon never goes back', async () => {
    const store = unique('store');
    const get = () => suite.ledger.read((tx) => tx.cursors.get(store, 'orders'));
    expect(await get()).toEqual({ cursor: null, horizonAt: null, completedAt: null, passStartedAt: null });
    await suite.ledger.write((tx) => tx.cursors.save(store, 'orders', { passStartedAt: 5 }));
    await suite.ledger.write((tx) => tx.cursors.save(store, 'orders', { cursor: 'c1', horizonAt: 10 }));
    await suite.ledger.write((tx) =>
      tx.cursors.save(store, 'orders', { horizonAt: 8, passStartedAt: null, completedAt: 12 }),
    );
    expect(await get()).toEqual({ cursor: 'c1', horizonAt: 10, completedAt: 12, passStartedAt: null });
    await suite.ledger.write((tx) => tx.cursors.save(store, 'orders', { horizonAt: 11 }));
    expect(await get()).toMatchObject({ horizonAt: 11 });
  });

  test('a connection keeps its first start, and pauses and resumes once', async () => {
    const store = unique('store');
    const unauthorized = { by: 'unauthorized', reason: '401', now: 30, credentials: 'f1' } as const;
    const pause = (change: Parameters<typeof pauseWith>[0]) => pauseWith(change);
    const pauseWith = (change: {
      readonly by: 'by-operator' | 'unauthorized';
      readonly reason: string;
      readonly now: number;
    }) => suite.ledger.write((tx) => tx.connections.pause(store, change));
    await suite.ledger.write((tx) => tx.connections.ensure(store, 10));
    expect(await suite.ledger.write((tx) => tx.connections.ensure(store, 20))).toMatchObject({
      firstStartedAt: 10,
      paused: 'no',
    });
    expect([await pause(unauthorized), await pause(unauthorized)]).toEqual([true, false]);
    expect(await suite.ledger.write((tx) => tx.connections.ensure(store, 40))).toEqual({
      connection: store,
      paused: 'unauthorized',
      reason: '401',
      since: 30,
      firstStartedAt: 10,
      refusedCredentials: 'f1',
    });
    expect(await pause({ by: 'by-operator', reason: 'holiday', now: 50 })).toBe(true);
    expect(await pause(unauthorized)).toBe(false);
    const resume = () => suite.ledger.write((tx) => tx.connections.resume(store));
    expect([await resume(), await resume()]).toEqual([true, false]);
  });

  test('locations are replaced as a whole', async () => {
    const store = unique('store');
    const [hall, yard] = [
      { id: '1', name: 'Hall', active: true },
      { id: '2', name: 'Yard', active: false },
    ];
    await suite.ledger.write((tx) => tx.connections.saveLocations(store, [yard, hall]));
    expect(await suite.ledger.read((tx) => tx.connections.locations(store))).toEqual([hall, yard]);
    await suite.ledger.write((tx) => tx.connections.saveLocations(store, [yard]));
    expect(await suite.ledger.read((tx) => tx.connections.locations(store))).toEqual([yard]);
  });

  test('a named lease has one holder, who may prolong it, and is free after its time or its release', async () => {
    const name = unique('relay');
    const acquire = (holder: string) => suite.ledger.write((tx) => tx.leases.acquire(name, holder, 200));
    expect([await acquire('a'), await acquire('b'), await acquire('a')]).toEqual([true, false, true]);
    await suite.passLeaseTime(220);
    expect([await acquire('b'), await acquire('a')]).toEqual([true, false]);
    await suite.ledger.write((tx) => tx.leases.release(name, 'a'));
    expect(await acquire('a')).toBe(false);
    await suite.ledger.write((tx) => tx.leases.release(name, 'b'));
    expect(await acquire('a')).toBe(true);
  });

  test('a link is unique both ways', async () => {
    const erp = unique('erp');
    const link = { kind: 'order', connection: erp, ours: 'store:1', theirs: '42', label: 'S42' };
    const save = (change: Partial<typeof link> = {}) =>
      suite.ledger.write((tx) => tx.links.save({ ...link, ...change }));
    await save();
    await save({ label: 'S00042' });
    await expect(save({ theirs: '43' })).rejects.toThrow('store:1 is linked to 42');
    await expect(save({ ours: 'store:2' })).rejects.toThrow('store:1 is linked to 42');
    const found = await suite.ledger.read(async (tx) => [
      await tx.links.theirs('order', erp, ['store:1', 'store:2']),
      await tx.links.ours('order', erp, ['42']),
    ]);
    expect(found.map((map) => [...map])).toEqual([
      [['store:1', { ...link, label: 'S00042' }]],
      [['42', { ...link, label: 'S00042' }]],
    ]);
  });

  test('many links at once are what they are one by one', async () => {
    const erp = unique('erp');
    const links = Array.from({ length: 150 }, (_, at) => ({
      kind: 'order',
      connection: erp,
      ours: `store:${at}`,
      theirs: String(at),
      label: null,
    }));
    const saveAll = (some: typeof links) => suite.ledger.write((tx) => tx.links.saveAll(some));
    await saveAll(links.slice(0, 100));
    await saveAll(links);
    const found = await suite.ledger.read((tx) =>
      tx.links.theirs(
        'order',
        erp,
        links.map(({ ours }) => ours),
      ),
    );
    expect([...found.values()].map(({ theirs }) => theirs)).toHaveLength(150);
    const other = { kind: 'order', connection: erp, label: null };
    await expect(saveAll([{ ...other, ours: 'store:7', theirs: '700' }])).rejects.toThrow('store:7');
    await expect(saveAll([{ ...other, ours: 'store:700', theirs: '7' }])).rejects.toThrow('store:7');
  });

  test('the catalog names the SKUs whose listing appeared, vanished or moved', async () => {
    const store = unique('store');
    const listing = (id: string, sku: string | null, changes: Partial<Listing> = {}): Listing => ({
      id,
      sku,
      inventoryItemId: `i${id}`,
      title: 't',
      tracked: true,
      active: true,
      ...changes,
    });
    const record = (...listings: Listing[]) =>
      suite.ledger.write((tx) => tx.catalog.record(store, listings, 1));
    expect(await record(listing('1', 'tea'), listing('2', 'Tea'), listing('3', null))).toEqual([
      'tea',
      'Tea',
    ]);
    expect(await record(listing('1', 'tea'), listing('2', 'Tea', { title: 'new' }))).toEqual([]);
    expect(await record(listing('1', 'milk'))).toEqual(['tea', 'milk']);
    expect(
      await record(listing('1', 'milk', { inventoryItemId: 'i9' }), listing('2', 'Tea', { active: false })),
    ).toEqual(['milk', 'Tea']);
    await record(listing('4', 'milk'));
    const found = await suite.ledger.read(async (tx) => ({
      bySku: (await tx.catalog.bySku(store, ['milk', 'tea'])).map((one) => one.id),
      byItem: (await tx.catalog.byInventoryItem(store, ['i9'])).map((one) => one.id),
      byId: await tx.catalog.byId(store, ['2']),
      page: (await tx.catalog.page(store, '2', 10)).map((one) => one.id),
      double: await tx.catalog.duplicateSkus(store, 10),
      count: await tx.catalog.count(store),
    }));
    expect(found).toEqual({
      bySku: ['1', '4'],
      byItem: ['1'],
      byId: [listing('2', 'Tea', { title: 't', active: false })],
      page: ['3', '4'],
      double: ['milk'],
      count: 4,
    });
  });

  test('a brake holds one set per connection, and only its own hash releases it', async () => {
    const store = unique('store');
    const hold = (hash: string, to: number) =>
      suite.ledger.write((tx) =>
        tx.brakes.hold({
          hash,
          connection: store,
          trippedAt: 1,
          changes: [{ subject: 's', sku: 'tea', from: 5, to }],
          cellCount: 9,
          reason: 'many',
        }),
      );
    const [first, second] = [unique('hash'), unique('hash')];
    await hold(first, 0);
    await hold(second, 1);
    expect(await suite.ledger.read((tx) => tx.brakes.get(first))).toMatchObject({ state: 'replaced' });
    const approve = (hash: string) => suite.ledger.write((tx) => tx.brakes.approve(hash, 'ann', 7));
    expect([await approve(first), await approve(second), await approve(second)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await suite.ledger.read((tx) => tx.brakes.held(store))).toBeNull();
    expect(await suite.ledger.read((tx) => tx.brakes.get(second))).toMatchObject({
      state: 'approved',
      decidedBy: 'ann',
      decidedAt: 7,
    });
    const targets = () => suite.ledger.read((tx) => tx.brakes.approvedTargets(store));
    expect([...(await targets())]).toEqual([['s', 1]]);
    await suite.ledger.write((tx) => tx.brakes.spend(store, ['s', 'other']));
    expect((await targets()).size).toBe(0);
  });

  test('drastic changes are counted once per cell within the window', async () => {
    const store = unique('store');
    await suite.ledger.write((tx) => tx.brakes.noteDrastic(store, ['a', 'b', 'a'], 100));
    await suite.ledger.write((tx) => tx.brakes.noteDrastic(store, ['b'], 200));
    expect(await suite.ledger.read((tx) => tx.brakes.countDrastic(store, 100))).toBe(2);
    expect(await suite.ledger.read((tx) => tx.brakes.countDrastic(store, 150))).toBe(1);
  });
}
