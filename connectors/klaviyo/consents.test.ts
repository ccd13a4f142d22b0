import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentGiven } from '#domain/consent.ts';
import type { ConsentLowering } from '#sdk/consents.ts';
import {
  type KlaviyoAccount,
  openKlaviyoAccount,
  takeKlaviyoViolations,
} from '#tests/support/klaviyo-account.ts';
import { collect } from '#tests/support/shipbob-account.ts';

const reference = 'store-us:7';
const email = 'ada@acme.test';
const phone = '+16175550100';
const ada = { external_id: reference, email, phone_number: phone };
const person = { reference, contact: email };

function opened(options: Parameters<typeof openKlaviyoAccount>[0] = {}): KlaviyoAccount {
  const account = openKlaviyoAccount(options);
  account.people.addProfile(ada);
  return account;
}

async function stateOf({ customers, settle }: KlaviyoAccount, channel: 'email' | 'sms' = 'email') {
  settle();
  return (await customers.find(reference))?.consents[channel];
}

const given = (account: KlaviyoAccount, change: Partial<ConsentGiven> = {}): ConsentGiven => ({
  channel: 'email',
  at: account.now(),
  source: 'checkout',
  proof: 'order 41',
  ...change,
});

describe('what a sync can do', () => {
  test('a no reaches Klaviyo on each channel, and a suppression too', async () => {
    const account = opened();
    for (const channel of ['email', 'sms'] as const) account.people.subscribe(ada, channel);
    await account.consents.lower([
      { contact: email, channel: 'email', state: 'unsubscribed' },
      { contact: phone, channel: 'sms', state: 'suppressed' },
    ]);
    expect(await stateOf(account)).toMatchObject({ state: 'unsubscribed', source: 'UNSUBSCRIBE' });
    expect(await stateOf(account, 'sms')).toMatchObject({ state: 'unsubscribed' });
    await account.consents.lower([{ contact: email, channel: 'email', state: 'suppressed' }]);
    expect(await stateOf(account)).toMatchObject({ state: 'suppressed', source: 'USER_SUPPRESSED' });
    expect(takeKlaviyoViolations()).toEqual([]);
  });

  test('a no that is told to somebody unknown holds when that person comes', async () => {
    const account = openKlaviyoAccount();
    await account.consents.lower([{ contact: email, channel: 'email', state: 'unsubscribed' }]);
    account.settle();
    await account.customers.upsert([{ reference, email }]);
    expect(await stateOf(account)).toMatchObject({ state: 'unsubscribed' });
  });

  test('whatever is lowered and imported, in any order, nobody is ever allowed more and nobody is written to', async () => {
    const order = ['subscribed', 'never', 'unsubscribed', 'suppressed'];
    const change = fc.record({
      contact: fc.constant(email),
      channel: fc.constant('email' as const),
      state: fc.constantFrom('unsubscribed' as const, 'suppressed' as const),
    });
    const act = fc.oneof(change, fc.constant('import' as const));
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(act, { maxLength: 6 }), async (isSubscribed, acts) => {
        const account = opened();
        if (isSubscribed) account.people.subscribe(ada, 'email');
        let before = order.indexOf((await stateOf(account))?.state ?? '');
        for (const one of acts) {
          if (one === 'import') await account.customers.upsert([{ reference, email, firstName: 'A' }]);
          else await account.consents.lower([one satisfies ConsentLowering]);
          const now = order.indexOf((await stateOf(account))?.state ?? '');
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        expect(account.books.messages()).toEqual([]);
        expect(account.requests.map(({ operation }) => operation)).not.toContain('bulk_subscribe_profiles');
      }),
      { numRuns: 25 },
    );
  });
});

