import type { Subscription } from '#connectors/shopify/sandbox/webhooks/subscriptions.ts';
import { readWarehouseBook } from '#demo/verdict/read-warehouse-book.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import type { Chronicle } from './chronicle.ts';
import { createSimulatedBuckets } from './edges/memory-buckets.ts';
import { createSimulatedRedis, type SimulatedRedis } from './edges/memory-store.ts';
import type { Surroundings } from './edges/simulated-edges.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { createStepNamer } from './named-steps.ts';
import { createCallJudge } from './oracle/call-judge.ts';
import { type ConsentJudge, createConsentJudge } from './oracle/consent-judge.ts';
import { createEffectJudge, type EffectJudge } from './oracle/effect-judge.ts';
import { createKnowledge, type Knowledge } from './oracle/knowledge.ts';
import { createObserver, type Observer } from './oracle/observer.ts';
import { createRaiseJudge } from './oracle/raise-judge.ts';
import { createReadingJudge } from './oracle/reading-judge.ts';
import { createShelfLog } from './oracle/shelf-log.ts';
import { createReadingOrderJudge, type ReadingOrderJudge } from './oracle/reading-order-judge.ts';
import { createWorkJudge, type WorkJudge } from './oracle/work-judge.ts';
import { createTruth, type Truth } from './oracle/truth.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import type { SimulatedProcess } from './process.ts';
import type { Timeline } from './timeline.ts';
import { DEPOT } from './world/depot.ts';
import { createWeather, type Weather } from './weather.ts';
import { loadSimulated, plainStoreOf } from './world/configuration.ts';
import { createPost, type Post } from './world/post.ts';
import { createMeddlers, type Meddlers } from './world/meddlers.ts';
import { createSubscribers, type Subscribers } from './world/subscribers.ts';
import { openVendors, type Vendors } from './world/vendors.ts';

/** Everything of one history: the other companies, Syncline's processes, and those who judge. */
export interface World {
  readonly plan: HistoryPlan;
  /** When Syncline is started, and the plan begins; the vendors may have been there before. */
  readonly startAt: number;
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly ledger: MemoryLedger;
  readonly vendors: Vendors;
  readonly truth: Truth;
  /** Null where nobody writes to customers. */
  readonly subscribers: Subscribers | null;
  readonly fleet: Fleet;
  readonly redis: SimulatedRedis;
  readonly post: Post;
  readonly observer: Observer;
  readonly knowledge: Knowledge;
  readonly effectJudge: EffectJudge;
  /** Null where nobody writes to customers. */
  readonly consentJudge: ConsentJudge | null;
  readonly workJudge: WorkJudge;
  readonly readingOrderJudge: ReadingOrderJudge;
  readonly judgeRaise: ReturnType<typeof createRaiseJudge>;
  readonly meddlers: Meddlers;
}

export interface WorldEdges extends Pick<World, 'plan' | 'startAt' | 'timeline' | 'chronicle' | 'ledger'> {
  /** What an earlier installation subscribed to; null for a fresh one. */
  readonly subscribed: readonly Subscription[] | null;
  /** Told which process speaks to the ledger. */
  readonly onSpeak: (process: SimulatedProcess | null) => void;
}

