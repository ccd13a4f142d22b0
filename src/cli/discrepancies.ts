import { type Command, Option } from 'commander';
import { type Money, toDecimal } from '#domain/money.ts';
import { listDiscrepancies } from '#operations/list-discrepancies.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';

interface Options extends CommonOptions {
  readonly state: Discrepancy['state'] | 'all';
  readonly limit: string;
}

export function discrepanciesCommand(): Command {
  const command = answeringCommand(
    'discrepancies',
    'differences between the systems that outlived their grace period',
  )
    .addOption(
      new Option('--state <state>', 'which').choices(['open', 'repaired', 'accepted', 'all']).default('open'),
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
    });
  return withExamples(command, ['syncline discrepancies', 'syncline discrepancies --state all --limit 20']);
}

function render(list: readonly Discrepancy[]): string {
  if (list.length === 0) return 'There is none.';
  const rows = list.map((one) => [
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
    ['type', 'connection', 'subject', 'amount', 'since', 'state', 'detail', 'what to do'],
    rows,
  );
}

function amountOf({ amount, currency }: Discrepancy): string {
  if (amount === null) return '-';
  const worth: Money | null = currency === null ? null : { minor: amount, currency };
  return worth === null ? `${amount} units` : `${toDecimal(worth)} ${worth.currency}`;
}
