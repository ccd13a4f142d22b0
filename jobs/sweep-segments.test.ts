import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { openSegmentBench, type SegmentBench } from '#tests/support/segment-bench.ts';
import { sweepSegments } from './sweep-segments.ts';

const GRACE_MS = 700_000;

let bench: SegmentBench;

beforeEach(async () => {
  bench = await openSegmentBench();
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

async function showOnList(...names: readonly string[]): Promise<readonly string[]> {
  const ids = names.map((name) => bench.add(name));
  await bench.settle();
  await bench.push();
  await bench.approve();
  await bench.push();
  expect(bench.onList()).toHaveLength(names.length);
  return ids;
}

const setMember = (name: string, isMember: boolean): void =>
  bench.mail.people.setMember(bench.list, { email: `${name}@acme.test` }, isMember);

async function sweep(): Promise<void> {
  const mark = {
    job: sweepSegments.name,
    subject: 'segments',
    connection: 'mail',
    cause: 'test',
    priority: 1,
  };
  await bench.ledger.write((tx) => tx.work.mark([mark]));
  await bench.run(sweepSegments, 'mail');
}

const told = async () =>
  (await bench.ledger.read((tx) => tx.discrepancies.list({ limit: 9 })))
    .map(({ type, state, amount }) => `${type} ${state} ${amount ?? 0}`)
    .toSorted();

/** Calls that say something of consents. */
const consentCalls = () =>
  bench.mail.requests.filter(({ method, url }) => method !== 'GET' && url.includes('subscription')).length;

test('whoever was taken off a list by hand is put on again, which is told, and no consent is touched by it', async () => {
  await showOnList('ada', 'eve');
  const before = consentCalls();
  bench.advance(GRACE_MS);
  setMember('ada', false);
  await sweep();
  expect(await told()).toEqual(['list-drifted open 1']);
  expect(await bench.push()).toEqual({ kind: 'done' });
  expect(bench.onList()).toEqual(['ada@acme.test', 'eve@acme.test']);
  bench.advance(GRACE_MS);
  await sweep();
  expect(await told()).toEqual(['list-drifted repaired 1']);
  expect(consentCalls()).toBe(before);
  expect(bench.mail.books.messages()).toEqual([]);
});

test('whoever left the segment and was put on its list again by hand is taken off', async () => {
  const [ada] = await showOnList('ada', 'eve');
  bench.advance(GRACE_MS);
  bench.moveAway(ada ?? '');
  await bench.settle();
  await bench.push();
  expect(bench.onList()).toEqual(['eve@acme.test']);
  bench.advance(GRACE_MS);
  setMember('ada', true);
  await sweep();
  expect(await bench.push()).toEqual({ kind: 'done' });
  expect(bench.onList()).toEqual(['eve@acme.test']);
});

test('who came onto a list otherwise is told to people, and stays there', async () => {
  await showOnList('ada');
  bench.advance(GRACE_MS);
  bench.mail.people.addProfile({ email: 'zoe@acme.test' });
  setMember('zoe', true);
  await sweep();
  expect(await told()).toEqual(['list-strangers open 1']);
  await bench.push();
  expect(bench.onList()).toEqual(['ada@acme.test', 'zoe@acme.test']);
  setMember('zoe', false);
  await sweep();
  expect(await told()).toEqual(['list-strangers repaired 1']);
});

test('a list that was emptied by hand is not filled again before somebody has agreed (I11)', async () => {
  await showOnList('ada', 'bob', 'eve', 'fay');
  bench.advance(GRACE_MS);
  for (const name of ['ada', 'bob', 'eve', 'fay']) setMember(name, false);
  await sweep();
  expect(await bench.push()).toMatchObject({ kind: 'wait', waitsFor: 'approval' });
  expect(bench.onList()).toEqual([]);
  await bench.approve();
  await bench.push();
  expect(bench.onList()).toHaveLength(4);
});

test('what was told a moment ago may not show yet, and is left to the push', async () => {
  await showOnList('ada');
  setMember('ada', false);
  await sweep();
  expect(await told()).toEqual([]);
});
