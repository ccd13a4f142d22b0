import type { Command } from 'commander';
import type { Erasure } from '#sdk/ledger/customers.ts';
import { answeringCommand, type CommonOptions, withExamples } from './common-options.ts';
import { loadForCommand } from './load-for-command.ts';
import { print, renderTable, renderTime } from './output.ts';
import { readLedger } from './reach-ledger.ts';

const LISTED_MAX = 1_000;

/** An erasure without the names of the person. */
type Listed = Omit<Erasure, 'people'> & { readonly waitsForSystems: boolean };

/** What of the erasures is not over. */
export function erasuresCommand(): Command {
  const command = answeringCommand('list', 'the erasures that are not over, and what they wait for').action(
    async (options: CommonOptions) => {
      const { configuration } = await loadForCommand(options);
      const open = await readLedger(configuration, (ledger) =>
        ledger.read((tx) => tx.erasures.open(LISTED_MAX)),
      );
      const listed = open.map(({ people, ...erasure }): Listed => ({
        ...erasure,
        waitsForSystems: people.length > 0,
      }));
      print(listed, options.json, render);
    },
  );
  return withExamples(command, ['syncline privacy list', 'syncline privacy list --json']);
}

function render(erasures: readonly Listed[]): string {
  if (erasures.length === 0) return 'No erasure is open.';
  return renderTable(
    ['erasure', 'asked for', 'by', 'waits for'],
    erasures.map(({ id, requestedAt, requestedBy, held, heldUntil, waitsForSystems }) => [
      id,
      renderTime(requestedAt),
      requestedBy,
      [
        ...(waitsForSystems ? ['other systems'] : []),
        ...(held > 0 ? [`${held} orders to leave, until ${renderTime(heldUntil)}`] : []),
      ].join('; '),
    ]),
  );
}
