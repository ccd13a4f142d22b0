import { expect } from 'vitest';

/** Asks again until it matches; patient, because the machine may be busy with other tests. */
export function eventually<Value>(ask: () => Value) {
  return expect.poll(ask, { timeout: 15_000, interval: 10 });
}
