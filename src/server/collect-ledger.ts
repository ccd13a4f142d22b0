import { toDecimal } from '#domain/money.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { LedgerGauges } from './metrics.ts';

/** What the queue room knows of one connection; null when Redis does not say. */
export interface VendorLevel {
  readonly connection: string;
  readonly available: number | null;
  readonly breakerOpen: boolean;
}

export interface LedgerFacts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly levels: () => Promise<readonly VendorLevel[]>;
  readonly diskFreeBytes: () => Promise<number | null>;
}

/** SKUs and channels that are named by their risk to be oversold, so that the number of series stays small. */
const RISKS_NAMED = 20;

/** Reads the gauges anew. What is gone since the last time is gone from the answer, too. */
export async function collectLedger(
  gauges: LedgerGauges,
  { ledger, clock, levels, diskFreeBytes }: LedgerFacts,
): Promise<void> {
  const facts = await ledger.read(async (tx) => ({
    work: await tx.work.counts(),
    effects: await tx.effects.counts(),
    events: await tx.events.counts(),
    discrepancies: await tx.discrepancies.counts(),
    connections: await tx.connections.all(),
    brakes: await tx.brakes.all(),
    risks: await tx.exposure.largest(RISKS_NAMED),
    propagations: await tx.exposure.propagations(),
  }));
  for (const gauge of Object.values(gauges)) gauge.reset();
  const now = clock.now();
  for (const { connection, job, dirty, parked, oldestDirtyAt } of facts.work) {
    gauges.dirty.set({ connection, job }, dirty);
    gauges.parked.set({ connection, job }, parked);
    gauges.oldestSeconds.set(
      { connection, job },
      oldestDirtyAt === null ? 0 : Math.max(0, now - oldestDirtyAt) / 1_000,
    );
  }
  for (const { connection, operation, state, count } of facts.effects)
    gauges.effects.set({ connection, operation, state }, count);
  for (const { connection, state, count } of facts.events) gauges.events.set({ connection, state }, count);
  for (const { type, state, count } of facts.discrepancies) gauges.discrepancies.set({ type, state }, count);
  for (const { connection, paused } of facts.connections) {
    for (const by of ['by-operator', 'unauthorized'])
      gauges.paused.set({ connection, by }, paused === by ? 1 : 0);
    gauges.brakes.set(
      { connection },
      facts.brakes.filter((brake) => brake.connection === connection && brake.state === 'held').length,
    );
  }
  for (const { connection, sku, boundUnits, bound } of facts.risks) {
    gauges.riskUnits.set({ connection, sku }, boundUnits);
    gauges.riskMoney.set({ connection, sku, currency: bound.currency }, Number(toDecimal(bound)));
  }
  for (const { connection, meanMs } of facts.propagations)
    gauges.propagationSeconds.set({ connection }, meanMs / 1_000);
  gauges.commits.set(ledger.commitCount);
  const free = await diskFreeBytes();
  if (free !== null) gauges.diskFree.set(free);
  for (const { connection, available, breakerOpen } of await levels()) {
    if (available !== null) gauges.bucket.set({ connection }, available);
    gauges.breaker.set({ connection }, breakerOpen ? 1 : 0);
  }
}
