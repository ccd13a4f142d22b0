import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellSubject } from '#domain/stock.ts';
import type { StockRepository } from '#sdk/ledger/stock.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** The running total of what a cell should show, and what is kept about it (S4-S6, W3). */
export function testCells(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const setUp = async () => {
    const [store, sku] = [unique('store'), unique('sku')];
    const address = { inventoryItemId: `item-${sku}`, locationId: 'L1' };
    const ensure = (location: string) =>
      suite.ledger.write((tx) => tx.stock.ensureCells(store, [{ address, sku, location }]));
    const cell = async () => (await suite.ledger.read((tx) => tx.stock.facts(store, [address])))[0]?.cell;
    return { store, sku, address, ensure, cell };
  };

  test('a cell is news when it is new or moved, and keeps what is known of it', async () => {
    const { store, address, ensure, cell } = await setUp();
    const subject = `${address.inventoryItemId}@L1`;
    expect(await ensure('hall')).toEqual([subject]);
    expect(await ensure('hall')).toEqual([]);
    await suite.ledger.write((tx) => tx.stock.updateCell(store, address, { expected: 7 }));
    expect(await ensure('yard')).toEqual([subject]);
    expect(await cell()).toMatchObject({ location: 'yard', expected: 7, planNumber: 0, reading: null });
  });

  test('an order that is older than the anchor lowers nothing, and what was put back counts always', async () => {
    const { store, address, ensure, cell } = await setUp();
    await ensure('hall');
    const shift = (delta: number, orderCreatedAt: number, sequence: number) =>
      suite.ledger.write((tx) =>
        tx.stock.shiftExpected(store, [{ cell: address, delta, orderCreatedAt }], sequence),
      );
    await shift(-1, 50, 1);
    expect(await cell()).toMatchObject({ expected: null, factSequence: 1 });
    await suite.ledger.write((tx) => tx.stock.updateCell(store, address, { expected: 10, anchorAt: 100 }));
    await shift(-2, 99, 2);
    expect(await cell()).toMatchObject({ expected: 10, factSequence: 2 });
    await shift(-2, 100, 3);
    expect(await cell()).toMatchObject({ expected: 8, factSequence: 3 });
    await shift(1, 99, 4);
    expect(await cell()).toMatchObject({ expected: 9, factSequence: 4 });
  });

  test('plan numbers and fact sequences never go back, and only what is given is written', async () => {
    const { store, address, ensure, cell } = await setUp();
    await ensure('hall');
    const reading = {
      available: 4,
      committed: null,
      sentAt: 1,
      answeredAt: 2,
      channelAt: null,
      factSequence: 3,
    };
    const update = (change: Parameters<StockRepository['updateCell']>[2]) =>
      suite.ledger.write((tx) => tx.stock.updateCell(store, address, change));
    await update({ planNumber: 5, factSequence: 9, reading, lastWriteAt: 77 });
    await update({ planNumber: 4, factSequence: 8, expected: 2 });
    await update({});
    const writtenSince = (at: number) =>
      suite.ledger.read((tx) => tx.stock.writtenSince(store, [cellSubject(address), 'another'], at));
    expect(await writtenSince(77)).toEqual([cellSubject(address)]);
    expect(await writtenSince(78)).toEqual([]);
    expect(await cell()).toMatchObject({
      planNumber: 5,
      factSequence: 9,
      reading,
      lastWriteAt: 77,
      expected: 2,
    });
  });

  test('cells are found by place, by SKU and page by page', async () => {
    const { store, sku } = await setUp();
    const cells = ['b', 'a', 'c'].map((item) => ({
      address: { inventoryItemId: `${sku}-${item}`, locationId: 'L1' },
      sku,
      location: item === 'c' ? 'yard' : 'hall',
    }));
    await suite.ledger.write((tx) => tx.stock.ensureCells(store, cells));
    const found = await suite.ledger.read(async (tx) => ({
      here: await tx.stock.cellsOf([{ sku, location: 'hall' }]),
      all: await tx.stock.cellsBySku(sku),
      first: await tx.stock.pageCells(store, null, 2),
      rest: await tx.stock.pageCells(store, `${sku}-b@L1`, 2),
      count: await tx.stock.countCells(store),
    }));
    const items = (list: readonly { readonly inventoryItemId: string }[]) =>
      list.map((one) => one.inventoryItemId.slice(-1)).toSorted();
    expect([items(found.here), items(found.all), items(found.first), items(found.rest), found.count]).toEqual(
      [['a', 'b'], ['a', 'b', 'c'], ['a', 'b'], ['c'], 3],
    );
  });

  test('the diary of an item is appended to, read newest first, and pruned', async () => {
    const sku = unique('sku');
    const entry = (at: number) => ({
      at,
      sequence: at,
      sku,
      location: 'hall',
      connection: 'erp',
      kind: 'reading',
      delta: null,
      quantity: at,
      cause: 'test',
    });
    await suite.ledger.write((tx) => tx.stock.append([entry(1), entry(2), entry(3)]));
    expect(await suite.ledger.write((tx) => tx.stock.prune(2, 10))).toBe(1);
    expect(await suite.ledger.read((tx) => tx.stock.entries(sku, 10))).toEqual([entry(3), entry(2)]);
  });
}
