import Table from 'cli-table3';
import { logUpdateStderr } from 'log-update';
import { allBugs } from '../planted/all-bugs.ts';
import type { Failure, PlantedReport, Tally } from './tally.ts';

const REDRAW_MS = 500;

/** How far the campaign is, on standard error; a line now and then where that is no terminal. */
export function showProgress(seconds: number): { note(tally: Tally): void; end(): void } {
  const startedAt = Date.now();
  const isTerminal = process.stderr.isTTY;
  let drawnAt = 0;
  return {
    note({ histories, failures, planted, simulatedMs }) {
      const now = Date.now();
      if (now - drawnAt < (isTerminal ? REDRAW_MS : REDRAW_MS * 20)) return;
      drawnAt = now;
      const text =
        `${Math.round((now - startedAt) / 1_000)} of ${seconds} s: ${histories} histories, ` +
        `${(simulatedMs / 3_600_000).toFixed(1)} simulated hours, ${failures.length} violations, ${planted.length} planted bugs tried`;
      if (isTerminal) logUpdateStderr(text);
      else process.stderr.write(`${text}\n`);
    },
    end() {
      if (isTerminal) logUpdateStderr.done();
    },
  };
}

/** Everything that somebody needs to see it again. */
export function printFailure({ seed, mode, violations, story }: Failure, commit: string): void {
  const lines = [
    '',
    `seed ${seed}, mode ${mode}, commit ${commit}`,
    ...violations.slice(0, 5).map(({ invariant, detail }) => `  ${invariant}: ${detail}`),
    'The shortest history found that shows it:',
    ...story.map((line) => `  ${line}`),
    `See it again: npm run simulate -- --seed ${seed} --mode ${mode} --trace`,
    '',
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

/** Each planted bug, and in how many histories it was caught. */
export function printPlanted(reports: readonly PlantedReport[]): void {
  if (reports.length === 0) return;
  const table = new Table({ head: ['planted bug', 'rule', 'caught in', 'by'], style: { head: [], border: [] }, wordWrap: true, colWidths: [42, 6, 11, 70] });
  for (const { id, caughtIn, tried, by } of reports) {
    const rule = allBugs.find((bug) => bug.id === id)?.rule ?? '';
    table.push([id, rule, caughtIn === null ? `not in ${tried}` : `${caughtIn}`, by.slice(0, 130)]);
  }
  process.stderr.write(`${table.toString()}\n`);
}
