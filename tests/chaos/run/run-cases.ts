import type { ChaosCase } from '#tests/chaos/chaos-case.ts';
import type { CaseResult } from './case-result.ts';
import { playCases } from './play-case.ts';

/** So many share a world at most: a longer row would be the last to end. */
const SHARING_MAX = 5;

export interface RunOptions {
  readonly cases: readonly ChaosCase[];
  readonly repeat: number;
  /** Worlds at the same time. Most of a case is waiting. */
  readonly atOnce: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Plays all cases, so many times each, a few at a time; results come in the order of the list. */
export async function runCases(options: RunOptions): Promise<readonly CaseResult[]> {
  const { cases, repeat, atOnce, say, signal } = options;
  const total = cases.length * repeat;
  const rounds = Array.from({ length: repeat }, () => new Map<ChaosCase, CaseResult>());
  const waiting = rounds.flatMap((results, round) =>
    toRows(cases).map((row) => ({ row, results, seed: options.seed + round, round })),
  );
  let begun = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const { row, results, seed, round } = next;
      await playCases({
        cases: row,
        seed,
        signal,
        sayOf({ name }) {
          begun += 1;
          const label = `${repeat === 1 ? name : `${name} #${round + 1}`} (${begun} of ${total})`;
          return (line) => say(`${label}: ${line.trim()}`);
        },
        onResult: (chaosCase, result) => void results.set(chaosCase, result),
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rounds.flatMap((results) => cases.flatMap((one) => results.get(one) ?? []));
}

/** Cases that share a world, as rows of a few that fit each other; all others by themselves. */
export function toRows(cases: readonly ChaosCase[]): readonly (readonly ChaosCase[])[] {
  const rows: ChaosCase[][] = [];
  const open = new Map<string, ChaosCase[]>();
  for (const one of cases) {
    const kind = `${one.shape} ${one.breadth ?? 'narrow'}`;
    const known = one.sharesWorld === true ? open.get(kind) : undefined;
    if (known !== undefined && known.length < SHARING_MAX) {
      known.push(one);
      continue;
    }
    const row = [one];
    rows.push(row);
    if (one.sharesWorld === true) open.set(kind, row);
  }
  return rows;
}
