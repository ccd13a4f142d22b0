import type { FaultKind, FiredFault } from '#sdk/sandbox/fault-board.ts';
import { mergeSpans, type Span } from './spans.ts';

/** What was done to the whole machine rather than to one call. */
export interface Incident extends Span {
  readonly kind: 'engine-killed' | 'redis-flushed';
}

/** Everything that can be asked of a run's faults. */
export type DiaryKind = FaultKind | Incident['kind'];

export interface FaultDiary {
  /** Of all sandboxes. */
  readonly fired: readonly FiredFault[];
  readonly incidents: readonly Incident[];
}

/** How long one fault can hold up the path from the ERP's stock to a store's, by its kind. */
export interface FaultCosts {
  /** How long the engine waits for an answer that does not come. */
  readonly callTimeoutMs: number;
  /** How long after the call an effect may still land. */
  readonly lateEffectMs: number;
  /** How long a vendor stays down. */
  readonly downMs: number;
}

/** An error is tried again with back-off, and a search index catches up within this. */
const RETRY_MS = 3_000;
const INDEX_LAG_MS = 5_000;

/** Calls that carry stock numbers; a fault of an order's own call does not delay them. */
const STOCK_CALL = /stock|inventory|quant|picking|item|level|product|^all$/i;

export function countFaults({ fired, incidents }: FaultDiary): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of [...fired, ...incidents]) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The time during which faults disturbed the way of a stock number, without overlaps. */
export function disturbedTime({ fired, incidents }: FaultDiary, costs: FaultCosts): readonly Span[] {
  const spans = fired
    .filter(({ operation }) => STOCK_CALL.test(operation))
    .map(({ kind, at }) => ({ fromMs: at, toMs: at + costOf(kind, costs) }));
  return mergeSpans([...spans, ...incidents]);
}

function costOf(kind: FaultKind, { callTimeoutMs, lateEffectMs, downMs }: FaultCosts): number {
  switch (kind) {
    case 'timeout-before':
    case 'timeout-after':
      return callTimeoutMs + RETRY_MS;
    case 'late-effect':
      return callTimeoutMs + lateEffectMs + RETRY_MS;
    case 'down':
      return downMs + RETRY_MS;
    case 'stale-search':
      return INDEX_LAG_MS;
    case 'throttled':
    case 'server-error':
    case 'malformed':
    case 'truncated-page':
    case 'schema-drift':
    case 'latency':
      return RETRY_MS;
    case 'webhook-dropped':
    case 'webhook-doubled':
    case 'webhook-late':
      // Stock travels by polling; a webhook never carries a number from the ERP to a store.
      return 0;
  }
}
