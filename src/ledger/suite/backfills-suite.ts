import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackfillItem } from '#sdk/ledger/backfills.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** The past of a store that is told to a system, page by page. */
export function testBackfills(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const begin = (store: string, change: { readonly again?: boolean; readonly to?: number } = {}) => {
    const { again = false, to = 900 } = change;
    return suite.ledger.write((tx) =>
      tx.backfills.begin(
        { connection: `mail of ${store}`, store, resource: 'orders', from: 100, to },
        { requestedBy: 'ada', now: 5, again },
      ),
    );
  };
  const itemOf = (reference: string, email: string | null = null): BackfillItem => ({
    reference,
    person: email === null ? null : { reference: `${reference}-customer`, email, phone: null },
    events: email === null ? null : [],
  });
  const get = (id: string) => suite.ledger.read((tx) => tx.backfills.get(id));
  const waiting = (id: string) =>
    suite.ledger.read(async (tx) =>
      (await tx.backfills.waiting(id, null, 50)).map(({ reference }) => reference),
    );

  test('the same dates are one backfill, other dates another, and one that is done begins anew only when told to', async () => {
    const store = unique('store');
    const first = await begin(store);
    expect(first).toMatchObject({ state: 'reading', from: 100, to: 900, found: 0, requestedBy: 'ada' });
    expect((await begin(store)).id).toBe(first.id);
    expect((await begin(store, { to: 800 })).id).not.toBe(first.id);
    await suite.ledger.write((tx) =>
      tx.backfills.note(first.id, { state: 'done', cursor: 'c', finishedAt: 9 }),
    );
    expect(await begin(store)).toMatchObject({ id: first.id, state: 'done' });
    expect(await begin(store, { again: true })).toMatchObject({
      id: first.id,
      state: 'reading',
      cursor: null,
    });
  });

  test('those that are not done are found by the store and by the system that is told', async () => {
    const store = unique('store');
    const { id, connection } = await begin(store);
    const openOf = async (of: { readonly store: string } | { readonly connection: string }) =>
      (await suite.ledger.read((tx) => tx.backfills.open(of))).map((one) => one.id);
    expect(await openOf({ store })).toEqual([id]);
    expect(await openOf({ connection })).toEqual([id]);
    await suite.ledger.write((tx) => tx.backfills.note(id, { state: 'done' }));
    expect(await openOf({ store })).toEqual([]);
  });

  test('an item is taken once, counts once, and is not begun again when it is through', async () => {
    const { id } = await begin(unique('store'));
    const add = (...names: string[]) =>
      suite.ledger.write((tx) =>
        tx.backfills.add(
          id,
          names.map((name) => itemOf(name, 'ada@example.test')),
        ),
      );
    expect(await add('s:2', 's:1')).toBe(2);
    expect(await add('s:2', 's:3')).toBe(1);
    await suite.ledger.write(async (tx) => {
      await tx.backfills.settle(id, ['s:1'], 'done');
      await tx.backfills.settle(id, ['s:2'], 'refused');
      await tx.backfills.settle(id, ['s:1', 's:2'], 'done');
      await tx.backfills.countEvents(id, 4);
    });
    expect(await add('s:1')).toBe(0);
    expect(await waiting(id)).toEqual(['s:3']);
    expect(await get(id)).toMatchObject({ found: 3, settled: 1, refused: 1, events: 4 });
  });

  test('what waits comes by reference, opened, and what another job tells of has no words any more', async () => {
    const { id } = await begin(unique('store'));
    const items = [itemOf('s:1', 'ada@example.test'), itemOf('s:2'), itemOf('s:3', 'eve@example.test')];
    await suite.ledger.write((tx) => tx.backfills.add(id, items));
    expect(await suite.ledger.read((tx) => tx.backfills.waiting(id, null, 2))).toEqual(items.slice(0, 2));
    expect(await suite.ledger.read((tx) => tx.backfills.waiting(id, 's:2', 2))).toEqual(items.slice(2));
    await suite.ledger.write((tx) => tx.backfills.handOver(id, ['s:1']));
    expect((await suite.ledger.read((tx) => tx.backfills.waiting(id, null, 1)))[0]).toEqual(itemOf('s:1'));
    expect(await suite.ledger.read((tx) => tx.backfills.countWaiting(id))).toBe(3);
  });

  test('those with events of their own come alone, and what is not there yet is named', async () => {
    const { id } = await begin(unique('store'));
    const items = [itemOf('s:1'), itemOf('s:2', 'ada@example.test'), itemOf('s:3', 'eve@example.test')];
    await suite.ledger.write((tx) => tx.backfills.add(id, items));
    expect(await suite.ledger.read((tx) => tx.backfills.toTell(id, null, 5))).toEqual(items.slice(1));
    expect(await suite.ledger.read((tx) => tx.backfills.toTell(id, 's:2', 5))).toEqual(items.slice(2));
    await suite.ledger.write((tx) => tx.backfills.settle(id, ['s:1'], 'done'));
    const missing = await suite.ledger.read((tx) => tx.backfills.missing(id, ['s:9', 's:1', 's:3', 's:8']));
    expect(missing).toEqual(['s:9', 's:8']);
  });

  test('what another job tells of is through when that is, refused when it was parked, and waits until then', async () => {
    const store = unique('store');
    const { id, connection } = await begin(store);
    const by = { job: 'tell', connection };
    const names = ['under-way', 'parked', 'done', 'unheard-of'].map((name) => `${store}:${name}`);
    const settle = () => suite.ledger.write((tx) => tx.backfills.settleTold(id, by, 2));
    await suite.ledger.write(async (tx) => {
      await tx.backfills.add(id, [...names.map((name) => itemOf(name)), itemOf('own', 'ada@example.test')]);
      await tx.work.mark(
        names.slice(0, 3).map((subject) => ({ ...by, subject, priority: 8, cause: 'test' })),
      );
    });
    await suite.ledger.write(async (tx) => {
      const subjects = names.slice(1, 3);
      const request = { ...by, subjects, limit: 5, leaseMs: 60_000, token: 'me', now: suite.now() };
      const leased = await tx.work.lease(request);
      const settlements = leased.map((work) => ({
        work,
        outcome: work.subject.endsWith('parked')
          ? ({ kind: 'park', reason: 'no' } as const)
          : ({ kind: 'done' } as const),
      }));
      await tx.work.settle(settlements, suite.now());
    });
    expect([await settle(), await settle(), await settle()]).toEqual([
      { settled: 2, isLeft: true },
      { settled: 1, isLeft: true },
      { settled: 0, isLeft: true },
    ]);
    expect(await get(id)).toMatchObject({ found: 5, settled: 2, refused: 1 });
    expect(await waiting(id)).toEqual(['own', `${store}:under-way`].toSorted());
  });

  test('of who is erased nothing waits any more, in whatever way they are named (I20)', async () => {
    const store = unique('store');
    const { id } = await begin(store);
    const email = `${store}@Example.test`;
    await suite.ledger.write((tx) =>
      tx.backfills.add(id, [
        itemOf('s:1', email),
        { ...itemOf('s:2', null), person: { reference: `${store}:7`, email: null, phone: null }, events: [] },
        itemOf('s:3', 'other@example.test'),
      ]),
    );
    const person = {
      email: email.toLowerCase(),
      phone: null,
      customer: { connection: store, id: '7' },
      orders: [],
    };
    await suite.ledger.write((tx) => tx.erasures.begin(person, 'operator', 50));
    expect(await waiting(id)).toEqual(['s:3']);
  });

  test('what one that is done was made of is deleted in portions, and its counts stay', async () => {
    const { id } = await begin(unique('store'));
    await suite.ledger.write((tx) => tx.backfills.add(id, [itemOf('s:1'), itemOf('s:2'), itemOf('s:3')]));
    await suite.ledger.write((tx) => tx.backfills.settle(id, ['s:1', 's:2', 's:3'], 'done'));
    const clear = () => suite.ledger.write((tx) => tx.backfills.clear(id, 2));
    expect([await clear(), await clear(), await clear()]).toEqual([2, 1, 0]);
    expect(await get(id)).toMatchObject({ found: 3, settled: 3 });
  });
}
