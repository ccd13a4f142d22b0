import { Command } from 'commander';
import { listParked, type ParkedItem, showParked } from '#operations/parked.ts';
import { changeLedger } from './change-ledger.ts';
import { CliError } from './cli-error.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';

interface FilterOptions extends CommonOptions {
  readonly connection?: string;
  readonly job?: string;
}

/** Work and webhooks that a person must look at. */
export function parkedCommand(): Command {
  const command = new Command('parked').description('what waits for a person, and why');
  const filtered = (name: string, description: string) =>
    answeringCommand(name, description)
      .option('--connection <name>', 'only of this connection')
      .option('--job <name>', 'only of this job');
  command.addCommand(
    withExamples(
      filtered('list', 'everything parked').action(async (options: FilterOptions) => {
        const { configuration } = await loadForCommand(options);
        print(
          await readLedger(configuration, (ledger) => listParked(ledger, filterOf(options))),
          options.json,
          renderList,
        );
      }),
      [
        'syncline parked list --connection erp',
        'syncline parked list --json | jq -r .[].reason | sort | uniq -c',
      ],
    ),
    { isDefault: true },
  );
  command.addCommand(
    answeringCommand('show', 'one of them in full')
      .argument('<id>')
      .action(async (id: string, options: CommonOptions) => {
        const { configuration } = await loadForCommand(options);
        print(await readLedger(configuration, (ledger) => showParked(ledger, id)), options.json, renderItem);
      }),
  );
  command.addCommand(
    withExamples(
      filtered('retry', 'try again, with attempts counted from zero')
        .argument('[id...]')
        .option('--all', 'all that the filters let through', false)
        .action(async (ids: string[], options: FilterOptions & { readonly all: boolean }) => {
          if (options.all === ids.length > 0)
            throw new CliError('give either ids or --all', {
              exitCode: exitCodes.usage,
              advice: '"syncline parked list" shows the ids',
            });
          const request = options.all
            ? { name: 'parked-retry-all', args: filterOf(options) }
            : { name: 'parked-retry', args: { ids } };
          await changeLedger(options, { ...request, render: (result) => `Retried: ${countOf(result)}` });
        }),
      ['syncline parked retry 0199f3a2-...', 'syncline parked retry --all --job export-order'],
    ),
  );
  command.addCommand(
    answeringCommand('drop', 'give one up; a later change of the same subject wakes it again')
      .argument('<id>')
      .action(async (id: string, options: CommonOptions) => {
        await changeLedger(options, { name: 'parked-drop', args: { id }, render: () => `Dropped ${id}.` });
      }),
  );
  return command;
}

function filterOf({ connection, job }: FilterOptions): {
  readonly connection?: string;
  readonly job?: string;
} {
  return { ...(connection === undefined ? {} : { connection }), ...(job === undefined ? {} : { job }) };
}

function renderList(items: readonly ParkedItem[]): string {
  if (items.length === 0) return 'Nothing is parked.';
  const rows = items.map((item) => [
    item.id,
    item.connection,
    item.job,
    item.subject,
    renderTime(item.since),
    item.reason,
  ]);
  return renderTable(['id', 'connection', 'job', 'subject', 'since', 'reason'], rows);
}

function renderItem(item: ParkedItem): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['id', item.id],
    ['kind', item.kind],
    ['connection', item.connection],
    ['job', item.job],
    ['subject', item.subject],
    ['reason', item.reason],
    ['attempts', item.attempts],
    ['cause', item.cause],
    ['since', renderTime(item.since)],
  ];
  return `${renderTable(['what', 'value'], rows)}\n\nMend the cause, then: syncline parked retry ${item.id}\nOr give it up:        syncline parked drop ${item.id}`;
}

function countOf(result: unknown): string {
  return typeof result === 'object' && result !== null && 'retried' in result ? String(result.retried) : '?';
}
