import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChaosCase } from '#tests/chaos/chaos-case.ts';
import type { CaseResult } from './case-result.ts';
import { playCase } from './play-case.ts';

const FOLDER_PREFIX = 'syncline-chaos-';

export interface RunOptions {
  readonly cases: readonly ChaosCase[];
  readonly repeat: number;
  /** Cases at the same time. Most of a case is waiting. */
  readonly atOnce: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Plays all cases, so many times each, a few at a time; results come in the order of the list. */
export async function runCases(options: RunOptions): Promise<readonly CaseResult[]> {
  const { cases, repeat, atOnce, say, signal } = options;
  const waiting = Array.from({ length: repeat }, (_, round) =>
    cases.map((chaosCase) => ({ chaosCase, round })),
  ).flat();
  const results = new Map<(typeof waiting)[number], CaseResult>();
  const all = [...waiting];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const { chaosCase, round } = next;
      const label = repeat === 1 ? chaosCase.name : `${chaosCase.name} #${round + 1}`;
      const sayHere = (line: string): void => say(`${label}: ${line.trim()}`);
      sayHere(`begins (${all.length - waiting.length} of ${all.length})`);
      const result = await playCase({
        chaosCase,
        folder: mkdtempSync(join(tmpdir(), FOLDER_PREFIX)),
        seed: options.seed + round,
        say: sayHere,
        signal,
      });
      results.set(next, result);
      sayHere(`${result.outcome} after ${result.seconds.toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return all.flatMap((one) => results.get(one) ?? []);
}
