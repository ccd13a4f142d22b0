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
import { judgeMarketing } from './judge-marketing.ts';
import { judgeOrders } from './judge-orders.ts';
import { judgeOversold } from './judge-oversold.ts';
import { judgeRefunds } from './judge-refunds.ts';
import { judgeRequests } from './judge-requests.ts';
import { judgeReturns } from './judge-returns.ts';
import { countSellOuts } from './judge-sell-outs.ts';
import { judgeShipments } from './judge-shipments.ts';
import { judgeToldParcels } from './judge-told-parcels.ts';
import { judgeStock } from './judge-stock.ts';
import { orderLatency, saleLatency, stockLatency } from './measure-latency.ts';
import { failuresOf, type Verdict } from './verdict.ts';

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
  const returns = judgeReturns(books);
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
    lost: sumOf([shipments, refunds, requests, told, returns], 'missing'),
    doubled: sumOf([shipments, refunds, requests, told, returns], 'duplicated'),
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
    returns_agreed: returns?.agreed ?? null,
    returns_missing: returns?.missing ?? null,
    returns_duplicated: returns?.duplicated ?? null,
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
  const complaints = [
    orders,
    stock,
    refunds,
    requests,
    returns,
    shipments,
    told,
    marketing,
    oversold,
  ].flatMap((part) => part?.complaints ?? []);
  const failures = [...marketing.failures, ...failuresOf(verdict, evidence.wantedFaults)];
  return { verdict, failures, complaints };
}

type Found = { readonly missing: number; readonly duplicated: number } | null;

function sumOf(parts: readonly Found[], what: 'missing' | 'duplicated'): number {
  return parts.reduce((sum, part) => sum + (part?.[what] ?? 0), 0);
}

function countByStore({ stores }: Books): Readonly<Record<string, number>> {
  return Object.fromEntries(
    stores.map(({ name, orders }) => [name, orders.filter(({ isTest }) => !isTest).length]),
  );
}
