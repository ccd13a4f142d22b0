import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knownDifferences } from './recordings/known-differences.ts';
import { replay } from './recordings/replay.ts';
import { unplayedOperations } from './recordings/unplayed-operations.ts';

const ALIKE_MIN = 60;
/** Recorded answers of a real shop; they are not a part of the project. */
const folder = new URL('../../../../shared/recordings/shopify/', import.meta.url);
const isThere = existsSync(folder);
const names = isThere
  ? readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []))
  : [];
if (!isThere) console.log('the recorded answers of Shopify (../shared) are not here: nothing is replayed');

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
const versionOf = (name: string): string => name.slice(0, 7);

test.skipIf(!isThere).each(names)(
  '%s: every call that is played is answered alike, but for the known ones',
  async (name) => {
    const calls = await replay(read(name), versionOf(name));
    const differing = calls.filter((call) => call.differences.length > 0);
    const known = knownDifferences[name]?.calls ?? [];
    expect(differing.filter((call) => !known.includes(call.path))).toEqual([]);
    expect(known.filter((path) => !differing.some((call) => call.path === path))).toEqual([]);
    const unplayed = [...new Set(calls.flatMap((call) => call.unsupported))].toSorted();
    expect(unplayed.join(' | ')).toBe(unplayedOperations[name] ?? '');
  },
);

test.skipIf(!isThere)(
  `at least ${ALIKE_MIN} recordings are answered alike in all that is played of them`,
  async () => {
    let alike = 0;
    for (const name of names) {
      const calls = await replay(read(name), versionOf(name));
      const played = calls.filter((call) => call.unsupported.length === 0);
      if (played.length > 0 && played.every((call) => call.differences.length === 0)) alike += 1;
    }
    expect(alike).toBeGreaterThanOrEqual(ALIKE_MIN);
  },
);

test.skipIf(!isThere)('a changed answer is seen', async () => {
  const text = JSON.stringify(read('2025-01__orders__fulfillment-unknown-not-found'));
  const changed: unknown = JSON.parse(text.replaceAll('Fulfillment not found.', 'Fulfillment was found.'));
  const calls = await replay(changed, '2025-01');
  expect(calls.flatMap((call) => call.differences)).toHaveLength(1);
});