describe('consent that was given at a store', () => {
  test.each(['email', 'sms'] as const)(
    'Klaviyo shows of a yes on %s whether we passed it on, whenever it landed; what a customer says there has no such mark',
    async (channel) => {
      const contact = channel === 'email' ? email : phone;
      const account = opened();
      await account.consents.give({ reference, contact }, given(account, { channel }));
      expect(await stateOf(account, channel)).toMatchObject({ state: 'subscribed', isPassedOn: true });
      const other = opened();
      other.people.subscribe(ada, channel);
      expect(await stateOf(other, channel)).not.toHaveProperty('isPassedOn');
    },
  );

  test('subscribes, with its source and proof', async () => {
    const account = opened();
    await account.consents.give(person, given(account));
    expect(await stateOf(account)).toMatchObject({
      state: 'subscribed',
      proof: 'Syncline: checkout (order 41)',
    });
    expect(takeKlaviyoViolations()).toEqual([]);
  });

  test('later than the no it takes back, it holds; earlier, it changes nothing', async () => {
    const account = opened();
    account.people.unsubscribe(ada, 'email');
    const early = given(account, { at: account.now() - 60_000 });
    await expect(account.consents.give(person, early)).rejects.toMatchObject({ code: 'not-later' });
    account.advance(3_600_000);
    await account.consents.give(person, given(account));
    expect(await stateOf(account)).toMatchObject({ state: 'subscribed' });
  });

  test.each(['HARD_BOUNCE', 'SPAM_COMPLAINT', 'USER_SUPPRESSED'] as const)(
    'never lifts %s, which Klaviyo itself would lift in part',
    async (reason) => {
      const account = opened();
      account.people.suppress(ada, reason);
      account.advance(3_600_000);
      await expect(account.consents.give(person, given(account))).rejects.toMatchObject({
        code: 'suppressed',
      });
      expect(await stateOf(account)).toMatchObject({ state: 'suppressed', source: reason });
    },
  );

  test('a backfill of old consents asks nobody to confirm anything', async () => {
    const account = opened();
    account.state.doubleOptIn = true;
    const old = given(account, { at: account.now() - 30 * 86_400_000 });
    await expect(account.consents.give(person, old)).rejects.toMatchObject({ code: 'not-fresh' });
    account.settle();
    expect(account.books.messages()).toEqual([]);
  });

  test('said again by a resync, it causes nothing', async () => {
    const account = opened();
    await account.consents.give(person, given(account));
    expect(await stateOf(account)).toMatchObject({ state: 'subscribed' });
    account.state.doubleOptIn = true;
    const before = account.requests.length;
    await account.consents.give(person, given(account));
    expect(account.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
    expect(account.books.messages()).toEqual([]);
  });

  test('double opt-in is left to do its work', async () => {
    const account = opened();
    account.state.doubleOptIn = true;
    await account.consents.give(person, given(account));
    expect(await stateOf(account)).toMatchObject({ state: 'never' });
    expect(account.books.messages()).toMatchObject([{ cause: 'double opt-in' }]);
  });

  test('of another address than the profile has, or of nobody, is refused', async () => {
    const account = opened();
    const other = { reference, contact: 'eve@acme.test' };
    await expect(account.consents.give(other, given(account))).rejects.toMatchObject({
      code: 'wrong-contact',
    });
    const nobody = { reference: 'store-us:404', contact: email };
    await expect(account.consents.give(nobody, given(account))).rejects.toMatchObject({
      code: 'unknown-profile',
    });
  });
});

describe('what flows back', () => {
  test('a no to e-mail is found by the next poll, although it moves no stamp of the profile', async () => {
    const account = opened();
    for (let count = 0; count < 5; count += 1) account.people.addProfile({ email: `b${count}@acme.test` });
    const source = account.connection.consents?.source;
    if (source === undefined) throw new TypeError('no source');
    account.advance(3_600_000);
    const first = await collect(source.changedSince(null));
    expect(first.items).toHaveLength(6);
    account.advance(3_600_000);
    account.people.unsubscribe(ada, 'email');
    account.advance(3_600_000);
    const second = await collect(source.changedSince(first.cursor));
    expect(second.items).toMatchObject([{ reference, consents: { email: { state: 'unsubscribed' } } }]);
    account.advance(3_600_000);
    expect((await collect(source.changedSince(second.cursor))).items).toEqual([]);
  });

  test('what was read is read again once in each overlap, not in every poll: the index may have shown too little', async () => {
    const account = opened({ settings: { overlapMs: 600_000 } });
    const source = account.connection.consents?.source;
    if (source === undefined) throw new TypeError('no source');
    const counts: number[] = [];
    let { cursor } = await collect(source.changedSince(null));
    account.people.addProfile({ email: 'b@acme.test' });
    for (let minute = 0; minute < 48; minute += 1) {
      account.advance(60_000);
      const next = await collect(source.changedSince(cursor));
      ({ cursor } = next);
      counts.push(next.items.length);
    }
    // By the poll that follows at once, and by the one pass that goes back so far; never in between or after.
    expect(counts.filter((count) => count > 0)).toEqual([2, 2]);
  });

  test('a no to text messages is in the full pass, and wakes it by webhook', async () => {
    const sent: string[] = [];
    const account = opened({
      sendWebhook: ({ body }) => {
        sent.push(body);
        return Promise.resolve(200);
      },
    });
    const { connection } = account;
    await connection.webhooks?.register('https://hooks.acme.test/webhooks/klaviyo');
    account.people.unsubscribe(ada, 'sms');
    expect(connection.webhooks?.interpret({ topic: 'system-webhook', body: sent[0] ?? '' })).toEqual([
      { resource: 'consents', ids: [] },
    ]);
    const source = account.connection.consents?.source;
    if (source === undefined) throw new TypeError('no source');
    expect((await collect(source.all())).items).toMatchObject([
      { consents: { sms: { state: 'unsubscribed', source: 'PREFERENCE_PAGE' } } },
    ]);
  });

  test('a word for consent that nobody knows is refused, and stands for nothing', async () => {
    const account = opened();
    account.rewrite((response) => ({
      ...response,
      body: response.body.replaceAll('NEVER_SUBSCRIBED', 'ADORES_MAIL'),
    }));
    const source = account.connection.consents?.source;
    if (source === undefined) throw new TypeError('no source');
    const { items, refused } = await collect(source.all());
    expect(items).toEqual([]);
    expect(refused[0]?.reason).toMatch(/consent: is no known consent/);
    expect(refused[0]?.reason).not.toContain('ADORES');
  });
});
