import type { Connection } from '#sdk/define-connector.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Configuration } from './schema.ts';

/** The merchant's choices in the form that jobs use, with what the opened accounts declare about themselves. */
export function toSyncSettings(
  configuration: Configuration,
  accounts: ReadonlyMap<string, Connection>,
): SyncSettings {
  const { brake, intervals, retention, policies } = configuration;
  return {
    publicUrl: configuration.publicUrl,
    locations: Object.entries(configuration.locations).map(([name, location]) => ({
      name,
      ...location,
      stockLagMs: accounts.get(location.authority.connection)?.stock?.source?.stockLagMs ?? 0,
    })),
    channels: configuration.channels,
    buffer: configuration.buffer,
    unmappedSku: policies.unmappedSku,
    placeholderSku: policies.placeholderSku,
    brake: {
      share: brake.share,
      cellsMin: brake.cellsMin,
      windowMs: brake.window,
      moveShare: brake.moveShare,
      unitsMin: brake.unitsMin,
    },
    intervals: {
      pullOrdersMs: intervals.pullOrders,
      pullStockMs: intervals.pullStock,
      pullCatalogMs: intervals.pullCatalog,
      sweepStockMs: intervals.sweepStock,
      sweepOrdersMs: intervals.sweepOrders,
      registerWebhooksMs: intervals.registerWebhooks,
      pruneMs: intervals.prune,
    },
    retention: {
      eventsMs: retention.events,
      effectBodiesMs: retention.effectBodies,
      stockEntriesMs: retention.stockEntries,
      discrepanciesMs: retention.discrepancies,
    },
    mapOrder: configuration.mapOrder,
  };
}
