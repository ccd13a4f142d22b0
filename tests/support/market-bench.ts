import { type ConfigurationInput, configurationSchema } from '#config/schema.ts';
import { toSyncSettings } from '#config/to-sync-settings.ts';
import { publishStock } from '#jobs/publish-stock.ts';
import { sweepStock } from '#jobs/sweep-stock.ts';
import { recordOrders } from '#jobs/steps/record-orders.ts';
import { recordLevels } from '#jobs/steps/record-stock.ts';
import type { QuantityKind } from '#domain/counted-quantity.ts';
import type { Order } from '#domain/order.ts';
import type { Listing } from '#domain/stock.ts';
import type { StockSource } from '#sdk/capabilities.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { makeLine, makeOrder } from './make-order.ts';
import { createHandClock, type HandClock, openTestLedger } from './open-test-ledger.ts';
import { readNow } from './read-now.ts';
import { runJobOnce } from './run-job.ts';
import { CHANNEL_LOCATION, createTestChannel, type TestChannel } from './test-channel.ts';

export const CHANNELS = ['store', 'market'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Two channels that sell the same goods, an authority that counts them, and the settings that a merchant writes. */
export interface MarketBench {
  readonly clock: HandClock;
  readonly ledger: Ledger;
  readonly settings: SyncSettings;
  readonly accounts: ReadonlyMap<string, Connection>;
  readonly channels: Readonly<Record<ChannelName, TestChannel>>;
  /** Puts items on both channels, which show 0, and at the authority unless they are made when sold. */
  stocked(...skus: readonly string[]): Promise<void>;
  /** The authority counts, twice, with statements of its own before each. Locations are those of the authority. */
  count(quantities: Readonly<Record<string, number>>, locationId?: string): Promise<void>;
  /** Runs what is dirty, and only that, until both channels rest. */
  publish(): Promise<ReadonlyMap<string, WorkOutcome>>;
  /** Marks the one subject of a scheduled job and runs it. */
  tick(job: Job, connection: string): Promise<void>;
  /** A sale that the channel took from its own number, and its order as recorded. */
  sell(channel: ChannelName, sku: string, quantity: number): Promise<Order>;
  record(channel: ChannelName, order: Order): Promise<void>;
  shown(sku: string): readonly [store: number, market: number];
  run(job: Job, connection: string): Promise<ReadonlyMap<string, WorkOutcome>>;
  sweep(): Promise<void>;
}

interface MarketOptions {
  readonly written?: Partial<ConfigurationInput>;
  readonly quantityKind?: QuantityKind;
  /** What else the authority can do. */
  readonly erp?: Partial<Connection>;
  readonly open?: (clock: Clock) => Promise<Ledger>;
}

const ROUNDS_MAX = 4;

export async function openMarketBench({
  written = {},
  quantityKind = 'on-hand',
  erp = {},
  open = openTestLedger,
}: MarketOptions = {}): Promise<MarketBench> {
  const clock = createHandClock();
  const ledger = await open(clock);
  const channels = { store: createTestChannel(clock), market: createTestChannel(clock) };
  const check = () => Promise.resolve([]);
  const source = { quantityKind, stockLagMs: 0 } as StockSource;
  const accounts = new Map<string, Connection>([
    ['store', { check, stock: { target: channels.store } }],
    ['market', { check, stock: { target: channels.market } }],
    ['erp', { ...erp, check, stock: { source } }],
  ]);
  const settings = toSyncSettings(configurationOf(written), accounts);
  let orderCount = 0;
  const contextOf = (connection: string) => ({
    ledger,
    clock,
    settings,
    connection,
    account: accounts.get(connection) ?? { check },
  });
  const isMade = (sku: string): boolean => settings.stock.bundles.get(sku)?.stocked === false;

  const bench: MarketBench = {
    clock,
    ledger,
    settings,
    accounts,
    channels,
    async stocked(...skus) {
      await ledger.write(async (tx) => {
        await tx.catalog.record(
          'erp',
          skus.filter((sku) => !isMade(sku)).map((sku) => listing(`p-${sku}`, sku)),
          clock.now(),
        );
        for (const channel of CHANNELS) {
          await tx.catalog.record(
            channel,
            skus.map((sku) => listing(sku, sku)),
            clock.now(),
          );
          await tx.stock.ensureCells(
            channel,
            skus.map((sku) => ({ address: addressOf(sku), sku, location: 'main' })),
          );
          for (const sku of skus)
            await tx.stock.updateCell(channel, addressOf(sku), { expected: 0, anchorAt: clock.now() });
        }
      });
      for (const channel of CHANNELS) for (const sku of skus) channels[channel].show(sku, 0);
    },
    async count(quantities, locationId = '1') {
      for (let times = 0; times < 2; times += 1) {
        clock.advance(1_000);
        const basis = await ledger.write((tx) => tx.sequence.next());
        const levels = Object.entries(quantities).map(([sku, quantity]) => ({
          listingId: `p-${sku}`,
          locationId,
          quantity,
          reserved: null,
        }));
        await recordLevels(contextOf('erp'), {
          levels,
          basis,
          sentAt: clock.now(),
          answeredAt: clock.now(),
        });
      }
    },
    async publish() {
      const outcomes = new Map<string, WorkOutcome>();
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        for (const channel of CHANNELS) {
          for (const [subject, outcome] of await bench.run(publishStock, channel))
            outcomes.set(`${channel} ${subject}`, outcome);
        }
      }
      return outcomes;
    },
    async sell(channel, sku, quantity) {
      clock.advance(1_000);
      orderCount += 1;
      channels[channel].show(sku, channels[channel].shown(sku) - quantity);
      const line = makeLine({
        id: `${orderCount}-1`,
        sku,
        inventoryItemId: sku,
        locationId: CHANNEL_LOCATION,
        quantity,
      });
      const order = makeOrder({
        id: `o${orderCount}`,
        name: `#${orderCount}`,
        createdAt: clock.now(),
        updatedAt: clock.now(),
        lines: [line],
      });
      await bench.record(channel, order);
      return order;
    },
    async record(channel, order) {
      await recordOrders(contextOf(channel), [order], await readNow(ledger, clock));
    },
    shown: (sku) => [channels.store.shown(sku), channels.market.shown(sku)],
    run: (job, connection) => runJobOnce(contextOf(connection), job),
    async tick(job, connection) {
      await ledger.write((tx) =>
        tx.work.mark([{ job: job.name, subject: 'all', connection, priority: 9, cause: 'test' }]),
      );
      await bench.run(job, connection);
    },
    async sweep() {
      for (const channel of CHANNELS) await bench.tick(sweepStock, channel);
    },
  };
  return bench;
}

function configurationOf(written: Partial<ConfigurationInput>) {
  const connection = { connector: 'test' };
  return configurationSchema.parse({
    connections: { store: connection, market: connection, erp: connection },
    locations: {
      main: {
        authority: { connection: 'erp', locationId: '1' },
        shownOn: { store: CHANNEL_LOCATION, market: CHANNEL_LOCATION },
      },
    },
    channels: { store: { bookedBy: 'erp' }, market: { bookedBy: 'erp' } },
    ...written,
  });
}

export function addressOf(sku: string) {
  return { inventoryItemId: sku, locationId: CHANNEL_LOCATION };
}

function listing(id: string, sku: string): Listing {
  return { id, sku, inventoryItemId: id, title: sku, tracked: true, active: true };
}
