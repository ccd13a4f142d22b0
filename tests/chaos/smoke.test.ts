import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ChaosCase, faultDuringWork } from './chaos-case.ts';
import { cases } from './registry.ts';
import { toJson } from './run/report.ts';
import { playCase } from './run/play-case.ts';

const killedOnce: ChaosCase = {
  name: 'killed-once',
  row: 'F1',
  title: 'one SIGKILL',
  shape: 'one',
  play: faultDuringWork(async ({ world, fired }) => {
    await sleep(300);
    await world.engine().kill();
    fired('processes killed', 1);
    await world.start();
  }),
};

const play = (chaosCase: ChaosCase) =>
  playCase({
    chaosCase,
    folder: mkdtempSync(join(tmpdir(), 'syncline-chaos-')),
    seed: 1,
    say: () => undefined,
    signal: new AbortController().signal,
  });

test(
  'a case plays from its first process to its last, and leaves nothing behind',
  { timeout: 240_000 },
  async () => {
    const result = await play(killedOnce);
    expect(result.remarks).toEqual([]);
    expect(result).toMatchObject({ outcome: 'passed', lost: 0, doubled: 0, oversold: 0, folder: null });
    expect(result.proofs).toEqual([{ what: 'processes killed', count: 1 }]);
  },
);

test('a case whose fault never fired fails, and keeps its folder', { timeout: 60_000 }, async () => {
  const result = await play({
    ...killedOnce,
    play: (scene) => {
      scene.fired('nothing at all', 0);
      return Promise.resolve();
    },
  });
  expect(result).toMatchObject({ outcome: 'failed', remarks: ['the fault never fired: nothing at all'] });
  const folder = result.folder ?? '';
  expect(existsSync(join(folder, 'failures.txt'))).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

test('a case that cannot be played here is skipped with its reason, and counted as such', async () => {
  const result = await play({ ...killedOnce, skip: () => 'no such thing here' });
  expect(toJson([result])).toMatchObject({
    cases: 1,
    passed: 0,
    failed: 0,
    skipped: 1,
    skips: [{ case: 'killed-once', reason: 'no such thing here' }],
  });
});

test('every case has a name of its own', () => {
  const names = cases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
