import type { DiaryKind } from './fault-diary.ts';
import type { MarketingFigures } from './judge-marketing.ts';

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
  /** What of returns the 3PL was told that had shipped the goods; null when there is none. */
  readonly returns_agreed: number | null;
  readonly returns_missing: number | null;
  readonly returns_duplicated: number | null;
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

/** Everything for which the run ends with exit code 1, in words. */
export function failuresOf(verdict: Verdict, wantedFaults: readonly DiaryKind[]): readonly string[] {
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
    [(verdict.returns_missing ?? 0) > 0, `${verdict.returns_missing ?? 0} returns are unknown to the 3PL`],
    [
      (verdict.returns_duplicated ?? 0) > 0,
      `${verdict.returns_duplicated ?? 0} returns are at the 3PL too often, or with other goods`,
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
