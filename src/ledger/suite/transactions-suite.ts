import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

export function testTransactions(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const mark = (connection: string, cause = 'test') => ({
    job: 'j',
    subject: 's',
    connection,
    priority: 1,
    cause,
  });

  test('an error undoes only its own write of a group', async () => {
    const names = Array.from({ length: 9 }, () => unique('store'));
    const results = await Promise.allSettled(
      names.map((name, at) =>
        suite.ledger.write(async (tx) => {
          await tx.connections.ensure(name, at);
          if (at % 3 === 1) throw new RangeError(`write ${at} fails`);
          if (at % 3 === 2)
            await tx.links.save({ kind: 'k', connection: 'c', ours: name, theirs: 'one', label: null });
        }),
      ),
    );
    // Of the three that claim one counterpart the first wins, and the others' own rows go with them.
    const isDone = results.map((result) => result.status === 'fulfilled');
    expect(isDone).toEqual([true, false, true, true, false, false, true, false, false]);
    const known = (await suite.ledger.read((tx) => tx.connections.all())).map((one) => one.connection);
    expect(names.map((name) => known.includes(name))).toEqual(isDone);
    expect(results[1]).toMatchObject({ reason: expect.any(RangeError) });
  });

  test('an error of the database names no values', async () => {
    const half = {
      job: 'secret-value',
      connection: 'c',
      subjects: null,
      limit: 0.5,
      leaseMs: 1,
      token: 't',
      now: 1,
    };
    const write = suite.ledger.write((tx) => tx.work.lease(half));
    const error = await write.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain('secret-value');
  });

  test('a read sees one snapshot and cannot write', async () => {
    const store = unique('store');
    await expect(suite.ledger.read((tx) => tx.connections.ensure(store, 1))).rejects.toThrow(/read-?only/);
    await suite.ledger.read(async (tx) => {
      expect(await tx.connections.locations(store)).toEqual([]);
      const written = suite.ledger.write((inner) =>
        inner.connections.saveLocations(store, [{ id: '1', name: 'n', active: true }]),
      );
      await written;
      expect(await tx.connections.locations(store)).toEqual([]);
    });
    expect(await suite.ledger.read((tx) => tx.connections.locations(store))).toHaveLength(1);
  });

  test('a write sees what it wrote, and its result is given back', async () => {
    const store = unique('store');
    const seen = await suite.ledger.write(async (tx) => {
      await tx.connections.ensure(store, 5);
      return (await tx.connections.all()).some((one) => one.connection === store);
    });
    expect(seen).toBe(true);
  });

  test('the sequence only grows, and its current value is the newest that was drawn', async () => {
    const before = await suite.ledger.read((tx) => tx.sequence.current());
    const drawn = await Promise.all(
      Array.from({ length: 20 }, () => suite.ledger.write((tx) => tx.sequence.next())),
    );
    expect(new Set(drawn).size).toBe(20);
    expect(Math.min(...drawn)).toBeGreaterThan(before);
    expect(await suite.ledger.read((tx) => tx.sequence.current())).toBe(Math.max(...drawn));
  });

  test('listeners are told of new work after its commit, and of nothing else', async () => {
    const store = unique('store');
    const told: Promise<unknown>[] = [];
    suite.ledger.onWork(() =>
      told.push(suite.ledger.read((tx) => tx.work.get({ job: 'j', subject: 's', connection: store }))),
    );
    await suite.ledger.write((tx) => tx.connections.ensure(store, 1));
    expect(told).toHaveLength(0);
    await suite.ledger.write((tx) => tx.work.mark([mark(store)]));
    expect(told.length).toBeGreaterThan(0);
    expect(await told[0]).toMatchObject({ wanted: 1 });
  });

  test('a run that leaves nothing to do wakes nobody; one that a fact overtook does', async () => {
    const store = unique('store');
    const lease = async () =>
      suite.ledger.write((tx) =>
        tx.work.lease({
          ...mark(store),
          subjects: null,
          limit: 1,
          leaseMs: 60_000,
          token: store,
          now: suite.now(),
        }),
      );
    const settle = async (leased: Awaited<ReturnType<typeof lease>>) =>
      suite.ledger.write((tx) =>
        tx.work.settle(
          leased.map((work) => ({ work, outcome: { kind: 'done' } })),
          suite.now(),
        ),
      );
    await suite.ledger.write((tx) => tx.work.mark([mark(store)]));
    const clean = await lease();
    let told = 0;
    suite.ledger.onWork(() => {
      told += 1;
    });
    await settle(clean);
    expect(told).toBe(0);
    await suite.ledger.write((tx) => tx.work.mark([mark(store)]));
    const overtaken = await lease();
    await suite.ledger.write((tx) => tx.work.mark([mark(store)]));
    const before = told;
    await settle(overtaken);
    expect(told).toBeGreaterThan(before);
  });

  test('another process that writes the same rows at the same time loses nothing', async () => {
    const store = unique('store');
    const other = suite.other ?? suite.ledger;
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        (at % 2 === 0 ? suite.ledger : other).write((tx) => tx.work.mark([mark(store)])),
      ),
    );
    expect(await suite.ledger.read((tx) => tx.work.get(mark(store)))).toMatchObject({ wanted: 60 });
  });

  test('a total that both read and wrote is never computed from an old reading', async () => {
    const store = unique('store');
    const other = suite.other ?? suite.ledger;
    const cell = { inventoryItemId: store, locationId: 'l' };
    await suite.ledger.write(async (tx) => {
      await tx.stock.ensureCells(store, [{ address: cell, sku: store, location: 'hall' }]);
      await tx.stock.updateCell(store, cell, { expected: 0 });
    });
    const addOne = (ledger: typeof other) =>
      ledger.write(async (tx) => {
        const [facts] = await tx.stock.facts(store, [cell]);
        await tx.stock.updateCell(store, cell, { expected: (facts?.cell.expected ?? 0) + 1 });
      });
    await Promise.all(Array.from({ length: 20 }, (_, at) => addOne(at % 2 === 0 ? suite.ledger : other)));
    const [facts] = await suite.ledger.read((tx) => tx.stock.facts(store, [cell]));
    expect(facts?.cell.expected).toBe(20);
  });

  test('a closed ledger refuses to write', async () => {
    const closing = await open();
    const last = closing.ledger.write((tx) => tx.connections.ensure('last', 1));
    await closing.close();
    await last;
    await expect(closing.ledger.write((tx) => tx.connections.ensure('x', 1))).rejects.toThrow(
      LedgerBusyError,
    );
  });
}
