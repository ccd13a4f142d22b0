import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Version } from './orm/model.ts';
import { isObject } from './orm/values.ts';
import { type Exchange, readExchanges } from './replay/exchange.ts';
import { notSupported, together } from './replay/not-supported.ts';
import { setStage } from './replay/prelude.ts';
import { createStage, type Stage } from './replay/stage.ts';
import { isReader } from './wire/server.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
const files = readdirSync(fixtures).filter((name) => name.endsWith('.jsonl'));
const READ_MS = 1;
const WRITE_MS = 6;
const LONG_BATCH_MS = 5_000;
const POLL_MS = 200;

const reasonFor = (file: string, { testCase, number }: Exchange): string | undefined =>
  notSupported.find(
    (item) =>
      item.file.test(file) &&
      (item.testCase === undefined || item.testCase === testCase) &&
      (item.numbers === undefined || item.numbers.includes(number)),
  )?.reason;

describe.each(files)('%s is answered as the real server answered', (file) => {
  const version = Number(file.slice(4, 6)) as Version;
  const exchanges = readExchanges(new URL(file, fixtures));
  let slowNext = false;
  const stage = createStage({
    version,
    exchanges,
    workMs: ({ method }) =>
      isReader(method) ? READ_MS : slowNext && method === 'create' ? LONG_BATCH_MS : WRITE_MS,
  });
  const cases = [...new Set(exchanges.map((exchange) => exchange.testCase))];

  test('what the database held before', async () => {
    await setStage(file, stage);
    expect(stage.core.erp.apiCalls).toBeDefined();
  });
  for (const name of cases) {
    const own = exchanges.filter((exchange) => exchange.testCase === name);
    const supported = own.filter((exchange) => reasonFor(file, exchange) === undefined);
    const [reason] = own.flatMap((exchange) => reasonFor(file, exchange) ?? []);
    if (supported.length === 0) {
      test.skip(`${name} (not supported: ${reason ?? ''})`, () => undefined);
      continue;
    }
    const isSlow = name === 'write-date-is-transaction-start';
    test(name, async () => {
      slowNext = isSlow;
      const found = isSlow ? await playLongBatch(stage, supported) : await playAll(stage, file, supported);
      slowNext = false;
      expect(found).toEqual([]);
    });
  }
});

async function playAll(stage: Stage, file: string, exchanges: readonly Exchange[]): Promise<string[]> {
  const found: string[] = [];
  const done = new Set<number>();
  for (const exchange of exchanges) {
    if (done.has(exchange.number)) continue;
    const group = together.find((item) => item.file.test(file) && item.numbers.includes(exchange.number));
    const batch =
      group === undefined ? [exchange] : exchanges.filter(({ number }) => group.numbers.includes(number));
    for (const { number } of batch) done.add(number);
    const differences = batch.length === 1 ? await stage.play(exchange) : await stage.playTogether(batch);
    found.push(
      ...differences.map(
        (difference) => `#${exchange.number} ${exchange.model}.${exchange.call}: ${difference}`,
      ),
    );
  }
  return found;
}

/** One create of 60 orders that takes five seconds, watched from outside all the while. */
async function playLongBatch(stage: Stage, exchanges: readonly Exchange[]): Promise<string[]> {
  const [batch] = exchanges.filter(({ call }) => call === 'create');
  if (batch === undefined) return ['the recording has no batch'];
  const polls = exchanges.filter(({ number }) => number < batch.number);
  const running = stage.send(batch);
  const seen: unknown[] = [];
  for (const poll of polls) {
    const { outcome } = await stage.clock.driveFor(POLL_MS, stage.send(poll));
    seen.push(outcome.kind === 'result' ? outcome.value : outcome);
  }
  const { outcome } = await stage.clock.drive(running);
  if (outcome.kind !== 'result' || batch.outcome.kind !== 'result') return ['the batch failed'];
  const [theirs, ours] = [batch.outcome.value as readonly number[], outcome.value as readonly number[]];
  for (const [index, id] of theirs.entries()) stage.mapping.learn('sale.order', id, ours[index] ?? 0);
  const early = seen.filter((value) => value !== 0);
  const later = [];
  for (const exchange of exchanges.filter(({ number }) => number > batch.number))
    later.push(...(await stage.play(exchange)));
  return [...early.map((value) => `seen before its commit: ${JSON.stringify(value)}`), ...later];
}

test('every reason for leaving a case out is used by a recording', () => {
  for (const item of notSupported) {
    const used = files.some(
      (file) =>
        item.file.test(file) &&
        readExchanges(new URL(file, fixtures)).some((exchange) => reasonFor(file, exchange) === item.reason),
    );
    expect({ reason: item.reason, used }).toEqual({ reason: item.reason, used: true });
  }
});

test('the recordings hold what they must: three versions, races among them', () => {
  const all = files.flatMap((file) => readExchanges(new URL(file, fixtures)));
  const losers = all.filter(
    ({ outcome }) =>
      outcome.kind === 'result' &&
      isObject(outcome.value) &&
      JSON.stringify(outcome.value).includes('could not serialize'),
  );
  expect(all.length).toBeGreaterThan(2_000);
  expect(losers.length).toBe(10);
});
