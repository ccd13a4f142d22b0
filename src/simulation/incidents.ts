import { resumeConnection } from '#operations/pause-connection.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { Chronicle } from './chronicle.ts';
import type { SimulatedRedis } from './edges/memory-store.ts';
import type { Fleet } from './fleet.ts';
import type { ConsentJudge } from './oracle/consent-judge.ts';
import type { EffectJudge } from './oracle/effect-judge.ts';
import type { ReadingOrderJudge } from './oracle/reading-order-judge.ts';
import type { WorkJudge } from './oracle/work-judge.ts';
import type { Observer } from './oracle/observer.ts';
import type { PlannedIncident } from './plan/history-plan.ts';
import type { Timeline } from './timeline.ts';
import type { Post } from './world/post.ts';
import { unreadableWebhook } from './world/unreadable-webhook.ts';
import { SKUS, type Vendors } from './world/vendors.ts';

const AWAY_MS = [2_000, 20_000] as const;
/** How long after a change a refusal of before may still come in: a call is waited for that long, and a little more. */
const REFUSALS_COME_MS = 10_000;
const FULL_MS = [1_000, 12_000] as const;
const RAISED_UNITS = 3;
const ROLLED_BACK_MS = [500, 5_000] as const;
const JUMPS_MS = [-240_000, -45_000, 45_000, 240_000] as const;

interface IncidentEdges {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly fleet: Fleet;
  readonly redis: SimulatedRedis;
  readonly vendors: Vendors;
  readonly ledger: MemoryLedger;
  readonly observer: Observer;
  readonly effectJudge: EffectJudge;
  readonly consentJudge: ConsentJudge | null;
  readonly workJudge: WorkJudge;
  readonly readingOrderJudge: ReadingOrderJudge;
  readonly post: Post;
  readonly calmAt: number;
  /** From now on what was known to be recorded may be gone. */
  readonly onRolledBack: () => void;
}

/** What happens at its planned moment. */
export function playIncident({ kind, seed }: PlannedIncident, edges: IncidentEdges): void {
  const { timeline, chronicle, fleet, redis, vendors } = edges;
  const draw = createSeededDraw(seed);
  const between = ([low, high]: readonly [number, number]): number =>
    Math.min(low + draw() * (high - low), Math.max(1, edges.calmAt - timeline.now()));
  const store = vendors.stores[Math.floor(draw() * vendors.stores.length)];
  switch (kind) {
    case 'queue-flushed':
      chronicle.fault(kind);
      redis.flush();
      return;
    case 'queue-tail-lost':
      chronicle.fault(kind);
      redis.loseTail();
      return;
    case 'queue-full':
      chronicle.fault(kind);
      redis.fail(between(FULL_MS));
      return;
    case 'vendor-down': {
      const board = vendors.boards[seed % vendors.boards.length];
      chronicle.fault(kind, `number ${seed % vendors.boards.length}`);
      board?.takeDown(between(AWAY_MS));
      return;
    }
    case 'commits-rolled-back':
      rollBack(edges, between(ROLLED_BACK_MS));
      return;
    case 'credentials-expired':
      if (store === undefined) return;
      chronicle.fault(kind, store.name);
      if (draw() < 0.5) store.model.revokeTokens();
      else refuseCredentials(edges, store, between(AWAY_MS));
      return;
    case 'clock-jumped': {
      const jumpMs = JUMPS_MS[Math.floor(draw() * JUMPS_MS.length)] ?? 0;
      chronicle.fault(kind, `by ${jumpMs / 1_000} s`);
      fleet.setClock(jumpMs);
      return;
    }
    case 'second-instance':
      chronicle.fault(kind);
      fleet.start();
      return;
    case 'restarted':
      chronicle.fault(kind);
      fleet.restart();
      return;
    case 'unstocked': {
      const sku = SKUS[Math.floor(draw() * SKUS.length)];
      if (store === undefined || sku === undefined) return;
      chronicle.fault(kind, `${sku} in ${store.name}`);
      store.model.shop.unstock(sku, store.locationIds[0]);
      return;
    }
    case 'webhook-unreadable':
      if (store === undefined) return;
      chronicle.fault(kind, store.name);
      edges.post.send(store.name, unreadableWebhook(store, timeline.now())).catch(() => undefined);
      return;
    case 'raised-by-hand': {
      const [location] = store?.locationIds ?? [];
      const sku = SKUS.find(
        (one) => location !== undefined && (store?.model.shop.available(one, location) ?? 0) > 0,
      );
      if (store === undefined || location === undefined || sku === undefined) return;
      chronicle.fault(kind, `${sku} in ${store.name}`);
      store.model.shop.adjustStock(sku, location, store.model.shop.available(sku, location) + RAISED_UNITS);
      return;
    }
    case 'webhook-burst':
      if (edges.post.burst(draw)) chronicle.fault(kind);
  }
}

/** A failover to a standby that lags: the last commits are gone, and with them every connection to the database. */
function rollBack(
  {
    timeline,
    chronicle,
    fleet,
    ledger,
    observer,
    effectJudge,
    consentJudge,
    workJudge,
    readingOrderJudge,
    onRolledBack,
  }: IncidentEdges,
  windowMs: number,
): void {
  ledger.mark();
  const restore = observer.keepReceipts();
  timeline.at(windowMs, () => {
    chronicle.fault('commits-rolled-back', `those of the last ${Math.round(windowMs)} ms`);
    for (const process of fleet.alive()) fleet.kill(process);
    ledger.rollBackToMark();
    restore();
    effectJudge.forget();
    consentJudge?.forget();
    workJudge.forget();
    readingOrderJudge.forget();
    onRolledBack();
  });
}

/** The app's secret was changed; later somebody sets the old one again and lets the connection go on. */
function refuseCredentials(
  { timeline, ledger, chronicle }: IncidentEdges,
  { name, model }: Vendors['stores'][number],
  durationMs: number,
): void {
  const before = model.clientSecret;
  model.rotateSecret(`${before}-changed`);
  timeline.at(durationMs, () => {
    model.rotateSecret(before);
    chronicle.tell(`the credentials of ${name} are good again`);
    void resumeConnection(ledger, name).catch(() => undefined);
  });
  // A refusal that was still on its way has paused it again: the person who resumed it sees that, and does so once more.
  timeline.at(durationMs + REFUSALS_COME_MS, () => {
    void resumeConnection(ledger, name).catch(() => undefined);
  });
}
