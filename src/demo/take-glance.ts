import type { Day } from './day.ts';
import type { Glance } from './progress.ts';
import type { Judgement } from './verdict/judge.ts';
import type { Verdict } from './verdict/verdict.ts';

/** One look at a day that is under way. */
export function glanceOf(phase: string, { shoppers, warehouse }: Day, { verdict }: Judgement): Glance {
  return {
    phase,
    ordersSold: verdict.orders_sold,
    soldBy: verdict.orders_sold_by_store,
    ordersInErp: verdict.orders_in_erp,
    ordersWaiting: verdict.orders_missing,
    edited: shoppers.counts.edited,
    canceled: shoppers.counts.canceled,
    refunded: shoppers.counts.refunded,
    parked: verdict.orders_parked,
    parcels: verdict.shipments_sent,
    parcelsWaiting: verdict.shipments_missing,
    cells: verdict.levels_compared,
    cellsRight: verdict.levels_compared - verdict.levels_differing,
    skusSoldOut: verdict.skus_sold_out,
    units: { received: warehouse.counts.received, oversold: verdict.units_oversold },
    faults: verdict.faults_fired,
    open: openOf(verdict),
  };
}

/** What is still to come, besides orders, levels and parcels, which have their own figures. */
function openOf(verdict: Verdict): readonly string[] {
  const counts: readonly (readonly [number | null, string])[] = [
    [verdict.requests_missing, 'requests to the 3PL'],
    [verdict.erp_shipments_missing, 'parcels for the ERP'],
    [verdict.refunds_missing, 'refunds'],
    [verdict.events_missing, 'events'],
    [verdict.consent_violations, 'refusals'],
    [verdict.orders_planted - verdict.orders_parked, 'bad orders to park'],
  ];
  const open = counts.flatMap(([count, what]) => (count === null || count <= 0 ? [] : [`${count} ${what}`]));
  return verdict.erased_person_found === true ? [...open, 'people to forget'] : open;
}