/** Opens a world in which nothing has happened yet. */
export function openWorld(edges: WorldEdges): World {
  const { plan, startAt, timeline, chronicle, ledger } = edges;
  const openedAt = timeline.now();
  const observer = createObserver(chronicle);
  // What it kills and whom webhooks reach is made further down, out of it.
  const late: { fleet?: Fleet } = {};
  const fleetOf = (): Fleet => {
    if (late.fleet === undefined) throw new Error('the fleet is not there yet');
    return late.fleet;
  };
  const onKill = (process: SimulatedProcess): void => fleetOf().kill(process);
  const weather = createWeather({ plan, timeline, chronicle, startAt, onKill });
  const post = createPost({ timeline, chronicle, observer, weather, fleet: fleetOf });
  const vendors = openVendors({
    timeline,
    seed: plan.seed,
    odooVersion: plan.odooVersion,
    stock: plan.stock,
    hasMarketing: plan.hasMarketing,
    hasReturns: plan.oddities?.includes('takes-returns') ?? false,
    hasUnevenIndex: plan.oddities?.includes('uneven-index') ?? false,
    subscribed: edges.subscribed,
    sendWebhook: (store, delivery) => post.send(store, delivery),
  });
  const truth = createTruth(vendors);
  const [firstStore] = vendors.stores;
  const subscribers =
    vendors.mail === null || firstStore === undefined
      ? null
      : createSubscribers({
          store: firstStore,
          mail: vendors.mail,
          timeline,
          sendWebhook: (delivery) => post.send(firstStore.name, delivery),
        });
  const { numbersSince, lostSince } = createShelfLog(() => [
    ...vendors.erp.erp.stockLog,
    ...readWarehouseBook(vendors.depot.sandbox.state, DEPOT).changes,
  ]);
  const onReading = createReadingJudge({ chronicle, knowledge: () => knowledge, numbersSince });
  const knowledge = createKnowledge({ timeline, sequence: () => ledger.sequence(), onReading });
  const effectJudge = createEffectJudge({ timeline, chronicle });
  const consentJudge =
    vendors.mail === null || firstStore === undefined
      ? null
      : createConsentJudge({ timeline, chronicle }, { store: firstStore, mail: vendors.mail });
  const workJudge = createWorkJudge(chronicle);
  const readingOrderJudge = createReadingOrderJudge(chronicle);
  const meddlers = createMeddlers(vendors.stores, { timeline, chronicle, weather });
  const redis = createSimulatedRedis(timeline, { inJob: weather.inJob, hasFailed: weather.hasQueueFailed });
  const fleet = createFleet({
    timeline,
    chronicle,
    loaded: loadSimulated(vendors, openedAt, plan),
    watch: weather.watch,
    surroundings: surround(edges, {
      weather,
      observer,
      knowledge,
      effectJudge,
      consentJudge,
      workJudge,
      readingOrderJudge,
      redis,
      vendors,
      meddlers,
    }),
  });
  late.fleet = fleet;
  const judgeRaise = createRaiseJudge({
    truth,
    knowledge,
    chronicle,
    lostSince,
    plainStore: plainStoreOf(plan),
  });
  return {
    plan,
    startAt,
    timeline,
    chronicle,
    ledger,
    vendors,
    truth,
    subscribers,
    fleet,
    redis,
    post,
    observer,
    knowledge,
    effectJudge,
    consentJudge,
    workJudge,
    readingOrderJudge,
    judgeRaise,
    meddlers,
  };
}

interface Parts {
  readonly effectJudge: EffectJudge;
  readonly consentJudge: ConsentJudge | null;
  readonly workJudge: WorkJudge;
  readonly readingOrderJudge: ReadingOrderJudge;
  readonly weather: Weather;
  readonly observer: Observer;
  readonly knowledge: Knowledge;
  readonly redis: SimulatedRedis;
  readonly vendors: Vendors;
  readonly meddlers: Meddlers;
}

/** What all processes share, with everybody who listens at its ports. */
function surround(
  { plan, timeline, chronicle, ledger, onSpeak }: WorldEdges,
  {
    weather,
    observer,
    knowledge,
    effectJudge,
    consentJudge,
    workJudge,
    readingOrderJudge,
    redis,
    vendors,
    meddlers,
  }: Parts,
): Omit<Surroundings, 'openDoor'> {
  const judgeCall = createCallJudge({ timeline, chronicle, plainStore: plainStoreOf(plan) });
  const namer = createStepNamer((call) => {
    observer.onCall(call);
    knowledge.onCall(call);
    effectJudge.onCall(call);
    consentJudge?.onCall(call);
    workJudge.onCall(call);
    readingOrderJudge.onCall(call);
  });
  return {
    ledger: {
      ledger,
      namer,
      draw: timeline.draw,
      speak: (process) => {
        onSpeak(process);
        knowledge.speak(process);
      },
      fateOf: weather.fateOfTransaction,
      isReplyLost: weather.isReplyLost,
      onBegin: () => {
        observer.onBegin();
        effectJudge.onBegin();
        consentJudge?.onBegin();
        workJudge.onBegin();
        readingOrderJudge.onBegin();
      },
      onCommit: (process) => {
        observer.onCommit(process.name);
        effectJudge.onCommit(process.name);
        consentJudge?.onCommit();
        workJudge.onCommit();
        readingOrderJudge.onCommit();
      },
    },
    redis,
    buckets: createSimulatedBuckets(timeline, redis),
    network: {
      timeline,
      vendors: vendors.onNetwork,
      fateOfCall: weather.fateOfCall,
      onCall: (call) => {
        meddlers.onCall(call);
        knowledge.noteRequest(call);
        effectJudge.onRequest(call.request, call.process.name);
        judgeCall.onCall(call);
      },
      onAnswer: judgeCall.onAnswer,
    },
    paceOf: plan.netsOff.includes('janitor') ? 'no-janitor' : 'simulated',
    log: chronicle,
  };
}
