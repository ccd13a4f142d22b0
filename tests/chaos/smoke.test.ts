import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ChaosCase, faultDuringWork } from './chaos-case.ts';
import { cases } from './registry.ts';
import { toJson } from './run/report.ts';
import { playCases } from './run/play-case.ts';
import { toRows } from './run/run-cases.ts';
import type { World } from './world/world.ts';
import type { CaseResult } from './run/case-result.ts';

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

const nothing = (): Promise<void> => Promise.resolve();

async function play(...chosen: readonly ChaosCase[]): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  await playCases({
    cases: chosen,
    seed: 1,
    sayOf: () => () => undefined,
    onResult: (_chaosCase, result) => void results.push(result),
    signal: new AbortController().signal,
  });
  return results;
}

const neverFired: ChaosCase = {
  ...killedOnce,
  name: 'never-fired',
  play: (scene) => {
    scene.fired('nothing at all', 0);
    return Promise.resolve();
  },
};

test(
  'cases play from the first process to the last, those that share a world in one, and leave nothing behind but what failed',
  { timeout: 240_000 },
  async () => {
    const worlds: World[] = [];
    const noting = (chaosCase: ChaosCase): ChaosCase => ({
      ...chaosCase,
      play: (scene) => {
        worlds.push(scene.world);
        return chaosCase.play(scene);
      },
    });
    const afterwards: ChaosCase = { ...killedOnce, name: 'afterwards', play: faultDuringWork(nothing) };
    const [failed, first, second] = await play(...[neverFired, killedOnce, afterwards].map(noting));

    expect(failed).toMatchObject({ outcome: 'failed', remarks: ['the fault never fired: nothing at all'] });
    const folder = failed?.folder ?? '';
    expect(existsSync(join(folder, 'failures.txt'))).toBe(true);
    rmSync(folder, { recursive: true, force: true });

    const passed = { outcome: 'passed', remarks: [], lost: 0, doubled: 0, oversold: 0, folder: null };
    expect(first).toMatchObject({ ...passed, proofs: [{ what: 'processes killed', count: 1 }] });
    expect(second).toMatchObject(passed);
    expect(worlds[0]?.folder).toBe(folder);
    expect(worlds[1]).not.toBe(worlds[0]);
    expect(worlds[2]).toBe(worlds[1]);
    // One that was killed, and the one after it.
    expect(worlds[1]?.engines).toHaveLength(2);
    expect(existsSync(worlds[1]?.folder ?? '')).toBe(false);
  },
);

test('a world that does not open fails its case, and what it left behind is named', async () => {
  const [result] = await play({ ...killedOnce, surroundings: () => Promise.reject(new Error('no room')) });
  const [remark = ''] = result?.remarks ?? [];
  const [, folder = ''] = /^no room; see (.+)$/.exec(remark) ?? [];
  expect(result?.outcome).toBe('failed');
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

test('a case that cannot be played here is skipped with its reason, and counted as such', async () => {
  expect(toJson(await play({ ...killedOnce, skip: () => 'no such thing here' }))).toMatchObject({
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

test('a few cases of one shape share a world, and nobody shares it with one that does not leave it as it was', () => {
  const named = (name: string, more: Partial<ChaosCase> = {}): ChaosCase => ({
    ...killedOnce,
    name,
    ...more,
  });
  const sharing = { sharesWorld: true };
  const rows = toRows([
    named('a', sharing),
    named('alone'),
    named('b', sharing),
    named('wide', { ...sharing, breadth: 'wide' }),
    named('three', { ...sharing, shape: 'three' }),
    ...['c', 'd', 'e', 'f'].map((name) => named(name, sharing)),
  ]);
  expect(rows.map((row) => row.map(({ name }) => name))).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    ['alone'],
    ['wide'],
    ['three'],
    ['f'],
  ]);
});
