import type { Books } from './books.ts';
import { readHistories } from './cell-history.ts';
import {
  countFaults,
  disturbedTime,
  type DiaryKind,
  type FaultCosts,
  type FaultDiary,
} from './fault-diary.ts';
import { judgeFlashSale } from './judge-flash-sale.ts';
import { judgeMarketing, type MarketingFigures } from './judge-marketing.ts';
import { judgeOrders } from './judge-orders.ts';
import { judgeOversold } from './judge-oversold.ts';
import { judgeRefunds } from './judge-refunds.ts';
import { judgeRequests } from './judge-requests.ts';
import { countSellOuts } from './judge-sell-outs.ts';
import { judgeShipments } from './judge-shipments.ts';
import { judgeToldParcels } from './judge-told-parcels.ts';
import { judgeStock } from './judge-stock.ts';
import { orderLatency, saleLatency, stockLatency } from './measure-latency.ts';

export interface Evidence {
  readonly books: Books;
  readonly diary: FaultDiary;
  readonly costs: FaultCosts;
  /** Ids of the orders that nobody can book, because the demo made them so. */
  readonly planted: ReadonlySet<string>;
  readonly buffer: number;
  /** When selling began; what happened before was the setting up. */
  readonly fromMs: number;
  /** What many wanted at once; null: there was no such sale. */
  readonly flashSku: string | null;
  /** Each of these must have fired. */
  readonly wantedFaults: readonly DiaryKind[];
  /** Records that Syncline itself still finds of people who were erased; absent or null: it was not asked. */
  readonly foundBySyncline?: number | null | undefined;
}

/** The keys are those of the demo's last line. Latencies are null when there was nothing to measure. */
export interface Verdict extends MarketingFigures {
  readonly orders_sold: number;
  readonly orders_sold_by_store: Readonly<Record<string, number>>;
  readonly orders_in_erp: number;
  readonly orders_missing: number;
  readonly orders_duplicated: number;
  readonly orders_wrong_total: number;
  readonly orders_parked: number;
  readonly orders_planted: number;
  readonly orders_unexplained: number;
  readonly skus_compared: number;
  readonly skus_differing: number;
  /** Single numbers: one per SKU and location. */
  readonly levels_compared: number;
  readonly levels_differing: number;
  readonly skus_sold_out: number;
  readonly skus_back_again: number;
  readonly units_oversold: number;
  readonly units_oversold_by_sync: number;
  /** Of the flash sale alone; null when there was none. */
  readonly flash_units_offered: number | null;
  readonly flash_units_sold: number | null;
  /** Sold on one store before it could be told what another had just sold. */
  readonly flash_units_oversold: number | null;
  readonly flash_units_oversold_by_sync: number | null;
  /** Of those beyond stock: how long the store could have been told before it sold them. Null when there was none. */
  readonly flash_untold_p50_ms: number | null;
  readonly flash_untold_max_ms: number | null;
  /** Refunds of which something is to be credited in the ERP. */
  readonly refunds_given: number;
  readonly refunds_missing: number;
  readonly refunds_duplicated: number;
  /** What a 3PL was asked to ship; null when there is none. */
  readonly requests_made: number | null;
  readonly requests_missing: number | null;
  readonly requests_duplicated: number | null;
  readonly shipments_sent: number;
  readonly shipments_missing: number;
  readonly shipments_duplicated: number;
  /** What of the 3PL's parcels the ERP was told; null when there is none. */
  readonly erp_shipments_told: number | null;
  readonly erp_shipments_missing: number | null;
  readonly erp_shipments_duplicated: number | null;
  readonly webhooks_sent: number;
  readonly webhooks_duplicated: number;
  readonly webhooks_dropped: number;
  readonly faults_fired: Readonly<Record<string, number>>;
  readonly p50_order_ms: number | null;
  readonly p99_order_ms: number | null;
  readonly p50_stock_ms: number | null;
  readonly p99_stock_ms: number | null;
  /** Null as well when there is one store. */
  readonly p50_sale_to_other_channels_ms: number | null;
  readonly p99_sale_to_other_channels_ms: number | null;
  /** Both books say the same, and every bad order is parked. */
  readonly converged: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Why the run failed, in sentences; empty when it did not. */
  readonly failures: readonly string[];
  /** The single findings behind the failures. */
  readonly complaints: readonly string[];
}

