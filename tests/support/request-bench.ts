import { jobNames } from '#jobs/job-names.ts';
import { pull } from '#jobs/pull.ts';
import { requestFulfillment } from '#jobs/request-fulfillment.ts';
import { type UntoldParcel, untoldParcels } from '#jobs/steps/untold-parcels.ts';
import { recordOrders } from '#jobs/steps/record-orders.ts';
import { availabilityOf } from '#reconcile/cell-availability.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import type { OrderInBooks } from '#connectors/shipbob/sandbox/books.ts';
import { ANNOUNCING_SCOPES } from '#connectors/shipbob/sandbox/start.ts';
import { priorities } from '#domain/priority.ts';
import type { Order } from '#domain/order.ts';
import type { Job } from '#sdk/define-job.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { OpenLine } from '#sdk/ledger/stock.ts';
import type { WorkOutcome, WorkRow } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { makeLine, makeOrder } from './make-order.ts';
import { openTestLedger } from './open-test-ledger.ts';
import { readNow } from './read-now.ts';
import { requestToShip } from './request-to-ship.ts';
import { type JobBench, runJobOnce } from './run-job.ts';
import { openShipbobAccount, type ShipbobAccount } from './shipbob-account.ts';
import { testSettings } from './test-settings.ts';

const ADDRESSEE = requestToShip({ reference: 'nobody', lines: [] }).recipient;

/** A store's orders on one side, a warehouse that is asked on the other, and `request-fulfillment` between them. */
export interface RequestBench {
  readonly warehouse: ShipbobAccount;
  readonly ledger: Ledger;
  readonly settings: SyncSettings;
  /** Two tees and a mug at the warehouse's location, unless told otherwise. */
  newOrder(change?: Partial<Order>): Order;
  later(order: Order, change: Partial<Order>): Order;
  record(order: Order): Promise<void>;
  run(): Promise<WorkOutcome | undefined>;
  /** Records and runs. */
  sync(order: Order): Promise<WorkOutcome | undefined>;
  /** One pull of the warehouse, then what it marked. */
  pull(resource: 'requests' | 'shipments' | 'returns' | 'stock' | 'catalog'): Promise<void>;
  /** Marks a job of the warehouse and runs it once. */
  runJob(job: Job, subject: string): Promise<WorkOutcome | undefined>;
  /** What the warehouse has for the order, oldest first. */
  asked(order: Order): readonly OrderInBooks[];
  requests(order: Order): Promise<readonly StoredRequest[]>;
  /** Open discrepancies. */
  open(): Promise<readonly Discrepancy[]>;
  parked(): Promise<readonly WorkRow[]>;
  /** Parcels that the store has still to hear of. */
  untold(order: Order): Promise<readonly UntoldParcel[]>;
  /** What the tee still owes, by the stock arithmetic: the lines of bundles that contain it, too. */
  openLines(): Promise<readonly OpenLine[]>;
  /** How many bundles, parts or other items could be sold now; null: not known yet. */
  available(sku: 'TEE' | 'MUG'): Promise<number | null>;
  use(change: Partial<SyncSettings>): void;
}

export function tee(quantity: number, change: Parameters<typeof makeLine>[0] = {}) {
  return makeLine({ id: 'l-tee', sku: 'TEE', quantity, ...change });
}

export function mug(quantity: number) {
  return makeLine({ id: 'l-mug', sku: 'MUG', quantity, inventoryItemId: 'i2' });
}

const CELLS = [
  { inventoryItemId: 'i1', locationId: 'L1' },
  { inventoryItemId: 'i2', locationId: 'L1' },
];

export async function openRequestBench(): Promise<RequestBench> {
  const warehouse = openShipbobAccount({ scopes: ANNOUNCING_SCOPES, settings: { announceReturns: true } });
  const clock = {
    now: warehouse.now,
    monotonicMs: warehouse.now,
    sleep: (ms: number) => Promise.resolve(warehouse.advance(ms)),
  };
  const ledger = await openTestLedger(clock);
  const [main] = testSettings().locations;
  if (main === undefined) throw new TypeError('there is no location');
  const settings = testSettings({
    locations: [
      {
        ...main,
        authority: { connection: 'warehouse', locationId: String(warehouse.locationId) },
        shippedBy: 'warehouse',
        takesRequests: true,
      },
    ],
    channels: { store: { bookedBy: null, ordersFrom: 0, testOrders: 'skip', refunds: 'draft' } },
  });
  let bench: JobBench = { ledger, clock, settings, account: warehouse.connection, connection: 'warehouse' };
  let orderCount = 0;
  const runJob = async (job: Job, subject: string): Promise<WorkOutcome | undefined> => {
    await ledger.write((tx) =>
      tx.work.mark([
        { job: job.name, subject, connection: 'warehouse', priority: priorities.reading, cause: 'test' },
      ]),
    );
    return [...(await runJobOnce(bench, job)).values()][0];
  };
  await runJob(pull, 'catalog');
  await ledger.write((tx) =>
    tx.stock.ensureCells(
      'store',
      CELLS.map((address, at) => ({ address, sku: at === 0 ? 'TEE' : 'MUG', location: 'main' })),
    ),
  );
  const record = async (order: Order): Promise<void> => {
    await recordOrders({ ...bench, connection: 'store' }, [order], await readNow(ledger, clock));
  };
  const factsOf = async (at: 0 | 1) => {
    const cells = CELLS.slice(at, at + 1);
    return (await ledger.read((tx) => tx.stock.facts('store', cells, factSchemeOf(bench.settings))))[0];
  };
  const run = async () => [...(await runJobOnce(bench, requestFulfillment)).values()][0];
  return {
    warehouse,
    ledger,
    settings,
    record,
    run,
    runJob,
    newOrder: (change = {}) => {
      orderCount += 1;
      const now = clock.now();
      return makeOrder({
        id: `o${orderCount}`,
        name: `#${orderCount}`,
        createdAt: now,
        updatedAt: now,
        lines: [tee(2), mug(1)],
        personal: ADDRESSEE,
        ...change,
      });
    },
    later: ({ totals: _totals, ...order }, change) => {
      warehouse.advance(1_000);
      return makeOrder({ ...order, ...change, updatedAt: clock.now() });
    },
    sync: async (order) => {
      await record(order);
      return run();
    },
    pull: async (resource) => {
      // Beyond what the warehouse's search may not show yet.
      warehouse.advance(10_000);
      await runJob(pull, resource);
      const marked = await ledger.read((tx) =>
        tx.work.countDirty(jobNames.requestFulfillment, 'warehouse', 1),
      );
      if (marked > 0) await run();
    },
    asked: (order) =>
      warehouse.books
        .orders()
        .filter(({ reference }) => reference.startsWith(`store:${order.id}/`))
        .toSorted((left, right) => left.id - right.id),
    requests: (order) => ledger.read((tx) => tx.requests.ofOrder('store', order.id)),
    open: () => ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 50 })),
    untold: (order) =>
      untoldParcels(
        { connection: 'store', ledger, settings: bench.settings },
        { connection: 'store', orderId: order.id },
      ),
    parked: () => ledger.read((tx) => tx.work.parked(50)),
    openLines: async () => (await factsOf(0))?.openLines ?? [],
    available: async (sku) => {
      const facts = await factsOf(sku === 'TEE' ? 0 : 1);
      const terms = { buffer: 0, stockLagMs: 0 };
      return facts === undefined ? null : (availabilityOf(facts, 0, terms)?.available ?? null);
    },
    use: (change) => {
      bench = { ...bench, settings: { ...bench.settings, ...change } };
    },
  };
}
