import { createSealer } from '#ledger/sealing.ts';
import { openMemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { createSimulatedBuckets } from './edges/memory-buckets.ts';
import { createSimulatedRedis } from './edges/memory-store.ts';
import { SEALING_KEY } from './edges/simulated-edges.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { playIncident } from './incidents.ts';
import { createStepNamer } from './named-steps.ts';
import { createCallJudge } from './oracle/call-judge.ts';
import { findDoubles } from './oracle/final-judge.ts';
import { createKnowledge } from './oracle/knowledge.ts';
import { createObserver } from './oracle/observer.ts';
import { createRaiseJudge } from './oracle/raise-judge.ts';
import { createReadingJudge } from './oracle/reading-judge.ts';
import { createShelfLog } from './oracle/shelf-log.ts';
import { createTruth } from './oracle/truth.ts';
import { vendorFaults } from './plan/fault-names.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import type { SimulatedProcess } from './process.ts';
import { converge } from './converge.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createWeather, type Weather } from './weather.ts';
import { loadSimulated } from './world/configuration.ts';
import { createCustomers } from './world/customers.ts';
import { readInstalledSubscriptions } from './world/installed-app.ts';
import { createPost } from './world/post.ts';
import { openVendors, type StoreName } from './world/vendors.ts';
import { createWarehouse } from './world/warehouse.ts';

/** A Monday morning. */
const START_AT = Date.UTC(2026, 10, 2, 9);
/** Of a hundred histories so many begin with an app that was just installed. */
const FRESH_INSTALLS = 8;

export interface HistoryResult extends Pick<Chronicle, 'violations' | 'faults' | 'reached' | 'lines'> {
  readonly plan: HistoryPlan;
  readonly hash: string;
  readonly steps: number;
  readonly simulatedMs: number;
}

export interface HistoryOptions {
  readonly keepsSteps?: boolean;
  readonly keepsStory?: boolean;
}

/** Runs histories one after the other: the real program over simulated edges, against the vendors' sandboxes. */
export interface Simulator {
  run(plan: HistoryPlan, options?: HistoryOptions): Promise<HistoryResult>;
  close(): void;
}

/** Makes what all histories of this thread share: a ledger whose statements stay prepared. */
export async function createSimulator(): Promise<Simulator> {
  let timeline: Timeline = createTimeline(0, START_AT);
  let speaker: SimulatedProcess | null = null;
  const ledger = await openMemoryLedger({
    clock: {
      now: () => speaker?.clock.now() ?? timeline.now(),
      monotonicMs: () => timeline.now(),
      sleep: () => Promise.reject(new Error('a ledger does not sleep')),
    },
    // Leases are measured by the database's own clock, which no process can turn.
    leaseClock: { now: () => timeline.now() },
    random: { next: () => timeline.draw(), id: () => speaker?.random.id() ?? 'nobody' },
    sealer: createSealer(SEALING_KEY),
  });
  const installed = await readInstalledSubscriptions();

  const run = async (
    plan: HistoryPlan,
    { keepsSteps = false, keepsStory = false }: HistoryOptions = {},
  ): Promise<HistoryResult> => {
    ledger.reset();
    timeline = createTimeline(plan.seed, START_AT);
    const chronicle = createChronicle(timeline, START_AT, { keepsSteps, keepsStory });
    const observer = createObserver(chronicle);
    let isRolledBack = false;
    const parts: { weather?: Weather; fleet?: Fleet } = {};
    const fleetOf = (): Fleet => {
      if (parts.fleet === undefined) throw new Error('the fleet is not there yet');
      return parts.fleet;
    };
    const weather = createWeather({
      plan,
      timeline,
      chronicle,
      startAt: START_AT,
      onKill: (process) => fleetOf().kill(process),
    });
    const post = createPost({ timeline, chronicle, observer, weather: () => weather, fleet: fleetOf });
    const vendors = openVendors({
      timeline,
      seed: plan.seed,
      odooVersion: plan.odooVersion,
      stock: plan.stock,
      subscribed: plan.seed % 100 < FRESH_INSTALLS ? null : installed,
      sendWebhook: (store, delivery) => post.send(store, delivery),
    });
    const truth = createTruth(vendors);
    const shelves = createShelfLog(vendors.erp.erp.stockLog);
    const judgeReading = createReadingJudge({
      chronicle,
      knowledge: () => knowledge,
      numbersSince: shelves.numbersSince,
    });
    const knowledge = createKnowledge({
      timeline,
      sequence: () => ledger.sequence(),
      onReading: judgeReading,
    });
    const judgeRaise = createRaiseJudge({ truth, knowledge, chronicle, lostSince: shelves.lostSince });
    const judgeCall = createCallJudge({ timeline, chronicle });
    const redis = createSimulatedRedis(timeline, { inJob: weather.inJob, hasFailed: weather.hasQueueFailed });
    const namer = createStepNamer((call) => {
      observer.onCall(call);
      knowledge.onCall(call);
    });
    const fleet = createFleet({
      timeline,
      chronicle,
      loaded: loadSimulated(vendors, START_AT, plan),
      watch: weather.watch,
      surroundings: {
        ledger: {
          ledger,
          namer,
          draw: timeline.draw,
          speak: (process) => {
            speaker = process;
            knowledge.speak(process);
          },
          fateOf: weather.fateOfTransaction,
          onBegin: observer.onBegin,
          onCommit: (process) => observer.onCommit(process.name),
        },
        redis,
        buckets: createSimulatedBuckets(timeline, redis),
        network: {
          timeline,
          vendors: vendors.onNetwork,
          fateOfCall: weather.fateOfCall,
          onCall: (call) => {
            knowledge.noteRequest(call);
            judgeCall.onCall(call);
          },
          onAnswer: judgeCall.onAnswer,
        },
        paceOf: plan.netsOff.includes('janitor') ? 'no-janitor' : 'simulated',
        log: chronicle,
      },
    });
    parts.fleet = fleet;
    const hasLeft = (store: StoreName, id: string): boolean => plan.isCareful && truth.hasLeft(store, id);
    const customers = createCustomers(vendors.stores, hasLeft);
    const warehouse = createWarehouse(
      vendors,
      ({ reference }) => !plan.isCareful || truth.isAgreed(reference),
    );
    for (const board of vendors.boards)
      board.set(Object.fromEntries(vendorFaults.map((name) => [name, plan.rates[name] ?? 0])));
    timeline.at(plan.calmAt, () => {
      for (const board of vendors.boards)
        board.set(
          Object.fromEntries(
            vendorFaults.map((name) => [
              name,
              name === 'webhook-dropped' && plan.netsOff.includes('webhooks') ? 1 : 0,
            ]),
          ),
        );
    });
    for (const act of plan.acts) {
      timeline.at(act.at, () => {
        const draw = createSeededDraw(act.seed);
        chronicle.tell(act.who === 'customer' ? customers.act(draw) : warehouse.act(draw));
      });
    }
    for (const incident of plan.incidents) {
      timeline.at(incident.at, () =>
        playIncident(incident, {
          timeline,
          chronicle,
          fleet,
          redis,
          vendors,
          ledger,
          observer,
          post,
          calmAt: START_AT + plan.calmAt,
          onRolledBack: () => {
            isRolledBack = true;
          },
        }),
      );
    }
    fleet.start();

    const judged = vendors.stores.map(() => 0);
    // A page that lies about being the last one hides orders for which no rule can allow; lost commits hide what was known.
    const judgesRaises = (): boolean => !isRolledBack && (plan.rates['truncated-page'] ?? 0) === 0;
    const look = (): boolean => {
      vendors.stores.forEach((store, index) => {
        const log = store.model.state.stockLog;
        for (; (judged[index] ?? 0) < log.length; judged[index] = (judged[index] ?? 0) + 1) {
          const entry = log[judged[index] ?? 0];
          if (entry !== undefined && judgesRaises()) judgeRaise(store, entry);
        }
      });
      return chronicle.violations.length > 0;
    };
    await timeline.runUntil(START_AT + plan.calmAt, look);
    if (chronicle.violations.length === 0 && plan.mustConverge)
      await converge({ plan, timeline, chronicle, truth, ledger, post, look });
    for (const { invariant, detail } of findDoubles(truth.books())) chronicle.violate(invariant, detail);
    for (const { kind } of vendors.boards.flatMap((board) => board.fired)) {
      if (kind !== 'down') chronicle.fault(kind);
    }
    fleet.end();
    return {
      plan,
      violations: chronicle.violations,
      faults: chronicle.faults,
      reached: chronicle.reached,
      lines: chronicle.lines,
      hash: chronicle.hash(),
      steps: timeline.steps(),
      simulatedMs: timeline.now() - START_AT,
    };
  };
  return { run, close: () => ledger.close() };
}
