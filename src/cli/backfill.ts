import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { Configuration } from '#config/schema.ts';
import { type BackfillProgress, readBackfills } from '#operations/read-backfills.ts';
import { askForChange } from './change-ledger.ts';
import { CliError } from './cli-error.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { findDaemon } from './exchange-with-daemon.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, remark } from './output.ts';
import { readLedger } from './reach-ledger.ts';
import { describeBackfills, renderBackfills } from './render-backfills.ts';
import { systemClock } from './system-clock.ts';

const LOOK_EVERY_MS = 1_000;

interface BackfillOptions extends CommonOptions {
  readonly resource: 'orders' | 'customers';
  readonly from: number;
  readonly to?: number;
  readonly again: boolean;
  readonly wait: boolean;
  readonly by: string;
}

/** Tells a system the past of the stores that feed it. */
export function backfillCommand(): Command {
  const command = answeringCommand(
    'backfill',
    'tell a system what happened at its stores before it was watched: nothing reacts to it, nothing is told twice',
  )
    .argument('<connection>', 'the connection that is told, such as klaviyo')
    .addOption(
      new Option('--resource <name>', 'orders with what became of them, or customers')
        .choices(['orders', 'customers'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--from <date>', 'placed, or last changed, at this time or later; UTC')
        .argParser(toMoment)
        .default(0, 'the beginning'),
    )
    .option('--to <date>', 'and before this time (default: the first start of the connection)', toMoment)
    .option('--again', 'begin anew what is done; what was told is not told again', false)
    .option('--no-wait', 'only begin; a running Syncline does the rest')
    .option('--by <name>', 'who asks for it', userInfo().username)
    .action(run);
  return withExamples(command, [
    'syncline backfill klaviyo --resource customers',
    'syncline backfill klaviyo --resource orders --from 2024-01-01 --to 2026-01-01',
    'syncline backfill klaviyo --resource orders --from 2024-01-01T06:00:00Z --no-wait --json',
  ]);
}

async function run(connection: string, options: BackfillOptions): Promise<void> {
  const { configuration } = await loadForCommand(options);
  const { resource, from, to = null, again, by } = options;
  const stores = storesOf(configuration, connection);
  const args = { connection, stores, resource, from, to, again, by };
  const begun = z
    .array(z.object({ id: z.string() }))
    .parse(await askForChange(configuration, { name: 'backfill', args }));
  const ids = begun.map(({ id }) => id);
  const isWorkedOff =
    configuration.databaseUrl !== null || (await findDaemon(configuration.dataDir)) !== null;
  if (!isWorkedOff) remark('It is noted. No Syncline runs here: "syncline start" works it off.');
  const progress = await readLedger(configuration, (ledger) =>
    follow({
      read: () => readBackfills(ledger, ids, systemClock.now()),
      waits: options.wait && isWorkedOff,
    }),
  );
  print(progress, options.json, renderBackfills);
}

/** The stores that feed it. @throws {CliError} it is no connection that is told of anything. */
function storesOf({ connections, marketing }: Configuration, connection: string): readonly string[] {
  const stores = marketing[connection]?.stores;
  if (stores !== undefined && stores.length > 0) return stores;
  const told = Object.keys(marketing);
  const advice =
    told.length === 0
      ? 'name the stores that feed it under "marketing" in the configuration'
      : `told are: ${told.join(', ')}`;
  const feeds = told.filter((name) => marketing[name]?.stores.includes(connection));
  if (feeds.length > 0)
    throw new CliError(
      `"${connection}" is a store: its past is told to ${feeds.join(', ')}, so name that one`,
      {
        exitCode: exitCodes.usage,
        advice: `syncline backfill ${feeds.join(' or ')} ...`,
      },
    );
  const isThere = connections[connection] !== undefined;
  throw new CliError(isThere ? `no store feeds "${connection}"` : `there is no connection "${connection}"`, {
    exitCode: isThere ? exitCodes.usage : exitCodes.notFound,
    advice,
  });
}

/** Shows how far it is until it is done, or until somebody leaves: then it goes on without being watched. */
async function follow({
  read,
  waits,
}: {
  readonly read: () => Promise<BackfillProgress>;
  readonly waits: boolean;
}): Promise<BackfillProgress> {
  // Its terminal library prepares a long expression when it is loaded; no other command moves a bar.
  const { createProgressLine } = await import('./progress-line.ts');
  const line = createProgressLine();
  const left = new AbortController();
  const leave = (): void => left.abort();
  process.once('SIGINT', leave);
  try {
    for (;;) {
      const progress = await read();
      line.show(progress.share, describeBackfills(progress.backfills));
      const isDone = progress.backfills.every(({ state }) => state === 'done');
      if (isDone || !waits) return progress;
      if (progress.standstill !== null)
        throw new CliError(`it stands still: ${progress.standstill}`, {
          advice: 'then run the same command again; it goes on where it is',
        });
      await sleep(LOOK_EVERY_MS, undefined, { signal: left.signal }).catch(() => undefined);
      if (left.signal.aborted) {
        line.end();
        remark('It goes on without this command; the same command shows how far it is.');
        return progress;
      }
    }
  } finally {
    line.end();
    process.off('SIGINT', leave);
  }
}

function toMoment(text: string): number {
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text);
  const at = isDate ? Date.parse(text) : Number.NaN;
  // 2026-02-30 would become the second of March.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text.slice(0, 10)) || at < 0)
    throw new InvalidArgumentError('expected a date such as 2024-01-31 or 2024-01-31T06:00:00Z.');
  return at;
}