/** Judges a run by the vendors' own books and by nothing else. */
export function judge(evidence: Evidence): Judgement {
  const { books, diary, planted, buffer, fromMs } = evidence;
  const orders = judgeOrders(books, planted);
  const stock = judgeStock(books, buffer);
  const shipments = judgeShipments(books);
  const requests = judgeRequests(books);
  const told = judgeToldParcels(books);
  const refunds = judgeRefunds(books);
  const marketing = judgeMarketing(books, evidence.foundBySyncline ?? null);
  const histories = readHistories(books);
  const when = { fromMs, disturbed: disturbedTime(diary, evidence.costs) };
  const oversold = judgeOversold(histories, when);
  const flash = judgeFlashSale(histories, evidence.flashSku, when);
  const sellOuts = countSellOuts(histories, fromMs);
  const [orderTimes, stockTimes] = [orderLatency(books), stockLatency(histories, fromMs, buffer)];
  const saleTimes = saleLatency(histories, fromMs, buffer);
  const webhooks = (key: 'sent' | 'duplicated' | 'dropped'): number =>
    books.stores.reduce((sum, store) => sum + store.webhooks[key], 0);
  const open = {
    ...orders,
    differing: stock.differing,
    lost: shipments.missing + refunds.missing + (requests?.missing ?? 0) + (told?.missing ?? 0),
    doubled:
      shipments.duplicated + refunds.duplicated + (requests?.duplicated ?? 0) + (told?.duplicated ?? 0),
  };
  const verdict: Verdict = {
    orders_sold: orders.sold,
    orders_sold_by_store: countByStore(books),
    orders_in_erp: orders.inErp,
    orders_missing: orders.missing,
    orders_duplicated: orders.duplicated,
    orders_wrong_total: orders.wrong,
    orders_parked: orders.parked,
    orders_planted: planted.size,
    orders_unexplained: orders.unexplained,
    skus_compared: stock.compared,
    skus_differing: stock.differing,
    levels_compared: stock.cells,
    levels_differing: stock.cells - stock.cellsRight,
    skus_sold_out: sellOuts.soldOut,
    skus_back_again: sellOuts.backAgain,
    units_oversold: oversold.units,
    units_oversold_by_sync: oversold.unitsBySync,
    flash_units_offered: flash?.offered ?? null,
    flash_units_sold: flash?.sold ?? null,
    flash_units_oversold: flash?.units ?? null,
    flash_units_oversold_by_sync: flash?.unitsBySync ?? null,
    flash_untold_p50_ms: flash?.untold.p50Ms ?? null,
    flash_untold_max_ms: flash?.untold.maxMs ?? null,
    refunds_given: refunds.given,
    refunds_missing: refunds.missing,
    refunds_duplicated: refunds.duplicated,
    requests_made: requests?.made ?? null,
    requests_missing: requests?.missing ?? null,
    requests_duplicated: requests?.duplicated ?? null,
    shipments_sent: shipments.shipped,
    shipments_missing: shipments.missing,
    shipments_duplicated: shipments.duplicated,
    erp_shipments_told: told === null ? null : told.left - told.missing,
    erp_shipments_missing: told?.missing ?? null,
    erp_shipments_duplicated: told?.duplicated ?? null,
    ...marketing.figures,
    webhooks_sent: webhooks('sent'),
    webhooks_duplicated: webhooks('duplicated'),
    webhooks_dropped: webhooks('dropped'),
    faults_fired: countFaults(diary),
    p50_order_ms: orderTimes.p50Ms,
    p99_order_ms: orderTimes.p99Ms,
    p50_stock_ms: stockTimes.p50Ms,
    p99_stock_ms: stockTimes.p99Ms,
    p50_sale_to_other_channels_ms: saleTimes.p50Ms,
    p99_sale_to_other_channels_ms: saleTimes.p99Ms,
    converged:
      open.missing + open.duplicated + open.wrong + open.unexplained === 0 &&
      open.differing + open.lost + open.doubled === 0 &&
      marketing.isSettled &&
      orders.parked === planted.size,
  };
  const complaints = [orders, stock, refunds, requests, shipments, told, marketing, oversold].flatMap(
    (part) => part?.complaints ?? [],
  );
  const failures = [...marketing.failures, ...failuresOf(verdict, evidence.wantedFaults)];
  return { verdict, failures, complaints };
}

