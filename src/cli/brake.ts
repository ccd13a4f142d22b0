import { userInfo } from 'node:os';
import { Command } from 'commander';
import { listBrakes, showBrake } from '#operations/brakes.ts';
import type { Brake } from '#sdk/ledger/brakes.ts';
import { changeLedger } from './change-ledger.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';

/** Mass changes that were stopped before their first write. */
export function brakeCommand(): Command {
  const command = new Command('brake').description('mass changes that were stopped and wait for a person');
  command.addCommand(
    withExamples(
      answeringCommand('list', 'all of them, newest first').action(async (options: CommonOptions) => {
        const { configuration } = await loadForCommand(options);
        print(await readLedger(configuration, listBrakes), options.json, renderList);
      }),
      ['syncline brake', 'syncline brake list --json'],
    ),
    { isDefault: true },
  );
  command.addCommand(
    answeringCommand('show', 'every single change of one')
      .argument('<hash>')
      .action(async (hash: string, options: CommonOptions) => {
        const { configuration } = await loadForCommand(options);
        print(
          await readLedger(configuration, (ledger) => showBrake(ledger, hash)),
          options.json,
          renderBrake,
        );
      }),
  );
  command.addCommand(
    withExamples(
      answeringCommand('approve', 'release exactly this change; other numbers need an approval of their own')
        .argument('<hash>')
        .option('--by <name>', 'who approves', userInfo().username)
        .action(async (hash: string, options: CommonOptions & { readonly by: string }) => {
          await changeLedger(options, {
            name: 'brake-approve',
            args: { hash, by: options.by },
            render: () => `Approved ${hash}; it is published now.`,
          });
        }),
      ['syncline brake show 4f1c22d09a7be311', 'syncline brake approve 4f1c22d09a7be311'],
    ),
  );
  return command;
}

function renderList(brakes: Awaited<ReturnType<typeof listBrakes>>): string {
  if (brakes.length === 0) return 'The brake never tripped.';
  return renderTable(
    ['hash', 'connection', 'state', 'tripped', 'changes', 'reason'],
    brakes.map((brake) => [
      brake.hash,
      brake.connection,
      brake.state,
      renderTime(brake.trippedAt),
      brake.changeCount,
      brake.reason,
    ]),
  );
}

function renderBrake(brake: Brake): string {
  const rows = brake.changes.map((change) => [change.sku, change.subject, change.from, change.to]);
  const next = brake.state === 'held' ? `\n\nRelease it: syncline brake approve ${brake.hash}` : '';
  return `${brake.connection}, ${brake.state}: ${brake.reason}\n\n${renderTable(['SKU or segment', 'cell or customer', 'shows', 'would show'], rows)}${next}`;
}
