import Table from 'cli-table3';
import type { CaseResult } from './case-result.ts';

/** A table for people: case, verdict, and what shows that the fault was there. */
export function renderTable(results: readonly CaseResult[]): string {
  const table = new Table({
    head: ['case', 'row', 'verdict', 'lost', 'doubled', 'oversold', 'recovery', 'took', 'the fault'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
    colWidths: [null, null, null, null, null, null, null, null, 60],
    wordWrap: true,
  });
  for (const one of results) {
    const isPlayed = one.outcome !== 'skipped';
    table.push([
      one.name,
      one.row,
      one.outcome,
      ...(isPlayed ? [one.lost, one.doubled, one.oversold] : ['', '', '']),
      one.recoveryS === null ? '' : `${one.recoveryS.toFixed(1)} s`,
      isPlayed ? `${one.seconds.toFixed(0)} s` : '',
      one.outcome === 'skipped'
        ? one.remarks.join('; ')
        : one.proofs.map(({ what, count }) => `${what}: ${count}`).join('; '),
    ]);
  }
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  return [
    table.toString(),
    ...failed.flatMap(({ name, folder, remarks }) => [
      '',
      `${name} failed: ${remarks[0] ?? 'no reason given'}`,
      ...remarks.slice(1).map((line) => `  ${line}`),
      `  Look at ${folder ?? 'its folder'}: failures.txt, the engine-*.log files in the order of their starts, and the ledger in data/.`,
      `  Again, alone: npm run chaos -- --only ${name}`,
    ]),
  ].join('\n');
}

/** The last line of `--json`. */
export function toJson(results: readonly CaseResult[]) {
  const played = results.filter(({ outcome }) => outcome !== 'skipped');
  const sum = (key: 'lost' | 'doubled' | 'oversold'): number =>
    played.reduce((total, one) => total + one[key], 0);
  const count = (outcome: CaseResult['outcome']): number =>
    results.filter((one) => one.outcome === outcome).length;
  return {
    cases: results.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    oversold: sum('oversold'),
    slowest_recovery_s: Math.round(Math.max(0, ...played.map(({ recoveryS }) => recoveryS ?? 0)) * 10) / 10,
    skips: results
      .filter(({ outcome }) => outcome === 'skipped')
      .map(({ name, remarks }) => ({ case: name, reason: remarks.join('; ') })),
    failures: results
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ name, remarks, folder }) => ({ case: name, reason: remarks[0] ?? '', folder })),
  };
}
