import type { CommandContext } from '#operations/commands.ts';
import type { Configuration } from '#config/schema.ts';
import type { CommonOptions } from './common-options.ts';
import { findDaemon } from './exchange-with-daemon.ts';
import { accountsForCommand, loadForCommand } from './load-for-command.ts';
import { print, remark } from './output.ts';
import { writeLedger } from './reach-ledger.ts';
import { systemClock } from './system-clock.ts';

interface Change {
  readonly name: string;
  readonly args: unknown;
  readonly render: (result: unknown) => string;
  /** Shown with a percentage while it works. */
  readonly progress?: string;
}

/** Runs a changing command: in the daemon when one owns the ledger, else here under the ledger's lock. */
export async function changeLedger(
  options: CommonOptions,
  { name, args, render, progress }: Change,
): Promise<void> {
  const { configuration } = await loadForCommand(options);
  const onProgress = showProgress(progress);
  print(await askForChange(configuration, { name, args, onProgress }), options.json, render);
}

interface Request {
  readonly name: string;
  readonly args: unknown;
  readonly onProgress?: CommandContext['onProgress'];
}

/** The same without a word about its answer. */
export async function askForChange(
  configuration: Configuration,
  { name, args, onProgress = () => undefined }: Request,
): Promise<unknown> {
  const daemon = configuration.databaseUrl === null ? await findDaemon(configuration.dataDir) : null;
  return daemon === null
    ? changeHere(configuration, { name, args, onProgress })
    : daemon.command(name, args, onProgress);
}

async function changeHere(
  configuration: Configuration,
  { name, args, onProgress }: Required<Request>,
): Promise<unknown> {
  const [{ commands }, connections] = await Promise.all([
    import('#operations/commands.ts'),
    accountsForCommand(configuration),
  ]);
  return writeLedger(configuration, async (ledger) =>
    commands[name]?.run({ ledger, clock: systemClock, connections, onProgress }, args),
  );
}

function showProgress(title: string | undefined): (share: number) => void {
  let shown = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (title === undefined || percent === shown) return;
    shown = percent;
    if (process.stderr.isTTY) process.stderr.write(`\r${title}: ${percent} %${percent === 100 ? '\n' : ''}`);
    else if (percent % 10 === 0) remark(`${title}: ${percent} %`);
  };
}
