import { shopify } from '#connectors/shopify/connector.ts';
import { createShopify, type ShopifyModel } from '#connectors/shopify/sandbox/create-shopify.ts';
import { scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { pull } from '#jobs/pull.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Job } from '#sdk/define-job.ts';
import type { HttpPort } from '#sdk/http.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { openKlaviyoAccount, type KlaviyoAccount } from './klaviyo-account.ts';
import { openTestLedger } from './open-test-ledger.ts';
import { recordLog } from './record-log.ts';
import { runJobOnce } from './run-job.ts';
import { systemRandom } from './system-time.ts';
import { testSettings } from './test-settings.ts';

/** A store and a Klaviyo account that it feeds, both real sandboxes, and the ledger between them. Time is in our hand. */
export interface MarketingBench {
  readonly mail: KlaviyoAccount;
  readonly shop: ShopifyModel['shop'];
  readonly ledger: Ledger;
  readonly settings: SyncSettings;
  readonly accounts: Readonly<Record<'store' | 'mail', Connection>>;
  advance(ms: number): void;
  /** Customers. */
  pullStore(): Promise<void>;
  pullOrders(): Promise<void>;
  pullMail(): Promise<void>;
  /** Runs a job at one of the two once, for all that is dirty. */
  run(job: Job, at: 'store' | 'mail', signal?: AbortSignal): Promise<ReadonlyMap<string, WorkOutcome>>;
  /** What is wanted of a job and not done. */
  dirty(job: Job, at: 'store' | 'mail'): Promise<number>;
}

interface MarketingOptions {
  /** What the store's app may do besides. */
  readonly scopes?: readonly string[];
  /** Of the settings, which may name lists of the Klaviyo account. */
  readonly change?: (mail: KlaviyoAccount) => Partial<SyncSettings>;
  readonly open?: (clock: Clock) => Promise<Ledger>;
}

export async function openMarketingBench({
  scopes = [],
  change = () => ({}),
  open = openTestLedger,
}: MarketingOptions = {}): Promise<MarketingBench> {
  const mail = openKlaviyoAccount();
  const clock = {
    now: mail.now,
    monotonicMs: mail.now,
    sleep: (ms: number) => {
      mail.advance(ms);
      return Promise.resolve();
    },
  };
  const model = createShopify({
    clock,
    scopes: [...scopesWithCustomers, ...scopes],
    sendWebhook: () => Promise.resolve(200),
  });
  const ledger = await open(clock);
  const settings = testSettings({ marketing: { mail: { stores: ['store'] } }, ...change(mail) });
  const accounts: Readonly<Record<'store' | 'mail', Connection>> = {
    mail: mail.connection,
    store: shopify.open(
      { shop: model.shopDomain, accessToken: model.accessToken, customers: true },
      { http: portOf(model, clock.now), clock, random: systemRandom, log: recordLog() },
    ),
  };
  const run = (job: Job, at: 'store' | 'mail', signal?: AbortSignal) =>
    runJobOnce({ ledger, clock, settings, account: accounts[at], connection: at }, job, signal);
  const pullResource = async (at: 'store' | 'mail', resource: string): Promise<void> => {
    const mark = { job: pull.name, subject: resource, connection: at, cause: 'test', priority: 1 };
    await ledger.write((tx) => tx.work.mark([mark]));
    await run(pull, at);
  };
  return {
    mail,
    shop: model.shop,
    ledger,
    settings,
    accounts,
    advance: mail.advance,
    pullStore: () => pullResource('store', 'customers'),
    pullOrders: () => pullResource('store', 'orders'),
    pullMail: () => pullResource('mail', 'consents'),
    run,
    dirty: (job, at) => ledger.read((tx) => tx.work.countDirty(job.name, at, 100)),
  };
}

function portOf(model: ShopifyModel, now: () => number): HttpPort {
  return {
    async call({ method, url, headers = {}, body = '' }) {
      const sentAt = now();
      const answer = await model.handler({ method, path: new URL(url).pathname, headers, body });
      return { headers: {}, ...answer, sentAt, answeredAt: now() };
    },
  };
}
