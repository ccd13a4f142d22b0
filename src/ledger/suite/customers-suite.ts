import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonToErase } from '#sdk/ledger/customers.ts';
import { sampleCustomer } from './sample-customer.ts';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Customers, what they agreed to, and who was erased. */
export function testCustomers(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const read = { basis: 1, sentAt: 1 };
  const record = (store: string, customer = sampleCustomer('1'), as = read) =>
    suite.ledger.write((tx) => tx.customers.record(store, customer, 10, as));
  const get = (store: string, id: string) => suite.ledger.read((tx) => tx.customers.get(store, id));
  const erase = (person: Partial<PersonToErase>, now = 50) =>
    suite.ledger.write((tx) =>
      tx.erasures.begin({ email: null, phone: null, customer: null, orders: [], ...person }, 'operator', now),
    );

  test('the newest version stands, and an older one changes nothing', async () => {
    const store = unique('store');
    const customer = sampleCustomer('1');
    expect(await record(store, customer)).toBe('new');
    expect(await record(store, { ...customer, updatedAt: 1_001 })).toBe('same');
    expect(await record(store, { ...customer, updatedAt: 1_000, firstName: 'Old' })).toBe('older');
    expect(await record(store, { ...customer, updatedAt: 1_002, firstName: 'New' })).toBe('changed');
    expect((await get(store, '1'))?.customer.firstName).toBe('New');
  });

  test('of two readings of one version the one whose request left later is believed', async () => {
    const store = unique('store');
    await record(store, sampleCustomer('1', { firstName: 'Late' }), { basis: 5, sentAt: 5 });
    expect(await record(store, sampleCustomer('1', { firstName: 'Early' }), { basis: 4, sentAt: 9 })).toBe(
      'older',
    );
    expect((await get(store, '1'))?.customer.firstName).toBe('Late');
  });

  test('a customer is found by an address in any spelling, at every store', async () => {
    const [one, two] = [unique('store'), unique('store')];
    const email = `${one}@Example.test`;
    await record(one, sampleCustomer('1', { email, phone: '+491511' }));
    await record(two, sampleCustomer('2', { email: email.toUpperCase() }));
    const found = await suite.ledger.read((tx) => tx.customers.byContact('email', ` ${email.toLowerCase()}`));
    expect(found).toEqual([
      { connection: one, id: '1' },
      { connection: two, id: '2' },
    ]);
    expect(await suite.ledger.read((tx) => tx.customers.byContact('sms', '+49 1511'))).toContainEqual({
      connection: one,
      id: '1',
    });
    expect(await suite.ledger.read((tx) => tx.customers.page(one, null, 9))).toEqual(['1']);
    expect(await suite.ledger.read((tx) => tx.customers.page(one, '1', 9))).toEqual([]);
  });

  test('what a system says of a contact is kept with its time, and an earlier statement does not come after it', async () => {
    const email = `${unique('contact')}@example.test`;
    const say = (state: 'subscribed' | 'unsubscribed', at: number | null, now: number) =>
      suite.ledger.write((tx) =>
        tx.consents.record('mail', 'email', email, { state, at, source: null }, now),
      );
    expect(await say('subscribed', 100, 1)).toBe(true);
    expect(await say('unsubscribed', 200, 2)).toBe(true);
    expect(await say('unsubscribed', 200, 3)).toBe(false);
    expect(await say('subscribed', 150, 4)).toBe(false);
    const stored = await suite.ledger.read((tx) => tx.consents.of('email', email.toUpperCase()));
    expect(stored).toEqual([
      { connection: 'mail', channel: 'email', state: 'unsubscribed', at: 200, source: null, since: 2 },
    ]);
  });

  test('a profile knows what was last written of it', async () => {
    const mail = unique('mail');
    const state = { written: 'hash', batch: { id: 'b1', position: 3 } };
    await suite.ledger.write((tx) => tx.profiles.save(mail, new Map([['store:1', state]]), 1));
    expect(await suite.ledger.read((tx) => tx.profiles.get(mail, ['store:1', 'store:2']))).toEqual(
      new Map([['store:1', state]]),
    );
    const done = { written: 'other', batch: null };
    await suite.ledger.write((tx) => tx.profiles.save(mail, new Map([['store:1', done]]), 2));
    expect((await suite.ledger.read((tx) => tx.profiles.get(mail, ['store:1']))).get('store:1')).toEqual(
      done,
    );
  });

  test('several customers are found at once, and those that are not there are left out', async () => {
    const store = unique('store');
    for (const id of ['1', '2', '3']) await record(store, sampleCustomer(id, { firstName: `Ada ${id}` }));
    const found = await suite.ledger.read((tx) => tx.customers.getAll(store, ['3', '9', '1']));
    expect(new Map([...found].map(([id, { customer }]) => [id, customer.firstName]))).toEqual(
      new Map([
        ['1', 'Ada 1'],
        ['3', 'Ada 3'],
      ]),
    );
    expect(await suite.ledger.read((tx) => tx.customers.known(store, ['2', '9']))).toEqual(new Set(['2']));
  });

  test('among many people those who were erased are found by any of their keys', async () => {
    const store = unique('store');
    const people = ['ada', 'eve', 'ida'].map((name) => ({
      reference: `${store}:${name}`,
      email: `${name}.${store}@example.test`,
      phone: null,
    }));
    const among = () => suite.ledger.read((tx) => tx.erasures.erasedAmong(people));
    expect(await among()).toEqual(new Set());
    await erase({ email: people[1]?.email.toUpperCase() ?? '' });
    await erase({ customer: { connection: store, id: 'ida' } });
    expect(await among()).toEqual(new Set(people.slice(1)));
  });

  test('who is erased is gone from everywhere, and what the order was worth stays', async () => {
    const store = unique('store');
    const email = `${store}@example.test`;
    await record(store, sampleCustomer('7', { email }));
    const order = sampleOrder('1');
    const personal = { ...order.personal, customerId: '7', email };
    const recordOrder = (change: object) =>
      suite.ledger.write((tx) =>
        tx.orders.record(
          store,
          { ...order, personal, ...change },
          [samplePosition('1-0', 'tea')],
          1,
          someRead,
        ),
      );
    await recordOrder({});
    await suite.ledger.write((tx) =>
      tx.consents.record('mail', 'email', email, { state: 'subscribed', at: 1, source: null }, 1),
    );
    const erasure = await erase({ email: email.toUpperCase() }, 5_000);
    expect(erasure).toMatchObject({ customers: 1, orders: 1, finishedAt: null, requestedBy: 'operator' });
    expect(erasure.people).toContainEqual({ reference: `${store}:7`, email, phone: null });
    expect(await get(store, '7')).toBeNull();
    expect(await suite.ledger.read((tx) => tx.consents.of('email', email))).toEqual([]);
    const stored = await suite.ledger.read((tx) => tx.orders.get(store, '1', { personal: true }));
    expect(stored?.order.totals).toEqual(order.totals);
    expect(Object.values(stored?.order.personal ?? {}).filter((value) => value !== null)).toEqual([]);

    // None of what comes late brings them back.
    expect(await record(store, sampleCustomer('7', { email: null, updatedAt: 9_000 }))).toBe('erased');
    expect(await record(store, sampleCustomer('8', { email, updatedAt: 9_000 }))).toBe('erased');
    await recordOrder({ updatedAt: 9_000, tags: ['late'] });
    const late = await suite.ledger.read((tx) => tx.orders.get(store, '1', { personal: true }));
    expect(late?.order.tags).toEqual(['late']);
    expect(late?.order.personal.email).toBeNull();
    expect(
      await suite.ledger.write((tx) =>
        tx.consents.record('mail', 'email', email, { state: 'subscribed', at: 9, source: null }, 9),
      ),
    ).toBe(false);
  });

  test('who orders again after they were erased is a customer again', async () => {
    const store = unique('store');
    const email = `${store}@example.test`;
    await erase({ email }, 5_000);
    const order = sampleOrder('2');
    const again = { ...order, createdAt: 6_000, personal: { ...order.personal, customerId: null, email } };
    await suite.ledger.write((tx) =>
      tx.orders.record(store, again, [samplePosition('2-0', 'tea')], 1, someRead),
    );
    const stored = await suite.ledger.read((tx) => tx.orders.get(store, '2', { personal: true }));
    expect(stored?.order.personal.email).toBe(email);
  });

  test('an erasure keeps the clear keys only as long as somebody has to be told', async () => {
    const store = unique('store');
    const orders = [{ connection: store, id: '9' }];
    const { id } = await erase({ customer: { connection: store, id: '9' }, orders });
    const waiting = await suite.ledger.read((tx) => tx.erasures.open(1_000));
    expect(waiting.map((erasure) => erasure.id)).toContain(id);
    await suite.ledger.write((tx) => tx.erasures.finish(id, 60));
    const done = await suite.ledger.read((tx) => tx.erasures.get(id));
    expect(done).toMatchObject({ finishedAt: 60, people: [] });
    const person = { reference: `${store}:9`, email: null, phone: null };
    expect(await suite.ledger.read((tx) => tx.erasures.erasedAt(person))).toBe(50);
  });

  test('the bodies of what was sent about an erased person are gone, and what is still open stays', async () => {
    const store = unique('store');
    await record(store, sampleCustomer('1', { email: `${store}@example.test` }));
    const intend = (key: string) =>
      suite.ledger.write((tx) =>
        tx.effects.intend(
          {
            key,
            job: 'sync-profiles',
            connection: 'mail',
            operation: 'customers.upsert',
            members: [{ subject: `${store}:1`, from: null, to: null }],
            body: 'a body',
            cause: 'test',
          },
          1,
        ),
      );
    const [settled, unsettled] = [unique('key'), unique('key')];
    await intend(settled);
    await intend(unsettled);
    await suite.ledger.write((tx) => tx.effects.move(settled, 'superseded', { now: 2 }));
    await erase({ customer: { connection: store, id: '1' } });
    const bodyOf = async (key: string) => (await suite.ledger.read((tx) => tx.effects.get(key)))?.body;
    expect([await bodyOf(settled), await bodyOf(unsettled)]).toEqual(['', 'a body']);
  });
}
