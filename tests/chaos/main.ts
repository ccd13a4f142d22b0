import { Command, InvalidArgumentError } from 'commander';
import { cases } from './registry.ts';
import { renderTable, toJson } from './run/report.ts';
import { runCases } from './run/run-cases.ts';

interface Options {
  readonly only?: string;
  readonly repeat: number;
  readonly atOnce: number;
  readonly seed: number;
  readonly list: boolean;
  readonly json: boolean;
}

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

await new Command('chaos')
  .description(
    'breaks a running Syncline in every way that is known, a few cases at a time, and judges by the books of the vendors',
  )
  .option('--only <names>', 'only cases whose name or row contains one of these (comma between them)')
  .option('--repeat <count>', 'play each case so many times', toCount, 1)
  .option('--at-once <count>', 'worlds at the same time', toCount, 3)
  .option('--seed <number>', 'other shoppers, other baskets', toCount, 1)
  .option('--list', 'name the cases and play none', false)
  .option('--json', 'the last line of standard output is one JSON object', false)
  .addHelpText(
    'after',
    '\nExamples:\n  npm run chaos\n  npm run chaos -- --only redis,F20\n  npm run chaos -- --only kill-at-steps --repeat 5 --json',
  )
  .action(run)
  .parseAsync();

async function run({ only, repeat, atOnce, seed, list, json }: Options): Promise<void> {
  const wanted = only
    ?.split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const chosen = cases.filter(
    ({ name, row }) => wanted === undefined || wanted.some((word) => name.includes(word) || row === word),
  );
  if (list) {
    for (const { name, row, title } of chosen)
      process.stdout.write(`${row.padEnd(5)} ${name.padEnd(34)} ${title}\n`);
    return;
  }
  if (chosen.length === 0) {
    process.stderr.write(`no case is named like ${only ?? ''}; --list names them\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Error('stopped'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const startedAt = performance.now();
  const say = (line: string): void => {
    const atS = Math.round((performance.now() - startedAt) / 1_000);
    process.stderr.write(`${String(atS).padStart(5)} s  ${line}\n`);
  };
  const results = await runCases({ cases: chosen, repeat, atOnce, seed, say, signal: stopping.signal });
  const out = json ? process.stderr : process.stdout;
  out.write(`${renderTable(results)}\n`);
  const summary = toJson(results);
  say(`${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
  if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  const isWhole = summary.cases === chosen.length * repeat;
  process.exitCode = summary.failed === 0 && isWhole ? 0 : EXIT_FAILED;
}

function toCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number above 0.');
}
