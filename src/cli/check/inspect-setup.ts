import { findMissingCapabilities } from '#config/cross-checks.ts';
import type { Configuration } from '#config/schema.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { openAccounts } from '#cli/open-accounts.ts';
import { inspectOrExplain, type SubjectFinding } from './finding.ts';
import { inspectLocations } from './inspect-locations.ts';
import { inspectPlace } from './inspect-place.ts';
import { inspectQueueStore } from './inspect-queue-store.ts';
import { inspectSkus, readCatalog } from './inspect-skus.ts';
import { inspectWebhooks } from './inspect-webhooks.ts';
import { reachVendors } from './reach-vendors.ts';

/** Everything that `syncline check` looks at. Systems are asked side by side, each by calls that only read. */
export async function inspectSetup(
  configuration: Configuration,
  say: (line: string) => void,
): Promise<readonly SubjectFinding[]> {
  const vendors = reachVendors(configuration);
  try {
    return await inspectWith(openAccounts(configuration, vendors.httpOf), configuration, say);
  } finally {
    await vendors.close();
  }
}

async function inspectWith(
  accounts: ReadonlyMap<string, Connection>,
  configuration: Configuration,
  say: (line: string) => void,
): Promise<readonly SubjectFinding[]> {
  const missing = findMissingCapabilities(configuration, accounts).map(
    ({ path, reason, advice }): SubjectFinding => ({
      subject: path,
      severity: 'error',
      code: 'capability',
      message: reason,
      ...(advice === undefined ? {} : { advice }),
    }),
  );
  const perAccount = [...accounts].map(async ([name, account]) => {
    say(`Asking ${name} ...`);
    const findings = await inspectOrExplain(name, 'unreachable', () => account.check());
    // An account that refuses us answers nothing else either.
    if (findings.some(({ severity }) => severity === 'error')) return findings;
    return [
      ...findings,
      ...(await inspectOrExplain(name, 'locations', () => inspectLocations(name, account, configuration))),
      ...(await inspectOrExplain(name, 'webhooks', () =>
        inspectWebhooks(name, account, configuration.publicUrl),
      )),
    ];
  });
  const place = inspectOrExplain('ledger', 'ledger', () => inspectPlace(configuration));
  const queues = inspectOrExplain('redis', 'redis', () => inspectQueueStore(configuration));
  const asked = (await Promise.all(perAccount)).flat();
  const skus = await inspectCatalogs(configuration, accounts, {
    say,
    broken: new Set(asked.filter(({ severity }) => severity === 'error').map(({ subject }) => subject)),
  });
  return [...missing, ...asked, ...skus, ...(await place), ...(await queues)];
}

async function inspectCatalogs(
  configuration: Configuration,
  accounts: ReadonlyMap<string, Connection>,
  { say, broken }: { readonly say: (line: string) => void; readonly broken: ReadonlySet<string> },
): Promise<readonly SubjectFinding[]> {
  const findings: SubjectFinding[] = [];
  const catalogs = new Map<string, Awaited<ReturnType<typeof readCatalog>>>();
  for (const [name, account] of accounts) {
    if (broken.has(name) || account.catalog?.source === undefined) continue;
    const source = account.catalog.source;
    findings.push(
      ...(await inspectOrExplain(name, 'catalog', async () => {
        catalogs.set(
          name,
          await readCatalog(source, (count) => say(`Reading the catalog of ${name}: ${count} items`)),
        );
        return [];
      })),
    );
  }
  return [...findings, ...inspectSkus(configuration, catalogs)];
}
