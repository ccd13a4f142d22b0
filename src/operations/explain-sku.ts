import { cellSubject } from '#domain/stock.ts';
import type { NotShown, PlaceState } from '#domain/shown-places.ts';
import { policyOf } from '#reconcile/cell-policy.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import { planCell } from '#reconcile/plan-cell.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { MeasuredExposure } from '#sdk/ledger/exposure.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { AuthorityReading, CellFacts, ChannelReading, StockEntry } from '#sdk/ledger/stock.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { type PartExplanation, partsOf } from './sku-parts.ts';
import { type Term, termsOf } from './sku-terms.ts';

const WRITES_MAX = 5;
const ENTRIES_MAX = 50;

export interface CellExplanation {
  readonly channel: string;
  readonly location: string;
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** What the store shows: as it was last read when nothing moved since (`read`), else by the facts (`expected`). */
  readonly shows: number | null;
  readonly showsBy: 'read' | 'expected' | 'unknown';
  /** Why no number is shown there; null: one is. */
  readonly notShown: NotShown | null;
  /** They add up to `shows`; empty while the authority has said nothing, and where no number is shown. */
  readonly terms: readonly Term[];
  /** What a bundle is made of; null for anything else. */
  readonly parts: readonly PartExplanation[] | null;
  readonly authority: (AuthorityReading & { readonly connection: string | null }) | null;
  readonly reading: ChannelReading | null;
  /** What the store should show by the facts (E), and how much of that is missing there. */
  readonly expected: number | null;
  readonly missing: number | null;
  readonly target: number | null;
  readonly waitsFor: string | null;
  readonly work: WorkRow | null;
  readonly lastWrites: readonly Pick<Effect, 'key' | 'state' | 'sentAt' | 'settledAt' | 'error' | 'cause'>[];
}

export interface SkuExplanation {
  readonly sku: string;
  readonly cells: readonly CellExplanation[];
  /** What each channel may oversell of it, as last measured; none where nothing is at risk. */
  readonly exposures: readonly MeasuredExposure[];
  /** Why each unit moved, newest first. */
  readonly entries: readonly StockEntry[];
  /** Systems that have the SKU, and how often: more than once cannot be told apart. */
  readonly listings: Readonly<Record<string, number>>;
}

export interface ExplainSkuOptions {
  readonly settings: SyncSettings;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly now: number;
}

/** The terms of every number that a store shows for this SKU, from one snapshot. */
export async function explainSku(
  ledger: Ledger,
  sku: string,
  options: ExplainSkuOptions,
): Promise<SkuExplanation> {
  return ledger.read(async (tx) => {
    const listings: Record<string, number> = {};
    for (const name of options.connections.keys()) {
      const found = await tx.catalog.bySku(name, [sku]);
      if (found.length > 0) listings[name] = found.length;
    }
    const cells: CellExplanation[] = [];
    for (const cell of await tx.stock.cellsBySku(sku)) {
      const scheme = factSchemeOf(options.settings);
      const [facts] = await tx.stock.facts(cell.connection, [cell], scheme);
      const places = await tx.stock.places(cell.connection, [cell], scheme);
      if (facts !== undefined)
        cells.push(await explainCell(tx, facts, { ...options, place: places.get(cellSubject(cell)) }));
    }
    const exposures = await tx.exposure.measuredOf(sku);
    return { sku, cells, exposures, entries: await tx.stock.entries(sku, ENTRIES_MAX), listings };
  });
}

async function explainCell(
  tx: LedgerTransaction,
  facts: CellFacts,
  options: ExplainSkuOptions & { readonly place: PlaceState | undefined },
): Promise<CellExplanation> {
  const { cell } = facts;
  const subject = cellSubject(cell);
  const { horizonAt } = await tx.cursors.get(cell.connection, 'orders');
  const work = (await tx.work.about(subject)).find((row) => row.connection === cell.connection) ?? null;
  const writes = await tx.effects.ofSubject(subject, WRITES_MAX);
  const shown = shownBy(facts);
  const setting = options.settings.locations.find((location) => location.name === cell.location);
  const policy = policyOf(options.settings, facts, {
    now: options.now,
    horizonAt,
    target: options.connections.get(cell.connection)?.stock?.target,
    place: options.place,
  });
  const plan = shown.reading === null ? null : planCell(facts, shown.reading, policy);
  const [newest] = facts.readings;
  return {
    channel: cell.connection,
    location: cell.location,
    inventoryItemId: cell.inventoryItemId,
    locationId: cell.locationId,
    shows: shown.reading?.available ?? null,
    showsBy: shown.by,
    notShown: policy.notShown ?? null,
    parts: partsOf(plan?.availability ?? null),
    terms:
      plan === null
        ? []
        : termsOf(plan, shown.reading?.available ?? 0, {
            authority: setting?.authority.connection ?? null,
            work,
            policy,
          }),
    authority: newest === undefined ? null : { ...newest, connection: setting?.authority.connection ?? null },
    reading: cell.reading,
    expected: plan?.expectation.expected ?? cell.expected,
    missing: plan?.expectation.missing ?? null,
    target: plan?.target ?? null,
    waitsFor: work?.waitsFor ?? plan?.waitsFor ?? null,
    work,
    lastWrites: writes.map(({ key, state, sentAt, settledAt, error, cause }) => ({
      key,
      state,
      sentAt,
      settledAt,
      error,
      cause,
    })),
  };
}

/**
 * A noted reading is what the store shows as long as no fact of ours is younger than it; after that the facts know better.
 */
function shownBy({ cell }: CellFacts): {
  readonly reading: ChannelReading | null;
  readonly by: CellExplanation['showsBy'];
} {
  const { reading, expected, factSequence } = cell;
  if (reading !== null && factSequence <= reading.factSequence) return { reading, by: 'read' };
  if (expected === null || reading === null) return { reading, by: reading === null ? 'unknown' : 'read' };
  return { reading: { ...reading, available: expected, factSequence }, by: 'expected' };
}