function countByStore({ stores }: Books): Readonly<Record<string, number>> {
  return Object.fromEntries(
    stores.map(({ name, orders }) => [name, orders.filter(({ isTest }) => !isTest).length]),
  );
}

/** Everything for which the run ends with exit code 1, in words. */
function failuresOf(verdict: Verdict, wantedFaults: readonly DiaryKind[]): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [verdict.orders_missing > 0, `${verdict.orders_missing} orders are missing in the ERP`],
    [verdict.orders_duplicated > 0, `${verdict.orders_duplicated} orders are in the ERP more than once`],
    [verdict.orders_wrong_total > 0, `${verdict.orders_wrong_total} orders differ in the ERP`],
    [verdict.orders_unexplained > 0, `${verdict.orders_unexplained} orders of the ERP were never sold`],
    [
      verdict.orders_parked !== verdict.orders_planted,
      `${verdict.orders_parked} orders are parked, ${verdict.orders_planted} bad ones were planted`,
    ],
    [verdict.skus_compared === 0, 'no SKU could be compared'],
    [verdict.skus_differing > 0, `${verdict.skus_differing} SKUs show a wrong number in a store`],
    [verdict.skus_sold_out === 0, 'nothing sold out, so the hard part was not tried'],
    [
      verdict.units_oversold_by_sync > 0,
      `${verdict.units_oversold_by_sync} units were sold that the sync could have saved`,
    ],
    [verdict.refunds_missing > 0, `${verdict.refunds_missing} refunds are not credited in the ERP`],
    [verdict.refunds_duplicated > 0, `${verdict.refunds_duplicated} credit notes are too many in the ERP`],
    [
      (verdict.requests_missing ?? 0) > 0,
      `${verdict.requests_missing ?? 0} orders lack a request to the warehouse that ships them`,
    ],
    [
      (verdict.requests_duplicated ?? 0) > 0,
      `${verdict.requests_duplicated ?? 0} orders were asked for too often`,
    ],
    [verdict.shipments_missing > 0, `${verdict.shipments_missing} parcels are unknown to their store`],
    [
      verdict.shipments_duplicated > 0,
      `${verdict.shipments_duplicated} parcels are in their store too often`,
    ],
    [
      (verdict.erp_shipments_missing ?? 0) > 0,
      `${verdict.erp_shipments_missing ?? 0} parcels of the 3PL are unknown to the ERP`,
    ],
    [
      (verdict.erp_shipments_duplicated ?? 0) > 0,
      `${verdict.erp_shipments_duplicated ?? 0} parcels were delivered in the ERP too often`,
    ],
    [!verdict.converged, 'the systems did not come to say the same'],
  ];
  const silent = wantedFaults.filter((kind) => (verdict.faults_fired[kind] ?? 0) === 0);
  return [
    ...rules.flatMap(([failed, words]) => (failed ? [words] : [])),
    ...silent.map((kind) => `the fault ${kind} never fired`),
  ];
}
