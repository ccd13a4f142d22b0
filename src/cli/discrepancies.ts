import { Command, Option } from 'commander';
import { type Money, toDecimal } from '#domain/money.ts';
import { listDiscrepancies } from '#operations/list-discrepancies.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import { changeLedger } from './change-ledger.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';

interface Options extends CommonOptions {
  readonly state: Discrepancy['state'] | 'all';
  readonly limit: string;
}

/** Differences between the systems, and what a person says to them. */
export function discrepanciesCommand(): Command {
  const command = new Command('discrepancies').description(
    'differences between the systems that outlived their grace period',
  );
  command.addCommand(
    withExamples(
      answeringCommand('list', 'what differs, and what can be done')
        .addOption(
          new Option('--state <state>', 'which')
            .choices(['open', 'repaired', 'accepted', 'all'])
            .default('open'),
        )
        .option('--limit <count>', 'at most so many', '200')
        .action(async (options: Options) => {
          const { configuration } = await loadForCommand(options);
          const state = options.state === 'all' ? undefined : options.state;
          const limit = Math.max(1, Number.parseInt(options.limit, 10) || 1);
          print(
            await readLedger(configuration, (ledger) => listDiscrepancies(ledger, { state, limit })),
            options.json,
            render,
          );
        }),
      ['syncline discrepancies', 'syncline discrepancies list --state all --limit 20'],
    ),
    { isDefault: true },
  );
  command.addCommand(
    withExamples(
      answeringCommand('accept', 'leave one as it is: it is not told again while it says the same')
        .argument('<id>')
        .action(async (id: string, options: CommonOptions) => {
          await changeLedger(options, {
            name: 'discrepancy-accept',
            args: { id },
            render: () => `Accepted ${id}.`,
          });
        }),
      ['syncline discrepancies accept 0199f3a2-...'],
    ),
  );
  return command;
}

function render(list: readonly Discrepancy[]): string {
  if (list.length === 0) return 'There is none.';
  const rows = list.map((one) => [
    one.id,
    one.type,
    one.connection,
    one.subject,
    amountOf(one),
    renderTime(one.openedAt),
    one.state,
    one.detail,
    one.suggestion,
  ]);
  return renderTable(
    ['id', 'type', 'connection', 'subject', 'amount', 'since', 'state', 'detail', 'what to do'],
    rows,
  );
}

function amountOf({ amount, currency }: Discrepancy): string {
  if (amount === null) return '-';
  const worth: Money | null = currency === null ? null : { minor: amount, currency };
  return worth === null ? `${amount} units` : `${toDecimal(worth)} ${worth.currency}`;
}
