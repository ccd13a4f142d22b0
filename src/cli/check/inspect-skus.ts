import type { Configuration } from '#config/schema.ts';
import type { CatalogSource } from '#sdk/capabilities.ts';
import type { SubjectFinding } from './finding.ts';

const ITEMS_MAX = 500_000;
const NAMED_MAX = 10;

export interface CatalogFacts {
  /** How many active items carry each SKU. */
  readonly skus: ReadonlyMap<string, number>;
  readonly withoutSku: number;
  readonly refused: number;
  /** False: it has more items than a check reads. */
  readonly complete: boolean;
}

export async function readCatalog(
  source: CatalogSource,
  onProgress: (count: number) => void,
): Promise<CatalogFacts> {
  const skus = new Map<string, number>();
  let [count, withoutSku, refused] = [0, 0, 0];
  for await (const page of source.all()) {
    refused += page.refused.length;
    for (const { sku, active } of page.items) {
      if (!active) continue;
      if (sku === null) withoutSku += 1;
      else skus.set(sku, (skus.get(sku) ?? 0) + 1);
    }
    count += page.items.length;
    onProgress(count);
    if (count >= ITEMS_MAX) return { skus, withoutSku, refused, complete: false };
  }
  return { skus, withoutSku, refused, complete: true };
}

/** SKUs are how systems know that they speak of the same thing: what has none, or shares one, cannot be kept in agreement. */
export function inspectSkus(
  configuration: Configuration,
  catalogs: ReadonlyMap<string, CatalogFacts>,
): readonly SubjectFinding[] {
  const findings: SubjectFinding[] = [];
  for (const [name, facts] of catalogs) findings.push(...inspectOne(name, facts));
  for (const [channel, other, books] of pairsOf(configuration)) {
    const [sold, known] = [catalogs.get(channel), catalogs.get(other)];
    if (sold === undefined || known === undefined || !known.complete) continue;
    // Who only counts need not know what is made of other items when it is sold.
    const isNeeded = (sku: string): boolean => books || configuration.bundles[sku]?.stocked !== false;
    const unmapped = [...sold.skus.keys()].filter((sku) => isNeeded(sku) && !known.skus.has(sku));
    findings.push(
      unmapped.length === 0
        ? {
            subject: channel,
            severity: 'ok',
            code: 'sku.mapped',
            message: `all ${sold.skus.size} SKUs are known to ${other}`,
          }
        : {
            subject: channel,
            severity: 'warning',
            code: 'sku.unmapped',
            message: `${unmapped.length} of ${sold.skus.size} SKUs are unknown to ${other}: ${list(unmapped)}`,
            advice: `create them in ${other} with the same SKU; until then their orders are handled as policies.unmappedSku says`,
          },
    );
  }
  return findings;
}

function inspectOne(
  subject: string,
  { skus, withoutSku, refused, complete }: CatalogFacts,
): readonly SubjectFinding[] {
  const findings: SubjectFinding[] = [];
  const shared = [...skus].filter(([, count]) => count > 1).map(([sku]) => sku);
  const warn = (code: string, message: string, advice: string): void => {
    findings.push({ subject, severity: 'warning', code, message, advice });
  };
  if (shared.length > 0)
    warn(
      'sku.shared',
      `${shared.length} SKUs are carried by several items: ${list(shared)}`,
      'give each item its own; until then they are parked',
    );
  if (withoutSku > 0)
    warn(
      'sku.missing',
      `${withoutSku} active items have no SKU`,
      'give them one if they are to be kept in agreement',
    );
  if (refused > 0)
    warn(
      'catalog.refused',
      `${refused} items could not be read`,
      'their answers do not have the promised shape; the log of a running Syncline names them',
    );
  if (!complete)
    warn(
      'catalog.large',
      `it has more than ${ITEMS_MAX} items; only those were compared`,
      'nothing to do: Syncline itself reads them all',
    );
  return findings;
}

type Pair = readonly [channel: string, other: string, books: boolean];

/** Channel and the systems that must know its SKUs: who books its orders, and who counts what it shows. */
function pairsOf({ channels, locations }: Configuration): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (channel: string, other: string): void => {
    pairs.set(`${channel} ${other}`, [channel, other, channels[channel]?.bookedBy === other]);
  };
  for (const [name, { bookedBy }] of Object.entries(channels)) {
    if (bookedBy !== null) add(name, bookedBy);
  }
  for (const { authority, shownOn } of Object.values(locations)) {
    for (const channel of Object.keys(shownOn)) add(channel, authority.connection);
  }
  return [...pairs.values()];
}

function list(skus: readonly string[]): string {
  const named = skus.slice(0, NAMED_MAX).map((sku) => JSON.stringify(sku));
  return skus.length > NAMED_MAX
    ? `${named.join(', ')} and ${skus.length - NAMED_MAX} more`
    : named.join(', ');
}
