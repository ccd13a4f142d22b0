import type { Command } from 'commander';
import { toSyncSettings } from '#config/to-sync-settings.ts';
import { readSegments, type SegmentPush, type SegmentReport } from '#operations/read-segments.ts';
import { CliError } from './cli-error.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import { accountsForCommand, loadForCommand } from './load-for-command.ts';
import { print, renderTable } from './output.ts';
import { readLedger } from './reach-ledger.ts';

/** Groups of customers: how large they are, and what the next push would change. */
export function segmentsCommand(): Command {
  const command = answeringCommand(
    'segments',
    'how many customers are in which segment, and what the next push to a marketing tool would change',
  )
    .argument('[name]', 'one segment, with some of those who came into it last')
    .action(async (name: string | undefined, options: CommonOptions) => {
      const { configuration } = await loadForCommand(options);
      const settings = toSyncSettings(configuration, await accountsForCommand(configuration));
      const reports = await readLedger(configuration, (ledger) =>
        readSegments(ledger, settings, name ?? null),
      );
      if (name !== undefined && reports.length === 0) {
        throw new CliError(`there is no segment "${name}"`, {
          exitCode: exitCodes.notFound,
          advice: 'see "syncline segments" for those that are configured or pushed',
        });
      }
      print(reports, options.json, (all) => render(all, name !== undefined));
    });
  return withExamples(command, ['syncline segments', 'syncline segments vip-eu', 'syncline segments --json']);
}

function render(reports: readonly SegmentReport[], isOne: boolean): string {
  if (reports.length === 0) return 'There are no segments: write segments or marketing.*.segments.';
  const rows = reports.flatMap(({ name, size, pushes }) =>
    pushes.length === 0
      ? [[name, size, '-', '', '', '']]
      : pushes.map((push) => [name, size, push.connection, placesOf(push), push.add, push.remove]),
  );
  const table = renderTable(['segment', 'customers', 'tool', 'shown on', 'would add', 'would remove'], rows);
  return [table, ...waiting(reports), ...(isOne ? reports.map(renderSample) : [])].join('\n\n');
}

function placesOf({ list, property }: SegmentPush): string {
  return [...(list === null ? [] : [`list ${list}`]), ...(property ? ['profile'] : [])].join(', ');
}

/** One sentence per tool. */
function waiting(reports: readonly SegmentReport[]): readonly string[] {
  const byTool = new Map(reports.flatMap(({ pushes }) => pushes.map((push) => [push.connection, push])));
  return [...byTool.values()].flatMap(({ connection, contacts, isFirst, waitsFor }) => {
    if (waitsFor !== null)
      return [
        `A push to ${connection} waits: syncline brake show ${waitsFor}, then syncline brake approve ${waitsFor}`,
      ];
    if (contacts === 0) return [];
    const first = isFirst ? ' It is the first, so it will wait for approval.' : '';
    return [`The next push to ${connection} touches ${contacts} contacts.${first}`];
  });
}

function renderSample({ name, sizes, sample }: SegmentReport): string {
  const stores = Object.entries(sizes).map(([store, count]) => `${count} of ${store}`);
  if (sample.length === 0) return `Nobody is in ${name}.`;
  return [
    `In ${name} are ${stores.join(', ')}. Those who came last:`,
    renderTable(
      ['customer', 'contact'],
      sample.map(({ reference, contact }) => [reference, contact]),
    ),
  ].join('\n');
}
