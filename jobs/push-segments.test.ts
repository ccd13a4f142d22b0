import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { openSegmentBench, type SegmentBench } from '#tests/support/segment-bench.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { pushSegments } from './push-segments.ts';

let bench: SegmentBench;

beforeEach(async () => {
  bench = await openSegmentBench();
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

/** The call takes effect, and its answer is lost. */
async function pushUnheard(operation: string): Promise<void> {
  const end = spoilCalls(bench.mail.faults, { kind: 'timeout-after', operation, count: 1 });
  await expect(bench.run(pushSegments, 'mail')).rejects.toThrow(/no answer/i);
  end();
}

test('the first push of a connection waits for approval, and then the list says who is in the segment', async () => {
  bench.add('ada');
  bench.add('bob', 'US');
  await bench.settle();
  expect(await bench.push()).toMatchObject({ kind: 'wait', waitsFor: 'approval' });
  expect(bench.onList()).toEqual([]);
  expect(await bench.held()).toMatchObject({ changes: [{ sku: 'canada', from: 0, to: 1 }] });
  await bench.approve();
  expect(await bench.push()).toEqual({ kind: 'done' });
  expect(bench.onList()).toEqual(['ada@acme.test']);
  expect(bench.mail.books.messages()).toEqual([]);
});

test('later changes go by themselves as long as they touch few contacts', async () => {
  const ada = bench.add('ada');
  await bench.settle();
  await bench.push();
  await bench.approve();
  await bench.push();
  bench.advance(700_000);
  bench.add('eve');
  bench.moveAway(ada);
  await bench.settle();
  expect(await bench.push()).toEqual({ kind: 'done' });
  expect(bench.onList()).toEqual(['eve@acme.test']);

  bench.advance(700_000);
  for (const name of ['fay', 'gus', 'hal']) bench.add(name);
  await bench.settle();
  expect(await bench.push()).toMatchObject({ kind: 'wait', waitsFor: 'approval' });
  expect(bench.onList()).toEqual(['eve@acme.test']);
  await bench.approve();
  await bench.push();
  expect(bench.onList()).toHaveLength(4);
});

test('splitting a mass change does not dodge the brake', async () => {
  bench.add('ada');
  await bench.settle();
  await bench.push();
  await bench.approve();
  await bench.push();
  bench.advance(700_000);
  for (const name of ['bob', 'eve', 'fay', 'gus']) {
    bench.add(name);
    await bench.settle();
    await bench.push();
  }
  expect(bench.onList()).toHaveLength(3);
  expect(await bench.held()).not.toBeNull();
});

test('a segment that is given another list is another push: what one list was told says nothing of the other', async () => {
  bench.add('ada');
  await bench.settle();
  await bench.push();
  await bench.approve();
  await bench.push();
  const other = bench.mail.people.addList('Another');
  await bench.useList(other);
  bench.advance(700_000);
  expect(await bench.push()).toEqual({ kind: 'done' });
  expect(bench.mail.books.members(other)).toEqual(bench.mail.books.members(bench.list));
});

test('a list that triggers flows is left alone, which is told, and keeps no other segment waiting', async () => {
  bench.add('ada');
  await bench.settle();
  const flows = bench.mail.people.addList('Welcome', ['welcome']);
  await bench.useList(flows);
  await bench.push();
  await bench.approve();
  await bench.push();
  expect(bench.mail.books.members(flows)).toEqual([]);
  expect(bench.mail.books.messages()).toEqual([]);
  expect(await bench.ledger.read((tx) => tx.discrepancies.list({ limit: 9 }))).toMatchObject([
    { type: 'segment-refused', connection: 'mail', subject: 'canada', state: 'open' },
  ]);
});

test('a lost answer is said again, and what lands late is said once more', async () => {
  const ada = bench.add('ada');
  await bench.settle();
  await bench.push();
  await bench.approve();
  await pushUnheard('add_profiles_to_list');
  expect(bench.onList()).toEqual(['ada@acme.test']);
  // They leave the segment while the outcome is open.
  bench.moveAway(ada);
  await bench.settle();
  await bench.push();
  bench.advance(120_000);
  await bench.push();
  await bench.push();
  expect(bench.onList()).toEqual([]);
  expect(await bench.dirty(pushSegments, 'mail')).toBe(0);
});

test('whoever comes back while it is not known whether they were taken off is put on again', async () => {
  const ada = bench.add('ada');
  await bench.settle();
  await bench.push();
  await bench.approve();
  await bench.push();
  bench.moveAway(ada);
  await bench.settle();
  await pushUnheard('remove_profiles_from_list');
  expect(bench.onList()).toEqual([]);
  bench.moveBack(ada);
  await bench.settle();
  for (let round = 0; round < 4; round += 1) {
    await bench.push();
    bench.advance(120_000);
  }
  expect(bench.onList()).toEqual(['ada@acme.test']);
  expect(await bench.dirty(pushSegments, 'mail')).toBe(0);
});

test('an erased person leaves every segment, also while a push waits', async () => {
  const ada = bench.add('ada');
  bench.add('bob');
  await bench.settle();
  await bench.push();
  await bench.approve();
  const person = { email: null, phone: null, customer: { connection: 'store', id: ada }, orders: [] };
  await bench.ledger.write((tx) => tx.erasures.begin(person, 'operator', bench.mail.now()));
  await bench.push();
  expect(bench.onList()).toEqual(['bob@acme.test']);
  expect(await bench.ledger.read((tx) => tx.segments.newest('canada', 9))).toHaveLength(1);
});
