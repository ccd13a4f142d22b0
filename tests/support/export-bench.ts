import { exportOrder } from '#jobs/export-order.ts';
import { exportRefunds } from '#jobs/export-refunds.ts';
import { recordOrders } from '#jobs/steps/record-orders.ts';
import { sweepRefunds } from '#jobs/sweep-refunds.ts';
import type { Order, OrderLine } from '#domain/order.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { OpenLine } from '#sdk/ledger/stock.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { makeLine, makeOrder, makeTax } from './make-order.ts';
import type { TestErp } from './odoo-erp.ts';
import { createHandClock, type HandClock, openTestLedger } from './open-test-ledger.ts';
import { readNow } from './read-now.ts';
import { type JobBench, runJobOnce } from './run-job.ts';
import { testSettings } from './test-settings.ts';

/** A patience that the sandbox's silence outlasts, so that a lost answer costs a test this long. */
const PATIENCE_MS = 1_000;

type CreditNote = ReturnType<TestErp['sandbox']['erp']['creditNotes']>[number];
type SaleOrder = ReturnType<TestErp['sandbox']['erp']['saleOrders']>[number];

/** A store's orders on one side, a real ERP sandbox on the other, and `export-order` between them. */
export interface ExportBench {
  readonly clock: HandClock;
  readonly ledger: Ledger;
  /** Two tees for an adult price, unless told otherwise. */
  newOrder(change?: Partial<Order>): Order;
  /** The store's next version of an order. */
  later(order: Order, change: Partial<Order>): Order;
  record(order: Order): Promise<void>;
  run(): Promise<WorkOutcome | undefined>;
  /** Records and runs. */
  sync(order: Order): Promise<WorkOutcome | undefined>;
  /** One run of the job that credits refunds, or of the sweep that compares them. */
  credit(): Promise<WorkOutcome | undefined>;
  sweepRefunds(): Promise<void>;
  /** Credit notes of the order's refunds, in the ERP's own books. */
  notes(order: Order): readonly CreditNote[];
  /** What the ERP has under the order's reference. */
  bookings(order: Order): readonly SaleOrder[];
  /** What the tee still owes, by the stock arithmetic. */
  openLines(): Promise<readonly OpenLine[]>;
  use(settings: SyncSettings): void;
  /** Runs what is dirty of another job of the ERP's; with a subject it is marked first. */
  runJob(job: Job, subject?: string): Promise<WorkOutcome | undefined>;
}

export function tee(quantity: number, change: Partial<OrderLine> = {}): OrderLine {
  const taxes = [makeTax(Math.round(quantity * 379.81), '0.19')];
  return makeLine({ id: 'l-tee', sku: 'TEE', quantity, priceMinor: 1_999, taxes, ...change });
}

export function mug(): OrderLine {
  return makeLine({ id: 'l-mug', sku: 'MUG', quantity: 1, priceMinor: 750 });
}

let orderCount = 0;

export async function openExportBench(erp: TestErp): Promise<ExportBench> {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  const { connection } = erp.connect({}, PATIENCE_MS);
  let bench: JobBench = { ledger, clock, settings: testSettings(), account: connection, connection: 'erp' };
  const cell = { inventoryItemId: 'i1', locationId: 'L1' };
  const listing = (id: string, sku: string) => ({
    id,
    sku,
    inventoryItemId: id,
    title: sku,
    tracked: true,
    active: true,
  });
  await ledger.write(async (tx) => {
    await tx.catalog.record('erp', [listing(erp.tee, 'TEE'), listing(erp.mug, 'MUG')], clock.now());
    await tx.stock.ensureCells('store', [{ address: cell, sku: 'TEE', location: 'main' }]);
  });
  const record = async (order: Order): Promise<void> => {
    await recordOrders({ ...bench, connection: 'store' }, [order], await readNow(ledger, clock));
  };
  const run = async (): Promise<WorkOutcome | undefined> =>
    [...(await runJobOnce(bench, exportOrder)).values()][0];
  return {
    clock,
    ledger,
    record,
    run,
    newOrder: (change = {}) => {
      orderCount += 1;
      const now = clock.now();
      return makeOrder({
        id: `o${orderCount}`,
        name: `#${orderCount}`,
        createdAt: now,
        updatedAt: now,
        lines: [tee(2)],
        ...change,
      });
    },
    later: ({ totals: _totals, ...order }, change) => {
      clock.advance(1_000);
      return makeOrder({ ...order, ...change, updatedAt: clock.now() });
    },
    sync: async (order) => {
      await record(order);
      return run();
    },
    credit: async () => [...(await runJobOnce(bench, exportRefunds)).values()][0],
    sweepRefunds: async () => {
      const mark = { job: sweepRefunds.name, subject: 'all', connection: 'erp', priority: 1, cause: 'test' };
      await ledger.write((tx) => tx.work.mark([mark]));
      await runJobOnce(bench, sweepRefunds);
    },
    notes: (order) =>
      erp.sandbox.erp.creditNotes().filter(({ ref }) => ref.startsWith(`store:${order.id}/refund/`)),
    bookings: (order) =>
      erp.sandbox.erp.saleOrders().filter((booked) => booked.clientOrderRef === `store:${order.id}`),
    openLines: async () => (await ledger.read((tx) => tx.stock.facts('store', [cell])))[0]?.openLines ?? [],
    use: (settings) => {
      bench = { ...bench, settings };
    },
    runJob: async (job, subject) => {
      const mark = { job: job.name, connection: 'erp', priority: 1, cause: 'test' };
      if (subject !== undefined) await ledger.write((tx) => tx.work.mark([{ ...mark, subject }]));
      return [...(await runJobOnce(bench, job)).values()][0];
    },
  };
}
