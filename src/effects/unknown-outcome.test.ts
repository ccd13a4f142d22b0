import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createRequest,
  EFFECT_KEY,
  type EffectBench,
  effectSubject,
  failing,
  openEffectBench,
} from '#tests/support/effect-bench.ts';
import type { Idempotency } from '#sdk/capabilities.ts';
import { NoAnswerError, UnknownOutcomeError } from '#sdk/errors.ts';

const byLookUp: Idempotency = { by: 'look-up', quarantineMs: 1_000 };
const byKey: Idempotency = { by: 'key', keyTtlMs: 10_000, quarantineMs: 1_000 };

let bench: EffectBench;

beforeEach(async () => {
  bench = await openEffectBench();
});
afterEach(() => bench.ledger.close());

describe('the unknown outcome', () => {
  test('with a unique reference it is sent again at once', async () => {
    const work = await bench.lease();
    await expect(
      bench.effects.perform(createRequest(work, { send: failing(new NoAnswerError('cut')) })),
    ).rejects.toThrow('cut');
    expect(await bench.effects.perform(createRequest(work))).toBe('S1');
  });

  test('with look-up nothing is asked and nothing is sent before the quarantine ends', async () => {
    const work = await bench.lease();
    let asked = 0;
    const lookUp = () => {
      asked += 1;
      return Promise.resolve(null);
    };
    await expect(
      bench.effects.perform(
        createRequest(work, { idempotency: byLookUp, lookUp, send: failing(new NoAnswerError('cut')) }),
      ),
    ).rejects.toThrow('cut');
    const early = bench.effects.perform(createRequest(work, { idempotency: byLookUp, lookUp }));
    await expect(early).rejects.toMatchObject({ kind: 'unknown', knowableAt: bench.clock.now() + 1_000 });
    expect(asked).toBe(0);
  });

  test('after the quarantine it is looked up: what is found is linked, not made again', async () => {
    const work = await bench.lease();
    await expect(
      bench.effects.perform(
        createRequest(work, {
          idempotency: byLookUp,
          lookUp: () => Promise.resolve(null),
          send: failing(new NoAnswerError('cut')),
        }),
      ),
    ).rejects.toThrow('cut');
    bench.clock.advance(1_001);
    const found = await bench.effects.perform(
      createRequest(work, {
        idempotency: byLookUp,
        lookUp: () => Promise.resolve('S7'),
        send: failing(new Error('must not be called')),
      }),
    );
    expect(found).toBe('S7');
    expect(await bench.stateOf()).toBe('confirmed');
  });

  test('a slow look-up does not use up the time to send', async () => {
    const work = await bench.lease();
    const request = createRequest(work, { idempotency: byLookUp, send: failing(new NoAnswerError('cut')) });
    await expect(bench.effects.perform(request)).rejects.toThrow('cut');
    bench.clock.advance(1_001);
    const sent = await bench.effects.perform(
      createRequest(work, {
        idempotency: byLookUp,
        lookUp: () => {
          bench.clock.advance(15_000);
          return Promise.resolve(null);
        },
      }),
    );
    expect(sent).toBe('S1');
  });

  test('a sender that died is unknown, with a fresh quarantine from the take-over', async () => {
    const work = await bench.lease();
    void bench.effects.perform(
      createRequest(work, {
        idempotency: byLookUp,
        lookUp: () => Promise.resolve(null),
        send: () => new Promise<string>(() => undefined),
      }),
    );
    while ((await bench.stateOf()) !== 'sending') await new Promise((resolve) => setImmediate(resolve));
    bench.clock.advance(61_000);
    const next = await bench.lease('next');
    await expect(
      bench.effects.perform(
        createRequest(next, { idempotency: byLookUp, lookUp: () => Promise.resolve(null) }),
      ),
    ).rejects.toThrow(UnknownOutcomeError);
    expect(await bench.stateOf()).toBe('unknown');
    expect((await bench.ledger.read((tx) => tx.effects.get(EFFECT_KEY)))?.quarantineUntil).toBe(
      bench.clock.now() + 1_000,
    );
  });

  test('a vendor key older than its term is not sent again', async () => {
    const work = await bench.lease();
    await expect(
      bench.effects.perform(
        createRequest(work, { idempotency: byKey, send: failing(new NoAnswerError('cut')) }),
      ),
    ).rejects.toThrow('cut');
    bench.clock.advance(10_001);
    await expect(bench.effects.perform(createRequest(work, { idempotency: byKey }))).rejects.toThrow(
      'older than the vendor',
    );
  });

  test('the answer to a former holder is recorded and wakes the subject (W6)', async () => {
    const work = await bench.lease();
    const before = await bench.ledger.read((tx) => tx.work.get(effectSubject));
    await bench.effects.perform(
      createRequest(work, {
        send: async () => {
          bench.clock.advance(61_000);
          await bench.lease('other');
          return Promise.resolve('S1');
        },
      }),
    );
    const after = await bench.ledger.read((tx) => tx.work.get(effectSubject));
    expect(await bench.stateOf()).toBe('confirmed');
    // One bump is the other holder's own mark in `lease`, the next is the wake-up.
    expect((after?.wanted ?? 0) - (before?.wanted ?? 0)).toBe(2);
  });
});
