import { publishStock } from '#jobs/publish-stock.ts';
import { recordOrders } from '#jobs/steps/record-orders.ts';
import type { Order } from '#domain/order.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { makeLine, makeOrder } from './make-order.ts';
import { createHandClock, type HandClock, openTestLedger } from './open-test-ledger.ts';
import { readNow } from './read-now.ts';
import { type JobBench, runJobOnce } from './run-job.ts';
import { CHANNEL_LOCATION, createTestChannel, subjectOf, type TestChannel } from './test-channel.ts';
import { testSettings } from './test-settings.ts';

/** A store's channel, an ERP that counts, a ledger in memory and a clock by hand: all that `publish-stock` needs. */
export interface StockBench {
  readonly clock: HandClock;
  readonly ledger: Ledger;
  readonly settings: SyncSettings;
  readonly channel: TestChannel;
  /** Puts items on the channel and in the ERP, with what the channel shows already explained. */
  stocked(names: readonly string[], units: number): Promise<void>;
  /** The ERP counts these items: one reading each, with a basis of its own. */
  counted(names: readonly string[], units: number): Promise<void>;
  /** Marks the cells of these items and runs the job once. */
  publish(...names: readonly string[]): Promise<ReadonlyMap<string, WorkOutcome>>;
  /** An order of the store, a second later than the last. */
  orderOf(item: string, quantity: number, change?: Partial<Order>): Order;
  record(...orders: readonly Order[]): Promise<void>;
  /** An order poll of the store began now and saw everything. */
  pollCompleted(): Promise<void>;
}

export const itemNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `i${index + 1}`);

/** @param settings other than those of `testSettings`. */
export async function openStockBench(
  settings: Partial<SyncSettings> = {},
  open: (clock: HandClock) => Promise<Ledger> = openTestLedger,
): Promise<StockBench> {
  const clock = createHandClock();
  const ledger = await open(clock);
  const channel = createTestChannel(clock);
  const bench: JobBench = {
    ledger,
    clock,
    settings: testSettings(settings),
    account: { check: () => Promise.resolve([]), stock: { target: channel } },
    connection: 'store',
  };
  const counted = async (names: readonly string[], units: number): Promise<void> => {
    clock.advance(1_000);
    await ledger.write(async (tx) => {
      const basis = await tx.sequence.next();
      for (const name of names) {
        await tx.stock.recordReading({
          connection: 'erp',
          listingId: `p-${name}`,
          sku: `sku-${name}`,
          location: 'main',
          quantity: units,
          reserved: null,
          basis,
          sentAt: clock.now(),
          answeredAt: clock.now(),
        });
      }
    });
  };
  return {
    clock,
    ledger,
    settings: bench.settings,
    channel,
    counted,
    stocked: async (names, units) => {
      await putOnBothSides(ledger, clock, { names, units });
      for (const name of names) channel.show(name, units);
      await counted(names, units);
      await counted(names, units);
    },
    publish: async (...names) => {
      await ledger.write((tx) =>
        tx.work.mark(
          names.map((name) => ({
            job: publishStock.name,
            subject: subjectOf(name),
            connection: 'store',
            priority: 1,
            cause: 'test',
          })),
        ),
      );
      return runJobOnce(bench, publishStock);
    },
    orderOf: (item, quantity, change = {}) => {
      clock.advance(1_000);
      const line = makeLine({
        sku: `sku-${item}`,
        inventoryItemId: item,
        locationId: CHANNEL_LOCATION,
        quantity,
      });
      return makeOrder({
        id: `o-${clock.now()}`,
        createdAt: clock.now(),
        updatedAt: clock.now(),
        lines: [line],
        ...change,
      });
    },
    record: async (...orders) => {
      await recordOrders(bench, orders, await readNow(ledger, clock));
    },
    pollCompleted: async () => {
      clock.advance(1_000);
      await ledger.write((tx) => tx.cursors.save('store', 'orders', { horizonAt: clock.now() }));
      clock.advance(1_000);
    },
  };
}

async function putOnBothSides(
  ledger: Ledger,
  clock: HandClock,
  { names, units }: { readonly names: readonly string[]; readonly units: number },
): Promise<void> {
  const listing = (id: string, sku: string) => ({
    id,
    sku,
    inventoryItemId: id,
    title: sku,
    tracked: true,
    active: true,
  });
  const address = (name: string) => ({ inventoryItemId: name, locationId: CHANNEL_LOCATION });
  await ledger.write(async (tx) => {
    await tx.catalog.record(
      'store',
      names.map((name) => listing(name, `sku-${name}`)),
      clock.now(),
    );
    await tx.catalog.record(
      'erp',
      names.map((name) => listing(`p-${name}`, `sku-${name}`)),
      clock.now(),
    );
    await tx.stock.ensureCells(
      'store',
      names.map((name) => ({ address: address(name), sku: `sku-${name}`, location: 'main' })),
    );
    for (const name of names)
      await tx.stock.updateCell('store', address(name), { expected: units, anchorAt: clock.now() });
  });
}
