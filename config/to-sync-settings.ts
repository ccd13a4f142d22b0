import type { Connection } from '#sdk/define-connector.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { valueFor } from '#domain/per-sku.ts';
import { toBufferOf } from './buffer.ts';
import { toPerSku } from './per-sku.ts';
import type { Configuration } from './schema.ts';
import { toMarketing, toSegmentSetting } from './to-segment-setting.ts';
import { toStockSetting } from './to-stock-setting.ts';

/** The merchant's choices in the form that jobs use, with what the opened accounts declare about themselves. */
export function toSyncSettings(
  configuration: Configuration,
  accounts: ReadonlyMap<string, Connection>,
): SyncSettings {
  const { brake, intervals, retention, policies } = configuration;
  const stock = toStockSetting(configuration);
  const isMade = (sku: string): boolean => stock.bundles.get(sku)?.stocked === false;
  return {
    publicUrl: configuration.publicUrl,
    locations: toLocations(configuration, accounts, stock.tagsOf),
    channels: configuration.channels,
    marketing: toMarketing(configuration),
    segments: toSegmentSetting(configuration),
    buffer: toBufferOf(configuration.buffer, stock.tagsOf, isMade),
    stock,
    routing: toRouting(configuration),
    holds: { ...configuration.holds, tags: new Map(Object.entries(configuration.holds.tags)) },
    hearsOfShipments: toListeners(configuration, accounts),
    hearsOfReturns: new Set(
      [...accounts].flatMap(([name, { returns }]) => (returns?.target === undefined ? [] : [name])),
    ),
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
      pullCustomersMs: intervals.pullCustomers,
      sweepStockMs: intervals.sweepStock,
      sweepOrdersMs: intervals.sweepOrders,
      sweepCustomersMs: intervals.sweepCustomers,
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

function toLocations(
  { locations }: Configuration,
  accounts: ReadonlyMap<string, Connection>,
  tagsOf: (sku: string) => readonly string[],
): SyncSettings['locations'] {
  return Object.entries(locations).map(([name, { authority, shownOn, bookedAt, active, shippedBy }]) => {
    const authorityAccount = accounts.get(authority.connection);
    const source = authorityAccount?.stock?.source;
    const shipper = shippedBy ?? authority.connection;
    const unitsPer = toPerSku(authority.unitsPer, authority.unitsPer.others);
    return {
      name,
      authority: { connection: authority.connection, locationId: authority.locationId },
      shownOn,
      bookedAt,
      active,
      shippedBy: shipper,
      takesRequests: accounts.get(shipper)?.requests?.target !== undefined,
      statesShipments: authorityAccount?.shipments?.source !== undefined,
      stockLagMs: source?.stockLagMs ?? 0,
      quantityKind: source?.quantityKind ?? 'on-hand',
      unitsPer: (sku) => valueFor(unitsPer, sku, tagsOf(sku)),
    };
  });
}

function toListeners(
  { connections }: Configuration,
  accounts: ReadonlyMap<string, Connection>,
): SyncSettings['hearsOfShipments'] {
  const names = Object.entries(connections)
    .filter(([name, { shipments }]) => shipments === 'tell' && accounts.get(name)?.fulfillment?.target)
    .map(([name]) => name);
  return new Set(names);
}

function toRouting({ routing: { by, split, rules } }: Configuration): SyncSettings['routing'] {
  return {
    by,
    split,
    rules: Object.entries(rules).map(([name, { when, ...rule }]) => ({ name, ...when, ...rule })),
  };
}
