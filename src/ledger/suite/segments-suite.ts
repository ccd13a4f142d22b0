import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ToldState } from '#sdk/ledger/segments.ts';
import { sampleCustomer } from './sample-customer.ts';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Who is in which segment, and what tools were told of it and of stock. */
export function testSegments(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const save = (
    connection: string,
    id: string,
    segments: readonly string[],
    changesAt: number | null = null,
    now = 1,
  ) => suite.ledger.write((tx) => tx.segments.save({ connection, id }, { segments, changesAt }, now));
  const differences = (
    connection: string,
    segment: string,
    stores: readonly string[],
    after: string | null = null,
  ) =>
    suite.ledger.read((tx) =>
      tx.segments.differences({ connection, segment, place: segment, stores }, after, 10),
    );
  const tell = (connection: string, place: string, references: readonly string[], state: ToldState) =>
    suite.ledger.write((tx) => tx.segments.noteTold({ connection, place }, references, state, 5));

  test('what a customer came into or left is told once', async () => {
    const store = unique('store');
    const [vip, lost] = [unique('vip'), unique('lost')];
    expect(await save(store, '1', [vip])).toEqual([vip]);
    expect(await save(store, '1', [vip])).toEqual([]);
    expect((await save(store, '1', [lost])).toSorted()).toEqual([vip, lost].toSorted());
    const sizes = await suite.ledger.read((tx) => tx.segments.sizes());
    expect(sizes.filter(({ connection }) => connection === store)).toEqual([
      { segment: lost, connection: store, count: 1 },
    ]);
  });

  test('those who came last are shown first', async () => {
    const [store, vip] = [unique('store'), unique('vip')];
    await save(store, '1', [vip], null, 1);
    await save(store, '2', [vip], null, 9);
    await save(store, '3', [vip], null, 5);
    await save(store, '1', [vip], null, 10);
    const newest = await suite.ledger.read((tx) => tx.segments.newest(vip, 2));
    expect(newest).toEqual([`${store}:2`, `${store}:3`]);
  });

  test('whom the time that passed may have moved is due, the longest overdue first', async () => {
    const store = unique('store');
    await save(store, 'never', []);
    await save(store, 'later', [], 300);
    await save(store, 'second', [], 200);
    await save(store, 'first', [], 100);
    const due = (now: number, limit: number) => suite.ledger.read((tx) => tx.segments.due(store, now, limit));
    expect(await due(99, 9)).toEqual([]);
    expect(await due(200, 9)).toEqual(['first', 'second']);
    expect(await due(200, 1)).toEqual(['first']);
    await save(store, 'first', [], null);
    expect(await due(200, 9)).toEqual(['second']);
  });

  test('a difference is whom a tool does not show as the ledger has them', async () => {
    const [store, other, mail, vip] = [unique('store'), unique('store'), unique('mail'), unique('vip')];
    for (const id of ['1', '2', '3']) await save(store, id, [vip]);
    await save(other, '1', [vip]);
    const of = (id: string) => `${store}:${id}`;
    expect(await suite.ledger.read((tx) => tx.segments.wasTold(mail))).toBe(false);
    await tell(mail, vip, [of('1'), of('8')], 'there');
    await tell(mail, vip, [of('2'), of('9')], 'unknown');
    await tell(mail, vip, [of('7')], 'absent');
    expect(await suite.ledger.read((tx) => tx.segments.wasTold(mail))).toBe(true);
    const all = [
      { reference: of('2'), isMember: true, told: 'unknown' },
      { reference: of('3'), isMember: true, told: null },
      { reference: of('8'), isMember: false, told: 'there' },
      { reference: of('9'), isMember: false, told: 'unknown' },
    ];
    expect(await differences(mail, vip, [store])).toEqual(all);
    expect(await differences(mail, vip, [store], of('3'))).toEqual(all.slice(2));
    // Of a store that feeds the tool no longer nobody is a member there.
    expect(await differences(mail, vip, [])).toContainEqual({
      reference: of('1'),
      isMember: false,
      told: 'there',
    });
    expect(await suite.ledger.read((tx) => tx.segments.toldOf(mail, of('2')))).toEqual(
      new Map([[vip, 'unknown']]),
    );
  });

  test('an erased person is in no segment, and no tool is remembered to show them', async () => {
    const [store, mail, vip] = [unique('store'), unique('mail'), unique('vip')];
    const customer = sampleCustomer('1', { email: `${store}@example.test` });
    await suite.ledger.write((tx) => tx.customers.record(store, customer, 1, { basis: 1, sentAt: 1 }));
    await save(store, '1', [vip], 50);
    await tell(mail, vip, [`${store}:1`], 'there');
    const person = { email: null, phone: null, customer: { connection: store, id: '1' }, orders: [] };
    await suite.ledger.write((tx) => tx.erasures.begin(person, 'operator', 9));
    expect(await differences(mail, vip, [store])).toEqual([]);
    expect(await suite.ledger.read((tx) => tx.segments.due(store, 99, 9))).toEqual([]);
    expect(await suite.ledger.read((tx) => tx.segments.newest(vip, 9))).toEqual([]);
  });

  test('the orders of a customer are found, and those of nobody else', async () => {
    const store = unique('store');
    const place = (id: string, customerId: string) => {
      const order = sampleOrder(id);
      const personal = { ...order.personal, customerId };
      return suite.ledger.write((tx) =>
        tx.orders.record(store, { ...order, personal }, [samplePosition(`${id}-0`, 'tea')], 1, someRead),
      );
    };
    for (const id of ['a', 'b', 'c']) await place(id, '1');
    await place('d', '2');
    const of = (after: string | null, limit: number) =>
      suite.ledger.read(async (tx) =>
        (await tx.orders.ofCustomer({ connection: store, id: '1' }, after, limit)).map(({ order }) => order),
      );
    expect((await of(null, 2)).map(({ id }) => id)).toEqual(['a', 'b']);
    const [last] = await of('b', 2);
    expect(last).toMatchObject({ id: 'c', personal: { customerId: null, email: null } });
  });

  test('customers are counted over stores', async () => {
    const [one, two] = [unique('store'), unique('store')];
    for (const [store, id] of [
      [one, '1'],
      [one, '2'],
      [two, '1'],
    ] as const)
      await suite.ledger.write((tx) =>
        tx.customers.record(store, sampleCustomer(id, { email: null, phone: null }), 1, {
          basis: 1,
          sentAt: 1,
        }),
      );
    const count = (stores: readonly string[]) => suite.ledger.read((tx) => tx.customers.count(stores));
    expect([await count([one]), await count([one, two]), await count([])]).toEqual([2, 3, 0]);
  });

  test('all that a tool was told of at one place comes in order of reference, page by page', async () => {
    const [mail, place] = [unique('mail'), unique('place')];
    await tell(mail, place, ['s:b', 's:c'], 'there');
    await tell(mail, place, ['s:a'], 'absent');
    await tell(mail, unique('place'), ['s:d'], 'there');
    await tell(unique('mail'), place, ['s:e'], 'there');
    const told = (after: string | null, limit: number) =>
      suite.ledger.read((tx) => tx.segments.told({ connection: mail, place }, after, limit));
    expect(await told(null, 2)).toEqual([
      { reference: 's:a', state: 'absent', changedAt: 5 },
      { reference: 's:b', state: 'there', changedAt: 5 },
    ]);
    expect(await told('s:b', 2)).toEqual([{ reference: 's:c', state: 'there', changedAt: 5 }]);
  });

  test('a tool is remembered to know a number, or to be told another', async () => {
    const mail = unique('mail');
    const state = { told: 4, batch: { id: 'b1', position: 2, sent: 0 } };
    await suite.ledger.write((tx) => tx.stockSignals.save(mail, 'tea', state, 1));
    const get = () => suite.ledger.read((tx) => tx.stockSignals.get(mail, ['tea', 'cup']));
    expect(await get()).toEqual(new Map([['tea', state]]));
    await suite.ledger.write((tx) => tx.stockSignals.save(mail, 'tea', { told: 0, batch: null }, 2));
    expect(await get()).toEqual(new Map([['tea', { told: 0, batch: null }]]));
  });
}
