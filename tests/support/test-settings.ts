import { showAll } from '#domain/allocation.ts';
import type { SyncSettings } from '#sdk/settings.ts';

const DAY_MS = 86_400_000;

/** One store, one ERP, one location: for tests of jobs. */
export function testSettings(change: Partial<SyncSettings> = {}): SyncSettings {
  return {
    publicUrl: null,
    locations: [
      {
        name: 'main',
        authority: { connection: 'erp', locationId: '1' },
        active: true,
        shippedBy: 'erp',
        takesRequests: false,
        statesShipments: true,
        stockLagMs: 0,
        quantityKind: 'on-hand' as const,
        unitsPer: () => 1,
        shownOn: { store: 'L1' },
        bookedAt: {},
      },
    ],
    channels: { store: { bookedBy: 'erp', ordersFrom: 0, testOrders: 'skip', refunds: 'draft' } },
    marketing: {},
    segments: { rules: new Map(), skus: new Set(), fingerprint: '', everyMs: 900_000 },
    buffer: () => 0,
    stock: {
      tagsOf: () => [],
      allocationOf: () => showAll,
      backorderOf: () => null,
      backorderEnds: new Map(),
      bundles: new Map(),
      bundlesByPart: new Map(),
      autoBuffer: null,
    },
    routing: { by: 'channel', split: 'allow', rules: [] },
    holds: {
      payment: 'none',
      paidLater: [],
      risk: false,
      address: false,
      preOrder: false,
      manual: false,
      tags: new Map(),
    },
    hearsOfShipments: new Set(['store', 'erp']),
    hearsOfReturns: new Set(['warehouse']),
    unmappedSku: 'park',
    placeholderSku: null,
    brake: { share: 0.2, cellsMin: 20, windowMs: 600_000, moveShare: 0.5, unitsMin: 3 },
    intervals: {
      pullOrdersMs: 60_000,
      pullStockMs: 60_000,
      pullCatalogMs: 60_000,
      pullCustomersMs: 60_000,
      sweepStockMs: DAY_MS,
      sweepOrdersMs: DAY_MS,
      sweepCustomersMs: DAY_MS,
      registerWebhooksMs: DAY_MS,
      pruneMs: DAY_MS,
    },
    retention: { eventsMs: DAY_MS, effectBodiesMs: DAY_MS, stockEntriesMs: DAY_MS, discrepanciesMs: DAY_MS },
    mapOrder: null,
    ...change,
  };
}
