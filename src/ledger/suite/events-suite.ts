import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewEvent } from '#sdk/ledger/events.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

export function testEvents(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const event = (connection: string, deliveryId: string, changes: Partial<NewEvent> = {}): NewEvent => ({
    connection,
    deliveryId,
    topic: 'orders/updated',
    triggeredAt: null,
    receivedAt: 1_000,
    body: `{"id":"${deliveryId}"}`,
    ...changes,
  });

  test('a delivery is stored once per connection, however often it comes', async () => {
    const [one, two] = [unique('store'), unique('store')];
    const receive = (given: NewEvent) => suite.ledger.write((tx) => tx.events.receive(given));
    expect(await receive(event(one, 'd1'))).toBe(true);
    expect(await receive(event(one, 'd1', { body: 'another body' }))).toBe(false);
    expect(await receive(event(two, 'd1'))).toBe(true);
    const waiting = await suite.ledger.read((tx) => tx.events.waiting(one, 10));
    expect(waiting.map(({ deliveryId, body, state }) => ({ deliveryId, body, state }))).toEqual([
      { deliveryId: 'd1', body: '{"id":"d1"}', state: 'received' },
    ]);
  });

  test('N concurrent receipts take fewer than N commits, and each is there when it is answered', async () => {
    const store = unique('store');
    const before = suite.ledger.commitCount;
    const total = 200;
    await Promise.all(
      Array.from({ length: total }, async (_, at) => {
        await suite.ledger.write((tx) => tx.events.receive(event(store, `c${at}`)));
        // A read sees commits only: what was answered must be in it.
        const found = await suite.ledger.read((tx) => tx.events.waiting(store, total));
        expect(found.map(({ deliveryId }) => deliveryId)).toContain(`c${at}`);
      }),
    );
    const commits = suite.ledger.commitCount - before;
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(total / 2);
  });

  test('waiting events come oldest first, and settled ones no more', async () => {
    const store = unique('store');
    await suite.ledger.write(async (tx) => {
      for (const id of ['a', 'b', 'c']) await tx.events.receive(event(store, id));
    });
    const waiting = await suite.ledger.read((tx) => tx.events.waiting(store, 2));
    expect(waiting.map((found) => found.deliveryId)).toEqual(['a', 'b']);
    await suite.ledger.write(async (tx) => {
      await tx.events.settle([waiting[0]?.id ?? ''], 'applied');
      await tx.events.settle([waiting[1]?.id ?? ''], 'parked', 'names nothing');
    });
    const after = await suite.ledger.read(async (tx) => ({
      waiting: await tx.events.waiting(store, 10),
      parked: await tx.events.parked(100),
      counts: (await tx.events.counts()).filter((row) => row.connection === store),
    }));
    expect(after.waiting.map((found) => found.deliveryId)).toEqual(['c']);
    expect(after.parked.find((found) => found.connection === store)).toMatchObject({
      deliveryId: 'b',
      reason: 'names nothing',
    });
    expect(after.counts.toSorted((left, right) => left.state.localeCompare(right.state))).toEqual([
      { connection: store, state: 'applied', count: 1 },
      { connection: store, state: 'parked', count: 1 },
      { connection: store, state: 'received', count: 1 },
    ]);
  });

  test('an unusable body is stored parked, and a replay makes any event wait again', async () => {
    const store = unique('store');
    await suite.ledger.write((tx) =>
      tx.events.receive(event(store, 'bad', { body: '{', unusable: 'is no JSON' })),
    );
    const parked = (await suite.ledger.read((tx) => tx.events.parked(100))).find(
      (found) => found.connection === store,
    );
    expect(parked).toMatchObject({ state: 'parked', reason: 'is no JSON', body: '{' });
    expect(await suite.ledger.write((tx) => tx.events.replay(parked?.id ?? ''))).toBe(true);
    expect(await suite.ledger.write((tx) => tx.events.replay('nothing'))).toBe(false);
    expect(await suite.ledger.read((tx) => tx.events.get(parked?.id ?? ''))).toMatchObject({
      state: 'received',
      reason: null,
    });
  });

  test('events that mention a text are found newest first, in their own connection only', async () => {
    const [store, elsewhere] = [unique('store'), unique('store')];
    await suite.ledger.write(async (tx) => {
      for (let at = 0; at < 5; at += 1)
        await tx.events.receive(event(store, `m${at}`, { body: `order ${at % 2}` }));
      await tx.events.receive(event(elsewhere, 'm', { body: 'order 1' }));
    });
    const found = await suite.ledger.read((tx) => tx.events.mentioning(store, 'order 1', 10));
    expect(found.map((one) => one.deliveryId)).toEqual(['m3', 'm1']);
  });

  test('a search opens everything that is kept, of all connections, newest first, and stops at its limit', async () => {
    const [store, elsewhere] = [unique('store'), unique('store')];
    const word = unique('word');
    await suite.ledger.write(async (tx) => {
      // More than one page of it.
      for (let at = 0; at < 250; at += 1)
        await tx.events.receive(event(store, `s${at}`, { body: at === 0 ? word : 'nothing' }));
      await tx.events.receive(event(elsewhere, 's', { body: word }));
      await tx.events.settle(
        (await tx.events.waiting(elsewhere, 1)).map(({ id }) => id),
        'applied',
      );
    });
    const search = (limit: number) =>
      suite.ledger.read((tx) => tx.events.search(({ body }) => body === word, limit));
    expect((await search(10)).map((one) => [one.connection, one.deliveryId])).toEqual([
      [elsewhere, 's'],
      [store, 's0'],
    ]);
    expect(await search(1)).toHaveLength(1);
  });

  test('retention deletes what is settled and old, and never what still waits', async () => {
    const store = unique('store');
    await suite.ledger.write(async (tx) => {
      for (const id of ['p1', 'p2', 'p3']) await tx.events.receive(event(store, id, { receivedAt: 10 }));
      const [first, second] = await tx.events.waiting(store, 2);
      await tx.events.settle([first?.id ?? '', second?.id ?? ''], 'applied');
    });
    expect(await suite.ledger.write((tx) => tx.events.prune(11, 1))).toBe(1);
    expect(await suite.ledger.write((tx) => tx.events.prune(11, 10))).toBe(1);
    expect(await suite.ledger.write((tx) => tx.events.prune(11, 10))).toBe(0);
    const left = await suite.ledger.read((tx) => tx.events.waiting(store, 10));
    expect(left.map((found) => found.deliveryId)).toEqual(['p3']);
  });
}
