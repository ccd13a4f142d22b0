import { expect } from 'vitest';
import { SynclineError } from '#sdk/errors.ts';
import { idOfRecord, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { contradictions, fieldPaths, type JsonPath, withField } from '#tests/conformance/json-paths.ts';
import { recordReadsOf, type RecordRead, type Seen } from '#tests/conformance/record-reads.ts';
import type { Rig } from '#tests/conformance/rig.ts';

const CANARY = 'canary-7f3a';

/**
 * An answer that lost a field, or has something else in its place: the record is refused with the place and without the
 * value, or the whole answer is; the others go on; no number is ever made up.
 */
export const driftChecks: ChecksFor = (declared) =>
  recordReadsOf(declared).flatMap((read): Check[] => [
    {
      promise: `${read.name}: a field that is gone is never a number, and no record is lost without a word`,
      run: (rig) => forEachField(rig, read, () => 'removed'),
    },
    {
      promise: `${read.name}: a field of another type is refused without showing it`,
      run: (rig) =>
        forEachField(rig, read, (value) => ({
          value: typeof value === 'number' ? CANARY : { [CANARY]: CANARY },
        })),
    },
    {
      promise: `${read.name}: a number that is null is never 0`,
      run: (rig) =>
        forEachField(rig, read, (value) => (typeof value === 'number' ? { value: null } : undefined)),
    },
  ]);

type Change = (value: unknown) => 'removed' | { readonly value: unknown } | undefined;

async function forEachField(rig: Rig, read: RecordRead, change: Change): Promise<void> {
  const { wire } = rig;
  const open = await read.prepare(rig);
  await open();
  const from = wire.responses.length;
  const clean = await open();
  expect(clean.refused).toEqual([]);
  expect(clean.items.length).toBeGreaterThan(0);
  const answers = wire.responses.slice(from);
  let tried = 0;
  for (const [index, answer] of answers.entries()) {
    const body: unknown = JSON.parse(answer.body);
    for (const path of fieldPaths(body)) {
      const put = change(valueAt(body, path));
      if (put === undefined) continue;
      tried += 1;
      let call = 0;
      wire.rewrite((response) => {
        call += 1;
        if (call !== index + 1) return response;
        return { ...response, body: JSON.stringify(withField(JSON.parse(response.body), path, put)) };
      });
      await expectHonest(open, clean, `${read.name}, answer ${index + 1}, ${path.join('.')}`);
    }
  }
  wire.rewrite(null);
  if (answers.length > 0) expect(tried).toBeGreaterThan(0);
}

async function expectHonest(open: () => Promise<Seen>, clean: Seen, where: string): Promise<void> {
  let seen: Seen;
  try {
    seen = await open();
  } catch (error) {
    expect(error, where).toBeInstanceOf(SynclineError);
    expect(String(error), where).not.toContain(CANARY);
    return;
  }
  for (const { reason } of seen.refused) {
    expect(reason, where).not.toContain(CANARY);
    expect(reason.length, where).toBeGreaterThan(0);
  }
  expect(JSON.stringify(seen.items), where).not.toContain(`"${CANARY}":`);
  if (seen.isComplete) {
    const left = new Set(seen.items.map(idOfRecord));
    // A refusal may stand for all the places of one item.
    const lost = new Set(
      clean.items
        .map(idOfRecord)
        .filter((id) => !left.has(id))
        .map((id) => id.split('@')[0]),
    );
    expect(seen.refused.length, `${where}: a record is lost`).toBeGreaterThanOrEqual(lost.size);
  }
  // Each record that got through is one of the clean ones, and says nothing else than that one.
  for (const item of seen.items) {
    const known = required(
      clean.items.find((one) => idOfRecord(one) === idOfRecord(item)),
      `${where}: a record nobody knows`,
    );
    expect(contradictions(numbersOf(known), numbersOf(item)), where).toEqual([]);
  }
}

/** Only what is a number or holds some: names may be shown as the vendor now says them. */
function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => numbersOf(entry));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, numbersOf(entry)]));
  }
  return typeof value === 'number' ? value : undefined;
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}
