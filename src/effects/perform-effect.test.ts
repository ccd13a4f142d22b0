import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRequest, type EffectBench, failing, openEffectBench } from '#tests/support/effect-bench.ts';
import type { Idempotency } from '#sdk/capabilities.ts';
import { NoAnswerError, NotSentError, RejectedError, StaleError, ThrottledError } from '#sdk/errors.ts';
import { LeaseLostError } from '#sdk/ledger/ledger.ts';
import { createEffects } from './perform-effect.ts';

const byKey: Idempotency = { by: 'key', keyTtlMs: 10_000, quarantineMs: 1_000 };

let bench: EffectBench;

beforeEach(async () => {
  bench = await openEffectBench();
});
afterEach(() => bench.ledger.close());

describe('intent before call', () => {
  test('the intent is durable before anything is sent', async () => {
    const work = await bench.lease();
    let seen: string | undefined;
    await bench.effects.perform(
      createRequest(work, {
        send: async () => {
          seen = await bench.stateOf();
          return 'S1';
        },
      }),
    );
    expect(seen).toBe('sending');
    expect(await bench.stateOf()).toBe('confirmed');
  });

  test('a confirmed effect is never sent again, and its answer is remembered', async () => {
    const work = await bench.lease();
    await bench.effects.perform(createRequest(work));
    expect(
      await bench.effects.perform(createRequest(work, { send: failing(new Error('must not be called')) })),
    ).toBe('S1');
  });

  test('every re-send carries the same vendor key', async () => {
    const work = await bench.lease();
    const keys: string[] = [];
    const note = (answer: () => Promise<string>) => async (key: string) => {
      keys.push(key);
      return answer();
    };
    await expect(
      bench.effects.perform(
        createRequest(work, { idempotency: byKey, send: note(failing(new NoAnswerError('cut'))) }),
      ),
    ).rejects.toThrow('cut');
    await bench.effects.perform(
      createRequest(work, { idempotency: byKey, send: note(() => Promise.resolve('S1')) }),
    );
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  test('after a backup was restored the same plan number is another plan for the vendor, and the same order the same order', async () => {
    const keysOf = async (to: number | null): Promise<readonly string[]> => {
      const keys: string[] = [];
      for (const laterMs of [0, 60_000]) {
        // Each knows nothing of the other, as a ledger of yesterday knows nothing of today.
        const ledgerOfThen = await openEffectBench();
        ledgerOfThen.clock.advance(laterMs);
        const work = await ledgerOfThen.lease();
        const members = [{ subject: work.subject, from: to === null ? null : 10, to }];
        const send = (key: string) => Promise.resolve(String(keys.push(key)));
        await ledgerOfThen.effects.perform(createRequest(work, { idempotency: byKey, members, send }));
        await ledgerOfThen.ledger.close();
      }
      return keys;
    };
    expect(new Set(await keysOf(9)).size).toBe(2);
    expect(new Set(await keysOf(null)).size).toBe(1);
  });

  test('nothing is sent under a lease that was lost (W6)', async () => {
    const work = await bench.lease();
    bench.clock.advance(61_000);
    await bench.lease('other');
    let sent = false;
    await expect(
      bench.effects.perform(
        createRequest(work, {
          send: () => {
            sent = true;
            return Promise.resolve('S1');
          },
        }),
      ),
    ).rejects.toThrow(LeaseLostError);
    expect(sent).toBe(false);
  });

  test('a send that was overtaken says nothing of the effect any more (W6)', async () => {
    const work = await bench.lease();
    const later = Promise.withResolvers<string>();
    const overtaken = async (): Promise<string> => {
      bench.clock.advance(61_000);
      const other = await bench.lease('other');
      const isSending = Promise.withResolvers<undefined>();
      const send = (): Promise<string> => {
        isSending.resolve(undefined);
        return later.promise;
      };
      void bench.effects.perform(createRequest(other, { send })).catch(() => undefined);
      await isSending.promise;
      throw new NotSentError('it stood still');
    };
    await expect(bench.effects.perform(createRequest(work, { send: overtaken }))).rejects.toThrow(
      'stood still',
    );
    expect(await bench.stateOf()).toBe('sending');
    later.resolve('S1');
  });

  test('a process that stood still after the check does not send', async () => {
    const work = await bench.lease();
    const stood = {
      ...bench.clock,
      monotonicMs: () => (bench.clock.advance(20_000), bench.clock.monotonicMs()),
    };
    const slow = createEffects({ ledger: bench.ledger, clock: stood });
    await expect(slow.perform(createRequest(work))).rejects.toThrow(NotSentError);
    expect(await bench.stateOf()).toBe('intended');
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
    const work = await bench.lease();
    await expect(
      bench.effects.perform(createRequest(work, { idempotency: byKey, send: failing(error) })),
    ).rejects.toThrow('x');
    expect(await bench.stateOf()).toBe(state);
  });

  test('a refused create may be tried again once its cause was mended', async () => {
    const work = await bench.lease();
    await expect(
      bench.effects.perform(createRequest(work, { send: failing(new RejectedError('no such item')) })),
    ).rejects.toThrow('no such item');
    expect(await bench.effects.perform(createRequest(work))).toBe('S1');
  });

  test('a stale answer to the re-send of an unknown effect settles nothing (W5)', async () => {
    const work = await bench.lease();
    const attempt = (error: Error) =>
      bench.effects.perform(createRequest(work, { idempotency: byKey, send: failing(error) }));
    await expect(attempt(new NoAnswerError('cut'))).rejects.toThrow('cut');
    await expect(attempt(new StaleError('stale'))).rejects.toThrow('stale');
    expect(await bench.stateOf()).toBe('unknown');
  });
});
