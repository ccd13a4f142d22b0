import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EffectState } from '#domain/effect-state.ts';
import { LeaseLostError } from '#sdk/ledger/ledger.ts';
import type { NewEffect } from '#sdk/ledger/effects.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

export function testEffects(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const QUARANTINE_UNTIL = 9_000;
  /** A leased subject and an effect on it that is only intended. */
  const setUp = async (changes: Partial<NewEffect> = {}) => {
    const store = unique('store');
    const effect: NewEffect = {
      key: unique('key'),
      job: 'publish',
      connection: store,
      operation: 'stock.set',
      members: [{ subject: 's', from: 10, to: 7 }],
      body: '{"set":7}',
      cause: 'test',
      ...changes,
    };
    const lease = (token: string, leaseMs = 60_000) =>
      suite.ledger.write((tx) =>
        tx.work.lease({
          job: 'publish',
          connection: store,
          subjects: ['s'],
          limit: 1,
          leaseMs,
          token,
          now: suite.now(),
        }),
      );
    await suite.ledger.write(async (tx) => {
      await tx.work.mark([{ job: 'publish', subject: 's', connection: store, priority: 1, cause: 'test' }]);
      await tx.effects.intend(effect, 1_000);
    });
    const { key } = effect;
    const move = (
      to: EffectState,
      change: { now?: number; result?: string; error?: string; quarantineUntil?: number } = {},
    ) => suite.ledger.write((tx) => tx.effects.move(key, to, { now: 2_000, ...change }));
    const get = async () => suite.ledger.read((tx) => tx.effects.get(key));
    const send = async (leased: Awaited<ReturnType<typeof lease>>) =>
      suite.ledger.write((tx) => tx.effects.startSending(key, leased, 1_500, QUARANTINE_UNTIL));
    return { store, effect, key, lease, move, get, send };
  };

  test('an intent is written once: the same key again gives back what stands there', async () => {
    const { effect, get } = await setUp();
    const again = await suite.ledger.write((tx) =>
      tx.effects.intend({ ...effect, body: 'other', members: [] }, 5_000),
    );
    // It was never sent, so it says what is asked for now; its members and its age stay.
    expect(again).toMatchObject({
      ...effect,
      body: 'other',
      state: 'intended',
      createdAt: 1_000,
      sends: 0,
      result: null,
    });
    expect(await get()).toEqual(again);
  });

  test('what may be at the target keeps its exact body, whatever is asked for now', async () => {
    const { effect, get, lease, send } = await setUp();
    await send(await lease('holder'));
    await suite.ledger.write((tx) => tx.effects.intend({ ...effect, body: 'other' }, 5_000));
    expect(await get()).toMatchObject({ state: 'sending', body: effect.body });
  });

  test('sending starts only under a lease that is held', async () => {
    const { lease, send, get } = await setUp();
    const lost = await lease('first', 30);
    await suite.passLeaseTime(50);
    await expect(send(lost)).rejects.toThrow(LeaseLostError);
    expect(await get()).toMatchObject({ state: 'intended', sends: 0 });
    const held = await lease('second');
    await expect(send([...held, ...lost])).rejects.toThrow(LeaseLostError);
    await send(held);
    expect(await get()).toMatchObject({
      state: 'sending',
      sends: 1,
      firstSentAt: 1_500,
      sentAt: 1_500,
      quarantineUntil: QUARANTINE_UNTIL,
    });
    await expect(send(held)).rejects.toThrow('cannot become sending');
  });

  test('an unknown effect is sent again under its first send time, and what is final stays', async () => {
    const { lease, send, move, get } = await setUp();
    const held = await lease('me');
    await send(held);
    await move('unknown', { error: 'no answer', quarantineUntil: 8_000 });
    expect(await get()).toMatchObject({
      state: 'unknown',
      error: 'no answer',
      quarantineUntil: 8_000,
      settledAt: null,
    });
    await send(held);
    expect(await get()).toMatchObject({ state: 'sending', sends: 2, firstSentAt: 1_500 });
    await move('confirmed', { result: '{"id":1}' });
    expect(await get()).toMatchObject({ state: 'confirmed', result: '{"id":1}', settledAt: 2_000 });
    await expect(move('unknown')).rejects.toThrow('is confirmed and cannot become unknown');
    await expect(send(held)).rejects.toThrow('is confirmed and cannot become sending');
  });

  test('a former holder’s intent is superseded and its sending is unknown with a fresh quarantine (W6)', async () => {
    const { store, key, lease, send } = await setUp();
    const second = { ...(await setUp()).effect, key: unique('key'), connection: store };
    await suite.ledger.write((tx) => tx.effects.intend(second, 1_000));
    await send(await lease('me'));
    const takeOver = () =>
      suite.ledger.write((tx) => tx.effects.takeOver('publish', store, ['s', 'other'], 3_000, 500));
    expect(await takeOver()).toMatchObject([{ key, state: 'unknown', quarantineUntil: 3_500 }]);
    expect(await suite.ledger.read((tx) => tx.effects.get(second.key))).toMatchObject({
      state: 'superseded',
      settledAt: 3_000,
    });
    expect(
      await suite.ledger.write((tx) => tx.effects.takeOver('publish', store, ['s'], 4_000, 500)),
    ).toMatchObject([{ quarantineUntil: 3_500 }]);
    expect(await suite.ledger.read((tx) => tx.effects.unsettled('publish', store, ['s']))).toMatchObject([
      { key },
    ]);
    expect(await suite.ledger.read((tx) => tx.effects.unsettled('other-job', store, ['s']))).toEqual([]);
    expect(await suite.ledger.read((tx) => tx.effects.ofSubject('s', 1_000))).toContainEqual(
      expect.objectContaining({ key }),
    );
  });

  test('an open write shows in the facts of its cell until it is settled (W4)', async () => {
    const { store, lease, send, move, key } = await setUp();
    await suite.ledger.write((tx) =>
      tx.effects.intend(
        {
          key: `${key}+`,
          job: 'publish',
          connection: store,
          operation: 'stock.set',
          members: [{ subject: 'i@l', from: 3, to: 9 }],
          body: '',
          cause: '',
        },
        1,
      ),
    );
    await suite.ledger.write((tx) =>
      tx.stock.ensureCells(store, [
        { address: { inventoryItemId: 'i', locationId: 'l' }, sku: unique('sku'), location: 'hall' },
      ]),
    );
    const writes = async () =>
      (await suite.ledger.read((tx) => tx.stock.facts(store, [{ inventoryItemId: 'i', locationId: 'l' }])))[0]
        ?.openWrites;
    expect(await writes()).toEqual([]);
    const held = await lease('me');
    await suite.ledger.write((tx) => tx.effects.startSending(`${key}+`, held, 1_500, QUARANTINE_UNTIL));
    expect(await writes()).toEqual([
      { effectKey: `${key}+`, from: 3, to: 9, quarantineUntil: QUARANTINE_UNTIL },
    ]);
    await suite.ledger.write((tx) => tx.effects.move(`${key}+`, 'confirmed', { now: 2_000 }));
    expect(await writes()).toEqual([]);
    await send(held);
    await move('rejected', { error: 'stale' });
  });

  test('retention forgets sets wholly, and of everything else only the body', async () => {
    const set = await setUp();
    const create = await setUp({
      members: [{ subject: 's', from: null, to: null }],
      operation: 'orders.create',
    });
    for (const { lease, send, move } of [set, create]) {
      await send(await lease('me'));
      await move('confirmed', { now: 100, result: 'r' });
    }
    const unsent = await setUp();
    expect(await suite.ledger.write((tx) => tx.effects.prune(101, 100))).toBe(2);
    expect(await suite.ledger.write((tx) => tx.effects.prune(101, 100))).toBe(0);
    expect(await set.get()).toBeNull();
    expect(await create.get()).toMatchObject({ state: 'confirmed', body: '', result: 'r' });
    expect(await unsent.get()).toMatchObject({ body: '{"set":7}' });
    const counts = await suite.ledger.read((tx) => tx.effects.counts());
    expect(counts.find((row) => row.connection === create.store)).toEqual({
      connection: create.store,
      operation: 'orders.create',
      state: 'confirmed',
      count: 1,
    });
  });
}
