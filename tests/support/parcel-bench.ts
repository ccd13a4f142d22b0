import { publishFulfillment } from '#jobs/publish-fulfillment.ts';
import { publishMarks } from '#jobs/steps/publish-marks.ts';
import type { Order } from '#domain/order.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { LocationSetting, SyncSettings } from '#sdk/settings.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import { type ExportBench, openExportBench } from './export-bench.ts';
import type { TestErp } from './odoo-erp.ts';
import { testSettings } from './test-settings.ts';

export const THIRD_PARTY = '3pl';

/** An ERP that books, a 3PL that ships, and `publish-fulfillment` between them. */
export interface ParcelBench extends ExportBench {
  /** A parcel of the 3PL leaves, and is recorded as a pull does it. */
  leave(order: Order, id: string, units: Readonly<Record<string, number>>): Promise<void>;
  /** Tells the ERP what is to be told. */
  tell(): Promise<WorkOutcome | undefined>;
  /** Units of the done deliveries, oldest first, by SKU; `warehouse` is their code. */
  delivered(): readonly { readonly warehouse: string; readonly units: Readonly<Record<string, number>> }[];
  open(): Promise<readonly Discrepancy[]>;
}

/** The ERP counts the place, and the 3PL ships from it. */
export function shippedByThirdParty(change: Partial<LocationSetting> = {}): SyncSettings {
  const [main] = testSettings().locations;
  if (main === undefined) throw new TypeError('there is no location');
  return testSettings({
    locations: [{ ...main, shippedBy: THIRD_PARTY, takesRequests: true, ...change }],
  });
}

export async function openParcelBench(
  erp: TestErp,
  settings: SyncSettings = shippedByThirdParty(),
): Promise<ParcelBench> {
  const bench = await openExportBench(erp);
  bench.use(settings);
  const { ledger, clock } = bench;
  const place = settings.locations[0];
  return {
    ...bench,
    leave: (order, id, units) =>
      ledger.write(async (tx) => {
        const reference = `store:${order.id}`;
        const request = {
          connection: THIRD_PARTY,
          reference: `${reference}/1`,
          orderConnection: 'store',
          orderId: order.id,
          number: 1,
          location: place?.name ?? '',
          state: 'accepted',
          theirs: order.id,
          label: null,
          reason: null,
          withdrawn: false,
          lines: order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity, shipped: 0 })),
          askedAt: clock.now(),
          changedAt: clock.now(),
        } as const;
        await tx.requests.save(request);
        const shipment = {
          id,
          orderReference: request.reference,
          locationId: '77',
          shippedAt: clock.now(),
          carrier: 'UPS',
          trackingNumbers: [`1Z${id}`],
          trackingUrl: null,
          lines: Object.entries(units).map(([line, quantity]) => ({ reference: line, quantity })),
        };
        const stored = { connection: THIRD_PARTY, shipment, orderConnection: 'store', orderId: order.id };
        await tx.shipments.record(stored, request.location, await tx.sequence.next(), clock.now());
        await tx.work.mark(
          publishMarks(settings, { channel: 'store', reference, from: THIRD_PARTY, cause: 'test' }),
        );
      }),
    tell: () => bench.runJob(publishFulfillment),
    delivered: () =>
      erp.sandbox.erp
        .pickings()
        .filter(({ kind, state }) => kind === 'outgoing' && state === 'done')
        .map(({ warehouse, lines }) => ({
          warehouse,
          units: Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity])),
        })),
    open: () => ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 50 })),
  };
}
