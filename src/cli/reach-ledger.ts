import { hasLedger, toLedgerPlace } from '#config/ledger-place.ts';
import type { Configuration } from '#config/schema.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { CliError } from './cli-error.ts';
import { systemClock, systemRandom } from './system-clock.ts';

/** Runs a question on the ledger, beside the daemon if one runs; nothing can be written. */
export async function readLedger<Result>(
  configuration: Configuration,
  ask: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  return useLedger(configuration, { readOnly: true, run: ask });
}

/** Runs a change on the ledger as its owner. @throws {LedgerOwnedError} a daemon owns it. */
export async function writeLedger<Result>(
  configuration: Configuration,
  change: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  return useLedger(configuration, { readOnly: false, run: change });
}

async function useLedger<Result>(
  configuration: Configuration,
  { readOnly, run }: { readonly readOnly: boolean; readonly run: (ledger: Ledger) => Promise<Result> },
): Promise<Result> {
  if (!hasLedger(configuration)) {
    throw new CliError(`there is no ledger in ${configuration.dataDir} yet`, {
      advice: 'run "syncline start" once; it makes one',
    });
  }
  // Both databases' libraries: loaded by those who have a ledger to open.
  const { openLedger } = await import('#ledger/open-ledger.ts');
  const ledger = await openLedger({
    ...toLedgerPlace(configuration),
    clock: systemClock,
    random: systemRandom,
    readOnly,
  });
  try {
    return await run(ledger);
  } finally {
    await ledger.close();
  }
}
