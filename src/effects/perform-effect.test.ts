import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHandClock, type HandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import type { Idempotency } from '#sdk/capabilities.ts';
import type { EffectRequest, Effects } from '#sdk/effects.ts';
import {
  NoAnswerError,
  NotSentError,
  RejectedError,
  StaleError,
  ThrottledError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { LeaseLostError, type Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { createEffects } from './perform-effect.ts';

const ref = { job: 'export-order', subject: 'store:1', connection: 'erp' };
const KEY = 'export-order|erp|store:1|create|once';
const byReference: Idempotency = { by: 'unique-reference' };
const byLookUp: Idempotency = { by: 'look-up', quarantineMs: 1_000 };
const byKey: Idempotency = { by: 'key', keyTtlMs: 10_000, quarantineMs: 1_000 };

let clock: HandClock;
let ledger: Ledger;
let effects: Effects;

beforeEach(async () => {
  clock = createHandClock();
  ledger = await openTestLedger(clock);
  effects = createEffects({ ledger, clock });
});
afterEach(() => ledger.close());

async function lease(token = 'me'): Promise<LeasedWork> {
  const [work] = await ledger.write(async (tx) => {
    await tx.work.mark([{ ...ref, priority: 2, cause: 'test' }]);
    return tx.work.lease({
      ...ref,
      subjects: [ref.subject],
      limit: 1,
      leaseMs: 60_000,
      token,
      now: clock.now(),
    });
  });
  if (work === undefined) throw new Error('nothing to lease');
  return work;
}

function request(work: LeasedWork, change: Partial<EffectRequest<string>> = {}): EffectRequest<string> {
  return {
    leases: [work],
    purpose: 'create',
    version: 'once',
    operation: 'orders.create',
    idempotency: byReference,
    members: [{ subject: ref.subject, from: null, to: null }],
    body: { any: 'thing' },
    cause: 'test',
    send: () => Promise.resolve('S1'),
    ...change,
  };
}

async function stateOf(key = KEY): Promise<string | undefined> {
  return (await ledger.read((tx) => tx.effects.get(key)))?.state;
}

function failing(error: Error): () => Promise<never> {
  return () => Promise.reject(error);
}

describe('intent before call', () => {
  test('the intent is durable before anything is sent', async () => {
    const work = await lease();
    let seen: string | undefined;
    await effects.perform(
      request(work, {
        send: async () => {
          seen = await stateOf();
          return 'S1';
        },
      }),
    );
    expect(seen).toBe('sending');
    expect(await stateOf()).toBe('confirmed');
  });

  test('a confirmed effect is never sent again, and its answer is remembered', async () => {
    const work = await lease();
    await effects.perform(request(work));
    expect(await effects.perform(request(work, { send: failing(new Error('must not be called')) }))).toBe(
      'S1',
    );
  });

  test('every re-send carries the same vendor key', async () => {
    const work = await lease();
    const keys: string[] = [];
    const note = (answer: () => Promise<string>) => async (key: string) => {
      keys.push(key);
      return answer();
    };
    await expect(
      effects.perform(request(work, { idempotency: byKey, send: note(failing(new NoAnswerError('cut'))) })),
    ).rejects.toThrow('cut');
    await effects.perform(request(work, { idempotency: byKey, send: note(() => Promise.resolve('S1')) }));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  test('nothing is sent under a lease that was lost (W6)', async () => {
    const work = await lease();
    clock.advance(61_000);
    await lease('other');
    let sent = false;
    await expect(
      effects.perform(
        request(work, {
          send: () => {
            sent = true;
            return Promise.resolve('S1');
          },
        }),
      ),
    ).rejects.toThrow(LeaseLostError);
    expect(sent).toBe(false);
  });

  test('a process that stood still after the check does not send', async () => {
    const work = await lease();
    const stood = { ...clock, monotonicMs: () => (clock.advance(20_000), clock.monotonicMs()) };
    const slow = createEffects({ ledger, clock: stood });
    await expect(slow.perform(request(work))).rejects.toThrow(NotSentError);
    expect(await stateOf()).toBe('intended');
  });
});

describe('what a failed send leaves', () => {
  test.each([
    ['an answer that never came', new NoAnswerError('x'), 'unknown'],
    ['a defect of ours in the middle', new TypeError('x'), 'unknown'],
    ['a refusal', new RejectedError('x'), 'rejected'],
    ['a stale comparison', new StaleError('x'), 'rejected'],
    ['a call that did not leave', new NotSentError('x'), 'intended'],
    ['a throttled call', new ThrottledError('x', 1_000), 'intended'],
  ])('%s', async (_name, error, state) => {
    const work = await lease();
    await expect(
      effects.perform(request(work, { idempotency: byKey, send: failing(error) })),
    ).rejects.toThrow('x');
    expect(await stateOf()).toBe(state);
  });

  test('a refused create may be tried again once its cause was mended', async () => {
    const work = await lease();
    await expect(
      effects.perform(request(work, { send: failing(new RejectedError('no such item')) })),
    ).rejects.toThrow('no such item');
    expect(await effects.perform(request(work))).toBe('S1');
  });

  test('a stale answer to the re-send of an unknown effect settles nothing (W5)', async () => {
    const work = await lease();
    const attempt = (error: Error) =>
      effects.perform(request(work, { idempotency: byKey, send: failing(error) }));
    await expect(attempt(new NoAnswerError('cut'))).rejects.toThrow('cut');
    await expect(attempt(new StaleError('stale'))).rejects.toThrow('stale');
    expect(await stateOf()).toBe('unknown');
  });
});

describe('the unknown outcome', () => {
  test('with a unique reference it is sent again at once', async () => {
    const work = await lease();
    await expect(effects.perform(request(work, { send: failing(new NoAnswerError('cut')) }))).rejects.toThrow(
      'cut',
    );
    expect(await effects.perform(request(work))).toBe('S1');
  });

  test('with look-up nothing is asked and nothing is sent before the quarantine ends', async () => {
    const work = await lease();
    let asked = 0;
    const lookUp = () => {
      asked += 1;
      return Promise.resolve(null);
    };
    await expect(
      effects.perform(
        request(work, { idempotency: byLookUp, lookUp, send: failing(new NoAnswerError('cut')) }),
      ),
    ).rejects.toThrow('cut');
    const early = effects.perform(request(work, { idempotency: byLookUp, lookUp }));
    await expect(early).rejects.toMatchObject({ kind: 'unknown', knowableAt: clock.now() + 1_000 });
    expect(asked).toBe(0);
  });

  test('after the quarantine it is looked up: what is found is linked, not made again', async () => {
    const work = await lease();
    await expect(
      effects.perform(
        request(work, {
          idempotency: byLookUp,
          lookUp: () => Promise.resolve(null),
          send: failing(new NoAnswerError('cut')),
        }),
      ),
    ).rejects.toThrow('cut');
    clock.advance(1_001);
    const found = await effects.perform(
      request(work, {
        idempotency: byLookUp,
        lookUp: () => Promise.resolve('S7'),
        send: failing(new Error('must not be called')),
      }),
    );
    expect(found).toBe('S7');
    expect(await stateOf()).toBe('confirmed');
  });

  test('a sender that died is unknown, with a fresh quarantine from the take-over', async () => {
    const work = await lease();
    void effects.perform(
      request(work, {
        idempotency: byLookUp,
        lookUp: () => Promise.resolve(null),
        send: () => new Promise<string>(() => undefined),
      }),
    );
    while ((await stateOf()) !== 'sending') await new Promise((resolve) => setImmediate(resolve));
    clock.advance(61_000);
    const next = await lease('next');
    await expect(
      effects.perform(request(next, { idempotency: byLookUp, lookUp: () => Promise.resolve(null) })),
    ).rejects.toThrow(UnknownOutcomeError);
    expect(await stateOf()).toBe('unknown');
    expect((await ledger.read((tx) => tx.effects.get(KEY)))?.quarantineUntil).toBe(clock.now() + 1_000);
  });

  test('a vendor key older than its term is not sent again', async () => {
    const work = await lease();
    await expect(
      effects.perform(request(work, { idempotency: byKey, send: failing(new NoAnswerError('cut')) })),
    ).rejects.toThrow('cut');
    clock.advance(10_001);
    await expect(effects.perform(request(work, { idempotency: byKey }))).rejects.toThrow(
      'older than the vendor',
    );
  });

  test('the answer to a former holder is recorded and wakes the subject (W6)', async () => {
    const work = await lease();
    const before = await ledger.read((tx) => tx.work.get(ref));
    await effects.perform(
      request(work, {
        send: async () => {
          clock.advance(61_000);
          await lease('other');
          return Promise.resolve('S1');
        },
      }),
    );
    const after = await ledger.read((tx) => tx.work.get(ref));
    expect(await stateOf()).toBe('confirmed');
    // One bump is the other holder's own mark in `lease`, the next is the wake-up.
    expect((after?.wanted ?? 0) - (before?.wanted ?? 0)).toBe(2);
  });
});
