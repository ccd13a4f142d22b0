import { expect } from 'vitest';
import { ThrottledError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { caught, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, readersOf } from '#tests/conformance/readers.ts';
import type { Rig } from '#tests/conformance/rig.ts';
import { writeCasesOf } from '#tests/conformance/write-cases.ts';

const WAIT_MAX_MS = 10 * 60_000;

/** A vendor that asks to wait is obeyed: the error says for how long, and the bucket hears of it. */
export const throttlingChecks: ChecksFor = () => [
  {
    promise: 'a throttled read is ThrottledError with a wait, and the bucket is told',
    async run({ connection, ground, wire }) {
      for (const reader of readersOf(connection)) {
        await collectPages(reader.pages(null));
        const told = wire.reports.length;
        ground.faults.set({ throttled: 1 });
        expectWait(await caught(() => collectPages(reader.pages(null))), reader.name);
        ground.faults.set({ throttled: 0 });
        expect(wire.reports.slice(told).some(({ retryAfterMs = 0 }) => retryAfterMs > 0)).toBe(true);
      }
    },
  },
  {
    promise: 'a throttled write is ThrottledError with a wait, and nothing was written',
    async run({ connection, ground }) {
      for (const { title, prepare } of writeCasesOf(connection, ground)) {
        const made = await prepare();
        const before = made.books();
        ground.faults.set({ throttled: 1 });
        expectWait(await caught(() => made.send(made.key)), title);
        ground.faults.set({ throttled: 0 });
        expect(made.books(), title).toEqual(before);
      }
    },
  },
  {
    promise: 'a 429 is obeyed to the second of its Retry-After, and has a wait without one',
    async run(rig) {
      const wait = async (headers: Readonly<Record<string, string>>): Promise<number> =>
        expectWait(await answeredBy(rig, headers), JSON.stringify(headers));
      expect(await wait({ 'retry-after': '7' })).toBe(7_000);
      expect(await wait({ 'retry-after': '2.5' })).toBe(2_500);
      await wait({});
      await wait({ 'retry-after': '' });
      await wait({ 'retry-after': 'soon' });
      await wait({ 'retry-after': '-5' });
      await wait({ 'retry-after': 'Mon, 23 Nov 2026 10:00:00 GMT' });
    },
  },
  {
    promise: 'every call says what it takes from the bucket, in the unit of the declared limit',
    async run({ connection, connector, fixture, ground, wire }) {
      for (const reader of readersOf(connection)) await collectPages(reader.pages(null));
      const metered = wire.requests.filter(({ unmetered }) => unmetered !== true);
      expect(metered.length).toBeGreaterThan(0);
      const limit = connector.limits(ground.settings);
      if (limit.kind !== 'cost') {
        expect(metered.every(({ cost = 1 }) => cost === 1)).toBe(true);
        return;
      }
      expect(metered.every(({ cost = 0 }) => cost > 0 && cost <= limit.capacity)).toBe(true);
      if (fixture.costs === 'declared') return;
      const known = wire.reports.filter(
        ({ actualCost, available }) => actualCost !== undefined && available !== undefined,
      );
      expect(known.length).toBe(metered.length);
      // What is reserved must cover what is taken, or several processes together overdraw the bucket.
      const costs = metered.map(({ cost = 0, operation }, index) => ({
        operation,
        cost,
        taken: known[index]?.actualCost ?? 0,
      }));
      expect(costs.filter(({ cost, taken }) => taken > cost)).toEqual([]);
    },
  } satisfies Check,
];

function expectWait(error: unknown, what: string): number {
  expect(error, what).toBeInstanceOf(ThrottledError);
  const { retryAfterMs } = error as ThrottledError;
  expect(retryAfterMs, what).toBeGreaterThan(0);
  expect(retryAfterMs, what).toBeLessThanOrEqual(WAIT_MAX_MS);
  return retryAfterMs;
}

/** What a read makes of a 429 with these headers. */
async function answeredBy(
  { connection, wire }: Rig,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const [reader] = readersOf(connection);
  if (reader === undefined) throw new TypeError('the connection reads nothing');
  wire.rewrite(null);
  await collectPages(reader.pages(null));
  wire.rewrite((response): HttpResponse => ({
    ...response,
    status: 429,
    headers,
    body: 'Too Many Requests',
  }));
  return caught(() => collectPages(reader.pages(null)));
}
