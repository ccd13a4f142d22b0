import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { judgeCampaign } from './campaign/verdict.ts';
import { runCampaign } from './campaign/run-campaign.ts';
import { printFailure, printPlanted, showProgress } from './campaign/show.ts';
import { type Mode, modes } from './plan/history-plan.ts';
import { allBugs } from './planted/all-bugs.ts';
import { witnesses } from './planted/witnesses.ts';
import { modeOf } from './campaign/mode-of-seed.ts';

interface Options {
  readonly seconds: number;
  readonly workers: number;
  readonly mode?: Mode;
  readonly from?: number;
  readonly histories?: number;
  readonly twice?: true;
  readonly planted?: boolean | string;
  readonly seed?: number;
  readonly trace?: true | 'steps';
  readonly json?: true;
}

const SECONDS_DEFAULT = 60;
const SEEDS = 1_000_000_000;

const program = new Command('simulate')
  .description(
    "Runs the real program in virtual time against the vendors' sandboxes, with faults, and looks for what must never happen.",
  )
  .option(
    '--seconds <n>',
    'length of the whole run; a fifth of it is for the planted bugs',
    toCount,
    SECONDS_DEFAULT,
  )
  .option('--workers <n>', 'threads', toCount, availableParallelism())
  .addOption(new Option('--mode <mode>', 'only histories of this mode').choices(modes))
  .option('--from <seed>', 'first seed of the campaign; default: a new one each time', toCount)
  .option('--histories <n>', 'no more histories than this', toCount)
  .option('--twice', 'runs every history twice and compares the two courses')
  .option('--no-planted', 'without the planted bugs')
  .option(
    '--planted <ids>',
    'only these planted bugs, with commas between them; "all": also those that no seed is known to show',
  )
  .option('--seed <n>', 'plays one history again', toCount)
  .addOption(
    new Option('--trace [steps]', 'with --seed: tells the story; "steps" tells every step').choices([
      'steps',
    ]),
  )
  .option('--json', 'nothing on standard output but the last line')
  .addHelpText(
    'after',
    '\nThe last line of standard output is one JSON object. The exit code is 0 when nothing was violated, every planted bug was caught and,\nin a run of all modes, every kind of fault fired.\n\nExamples:\n  npm run simulate\n  npm run simulate -- --seconds 600 --no-planted\n  npm run simulate -- --seed 4711 --mode liveness --trace',
  )
  .action(async (options: Options) => {
    process.exitCode =
      options.seed === undefined ? await campaign(options) : await replay(options, options.seed);
  });

await program.parseAsync();

async function campaign(options: Options): Promise<number> {
  const from = options.from ?? 1 + Math.floor(Math.random() * SEEDS);
  const { seconds, workers, mode = null, planted = true } = options;
  const wanted = plantedIds(planted);
  for (const id of wanted) {
    if (!allBugs.some((bug) => bug.id === id)) program.error(`there is no planted bug "${id}"`);
  }
  const progress = showProgress(seconds);
  const result = await runCampaign({
    seconds,
    workers,
    mode,
    from,
    historiesMax: options.histories ?? null,
    isTwice: options.twice === true,
    planted: wanted,
    onProgress: progress.note,
  });
  progress.end();
  const commit = readCommit();
  const { figures, failures } = judgeCampaign(result, {
    from,
    commit,
    isWhole: mode === null && options.histories === undefined,
  });
  for (const failure of result.tally.failures.slice(0, 3)) printFailure(failure, commit);
  printPlanted(result.tally.planted);
  for (const failure of failures) process.stderr.write(`FAILED: ${failure}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** One history again, with its story. */
async function replay({ mode, trace, json }: Options, seed: number): Promise<number> {
  // Loaded here alone: a campaign runs its histories in workers.
  const { createSimulator } = await import('./history.ts');
  const simulator = await createSimulator();
  const { drawPlan } = await import('./plan/draw-plan.ts');
  const plan = drawPlan(seed, mode ?? modeOf(seed));
  const result = await simulator.run(plan, {
    keepsStory: trace !== undefined,
    keepsSteps: trace === 'steps',
  });
  await simulator.close();
  if (json !== true) for (const line of result.lines) process.stdout.write(`${line}\n`);
  const { violations, steps, hash } = result;
  process.stdout.write(`${JSON.stringify({ seed, mode: plan.mode, steps, hash, violations })}\n`);
  return violations.length === 0 ? 0 : 1;
}

/** Without a choice those that a seed is known to show. */
function plantedIds(planted: boolean | string): readonly string[] {
  if (planted === false) return [];
  if (planted === true) return Object.keys(witnesses);
  return planted === 'all' ? allBugs.map(({ id }) => id) : planted.split(',');
}

function readCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

function toCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number from 1 on');
  return value;
}
