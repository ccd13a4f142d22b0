import { backorderUnits } from '#domain/allocation.ts';
import { type NotShown, type PlaceState, whyNotShown } from '#domain/shown-places.ts';
import type { StockTarget } from '#sdk/capabilities.ts';
import type { CellFacts } from '#sdk/ledger/stock.ts';
import type { LocationSetting, SyncSettings } from '#sdk/settings.ts';
import type { StockTerms } from './available.ts';
import type { CellPolicy } from './plan-cell.ts';

interface Situation {
  readonly now: number;
  /** Of the channel's orders (S6). */
  readonly horizonAt: number | null;
  /** What can be told to the channel; undefined: nothing, or it does not matter. */
  readonly target?: StockTarget | undefined;
  /** What both systems say of the item and the location; absent: that was looked at before. */
  readonly place?: PlaceState | undefined;
}

/** Everything that the configuration says about one cell. All that plan, compare, weigh or explain a cell go by this. */
export function policyOf(settings: SyncSettings, facts: CellFacts, situation: Situation): CellPolicy {
  const { cell, parts } = facts;
  const { horizonAt, target, now } = situation;
  const location = settings.locations.find(({ name }) => name === cell.location);
  const buffers = new Map(parts?.map((part) => [part.sku, part.autoBuffer]));
  return {
    ...termsOf(settings, location, { sku: cell.sku, autoBuffer: facts.autoBuffer }),
    allocation: settings.stock.allocationOf(cell.connection, cell.sku),
    backorder: backorderUnits(settings.stock.backorderOf(cell.sku), now),
    notShown: notShownOf(location, facts, situation.place),
    termsOfPart: (sku) => termsOf(settings, location, { sku, autoBuffer: buffers.get(sku) }),
    horizonAt,
    compareAndSet: target?.compareAndSet ?? false,
    belowZero: target?.showsBelowZero ?? false,
  };
}

function termsOf(
  settings: SyncSettings,
  location: LocationSetting | undefined,
  { sku, autoBuffer }: { readonly sku: string; readonly autoBuffer: number | undefined },
): StockTerms {
  return {
    buffer: settings.buffer(sku),
    autoBuffer: autoBuffer ?? 0,
    stockLagMs: location?.stockLagMs ?? 0,
    quantityKind: location?.quantityKind ?? 'on-hand',
  };
}

/** A bundle of which nobody counts any part never runs out, as a single such item does not. */
function notShownOf(
  location: LocationSetting | undefined,
  { parts }: CellFacts,
  place: PlaceState = { tracked: true, locationActive: true, stocked: true },
): NotShown | null {
  return whyNotShown({
    tracked: place.tracked && (parts === undefined || parts.some((part) => part.tracked)),
    locationActive: place.locationActive && (location?.active ?? true),
    stocked: place.stocked,
  });
}
