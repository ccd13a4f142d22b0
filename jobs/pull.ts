import { jobNames } from './job-names.ts';
import { pullCatalog } from './steps/pull-catalog.ts';
import { pullConsents } from './steps/pull-consents.ts';
import { pullCustomers } from './steps/pull-customers.ts';
import { pullOrders } from './steps/pull-orders.ts';
import { pullRequests } from './steps/pull-requests.ts';
import { pullReturns } from './steps/pull-returns.ts';
import { pullLevels, pullShipments } from './steps/pull-stock.ts';
import { defineJob, type JobContext, type JobTarget, type Schedule } from '#sdk/define-job.ts';

/**
 * Asks a system for everything that changed since the last time, page by page. Polling is what makes webhooks optional:
 * the subject is the resource.
 */
export const pull = defineJob({
  name: jobNames.pull,
  title: 'Asks for all changes since the last time',
  priority: 'reading',
  appliesTo: ({ account }) =>
    account.orders?.source !== undefined ||
    account.stock?.source !== undefined ||
    account.shipments?.source !== undefined ||
    account.requests?.target !== undefined ||
    account.returns?.source !== undefined ||
    account.customers?.source !== undefined ||
    account.consents?.source !== undefined ||
    account.catalog?.source !== undefined,
  schedules,
  async run(context, [work]) {
    if (work !== undefined) await resources[work.subject]?.(context);
  },
});

const resources: Readonly<Record<string, (context: JobContext) => Promise<void>>> = {
  orders: pullOrders,
  catalog: pullCatalog,
  shipments: pullShipments,
  requests: pullRequests,
  returns: pullReturns,
  customers: pullCustomers,
  consents: pullConsents,
  async stock(context) {
    // S1: what left the house is read before what is in it, so that an unseen shipment makes us publish too little.
    await pullShipments(context);
    await pullLevels(context);
  },
  async locations(context) {
    const locations = (await context.account.locations?.source?.all()) ?? [];
    await context.ledger.write((tx) => tx.connections.saveLocations(context.connection, locations));
  },
};

function schedules({ account, settings }: JobTarget): readonly Schedule[] {
  const { intervals } = settings;
  return [
    ...(account.orders?.source === undefined ? [] : [{ subject: 'orders', everyMs: intervals.pullOrdersMs }]),
    ...(account.stock?.source === undefined ? [] : [{ subject: 'stock', everyMs: intervals.pullStockMs }]),
    // Reading stock reads shipments first.
    ...(account.shipments?.source === undefined || account.stock?.source !== undefined
      ? []
      : [{ subject: 'shipments', everyMs: intervals.pullStockMs }]),
    ...(account.requests?.target === undefined
      ? []
      : [{ subject: 'requests', everyMs: intervals.pullStockMs }]),
    ...(account.returns?.source === undefined
      ? []
      : [{ subject: 'returns', everyMs: intervals.pullStockMs }]),
    ...(account.customers?.source === undefined
      ? []
      : [{ subject: 'customers', everyMs: intervals.pullCustomersMs }]),
    ...(account.consents?.source === undefined
      ? []
      : [{ subject: 'consents', everyMs: intervals.pullCustomersMs }]),
    ...(account.catalog?.source === undefined
      ? []
      : [{ subject: 'catalog', everyMs: intervals.pullCatalogMs }]),
    ...(account.locations?.source === undefined
      ? []
      : [{ subject: 'locations', everyMs: intervals.pullCatalogMs }]),
  ];
}
