import type { Timeline } from '../timeline.ts';
import type { SimulatedProcess } from '../process.ts';
import type { DeliveredWakeUp, WakeUpStore, WantedSchedule } from '#queue/wake-up-store.ts';
import { queueName } from '#queue/lanes.ts';
import { toWakeUpId } from '#queue/wake-ups.ts';
import { type Entry, mostUrgent, type Station, toConsumer } from './stations.ts';

/** BullMQ sees after this that a process is gone, and hands its wake-ups to another. */
const STALLED_MS = 7_500;
const HAND_OUT_MS = 1;
const LOST_TAIL_MS = 1_000;

/** The Redis of all simulated processes: hands out at least once, in order of priority, and may forget. */
export interface SimulatedRedis {
  storeOf(process: SimulatedProcess): WakeUpStore;
  /** `FLUSHALL`. */
  flush(): void;
  /** Restarted without its last second: what was added then is gone, what ended then is back. */
  loseTail(): void;
  /** Nothing can be added or handed out for so long. */
  fail(durationMs: number): void;
  isAway(): boolean;
  waiting(): number;
  /** The schedules that are in it. */
  schedules(): KeptSchedules;
  /** Puts schedules into an empty one, as they were left by an earlier process: each somewhere in its interval. */
  restore(kept: KeptSchedules): void;
}

export type KeptSchedules = ReadonlyMap<string, Schedule>;

type Schedule = WantedSchedule & { readonly connection: string; readonly since: number };

export interface RunScope {
  /** Runs a wake-up's handler so that everything in it is known to belong to this job. */
  readonly inJob: <Result>(job: string, run: () => Promise<Result>) => Promise<Result>;
  /** Whether the queue fails this one call. */
  readonly hasFailed: () => boolean;
}

export function createSimulatedRedis(timeline: Timeline, scope: RunScope): SimulatedRedis {
  let entries = new Map<string, Entry>();
  let ended: { readonly entry: Entry; readonly at: number }[] = [];
  let schedules = new Map<string, Schedule>();
  const stations: Station[] = [];
  let generation = 0;
  let awayUntil = 0;
  const isAway = (): boolean => timeline.now() < awayUntil;

  const put = (queue: string, wakeUp: DeliveredWakeUp): void => {
    const id = `${queue} ${wakeUp.isTick ? 'tick ' : ''}${toWakeUpId(wakeUp.job, wakeUp.subject)}`;
    const known = entries.get(id);
    if (known === undefined) {
      entries.set(id, { id, queue, addedAt: timeline.now(), wakeUp, holder: null, again: null });
    } else if (known.holder !== null) known.again = wakeUp;
    else if (wakeUp.priority < known.wakeUp.priority) known.wakeUp = wakeUp;
    timeline.at(HAND_OUT_MS, () => handOut(queue));
  };
  const handOut = (queue: string): void => {
    if (isAway()) return;
    for (const station of stations) {
      if (station.queue !== queue || station.isPaused || station.isClosed) continue;
      while (isAtWork(station.process) && station.running < station.options.concurrency) {
        const next = mostUrgent(entries, queue);
        if (next === undefined) return;
        start(station, next);
      }
    }
  };
  const start = (station: Station, entry: Entry): void => {
    const { process, options } = station;
    entry.holder = process;
    station.running += 1;
    watchFor(entry, process);
    process.enter(() => {
      const { wakeUp } = entry;
      void scope
        .inJob(wakeUp.job, () => options.handle(wakeUp))
        .then(
          () => end(station, entry, false),
          () => end(station, entry, true),
        );
    });
  };
  const end = (station: Station, entry: Entry, hasFailed: boolean): void => {
    station.running -= 1;
    if (station.running === 0) for (const tell of station.idle.splice(0)) tell();
    if (entries.get(entry.id) === entry) {
      entries.delete(entry.id);
      ended = [
        ...ended.filter(({ at }) => at > timeline.now() - LOST_TAIL_MS),
        { entry, at: timeline.now() },
      ];
      const next = entry.again ?? (hasFailed ? entry.wakeUp : null);
      if (next !== null) put(entry.queue, next);
    }
    handOut(entry.queue);
  };
  /** A holder that died, or stands still, is noticed by its silence. */
  const watchFor = (entry: Entry, holder: SimulatedProcess): void => {
    timeline.at(STALLED_MS, () => {
      if (entries.get(entry.id) !== entry || entry.holder !== holder) return;
      if (isAtWork(holder)) {
        watchFor(entry, holder);
        return;
      }
      entry.holder = null;
      handOut(entry.queue);
    });
  };
  const tickOf = (id: string, since: number): void => {
    const schedule = schedules.get(id);
    if (schedule === undefined || schedule.since !== since) return;
    const { job, subject, connection, everyMs } = schedule;
    if (!isAway()) put(connection, { job, subject, priority: 0, isTick: true });
    timeline.at(everyMs, () => tickOf(id, since));
  };
  const forget = (): void => {
    generation += 1;
    schedules = new Map();
  };

  return {
    isAway,
    waiting: () => entries.size,
    schedules: () => schedules,
    restore(kept) {
      const since = timeline.now();
      for (const [id, schedule] of kept) {
        schedules.set(id, { ...schedule, since });
        timeline.at(1 + timeline.draw() * schedule.everyMs, () => tickOf(id, since));
      }
    },
    flush() {
      entries = new Map();
      ended = [];
      forget();
    },
    loseTail() {
      const edge = timeline.now() - LOST_TAIL_MS;
      entries = new Map([...entries].filter(([, { addedAt }]) => addedAt <= edge));
      for (const { entry } of ended.filter(({ at }) => at > edge)) {
        if (!entries.has(entry.id)) put(entry.queue, entry.wakeUp);
      }
      ended = [];
      forget();
    },
    fail(durationMs) {
      awayUntil = Math.max(awayUntil, timeline.now() + durationMs);
      timeline.at(durationMs, () => {
        for (const queue of new Set(stations.map((station) => station.queue))) handOut(queue);
      });
    },
    storeOf(process) {
      let seen: number | null = null;
      const ask = async (step: string): Promise<void> => {
        await process.pass(`queue ${step}`, 1);
        if (isAway() || scope.hasFailed())
          throw new Error('OOM command not allowed when used memory > maxmemory');
      };
      return {
        isReady: () => !isAway(),
        async add({ connection, lane }, wakeUps) {
          await ask('add');
          for (const wakeUp of wakeUps) put(queueName(connection, lane), { ...wakeUp, isTick: false });
        },
        async ensureSchedules(connection, wanted) {
          await ask('schedules');
          return ensure(connection, wanted);
        },
        async isTheSame() {
          await ask('epoch');
          const same = seen === generation;
          seen = generation;
          return same;
        },
        consume({ connection, lane }, options) {
          const queue = queueName(connection, lane);
          const station: Station = {
            process,
            options,
            queue,
            isPaused: false,
            isClosed: false,
            running: 0,
            idle: [],
          };
          stations.push(station);
          timeline.at(HAND_OUT_MS, () => handOut(queue));
          return toConsumer(station, () => timeline.at(HAND_OUT_MS, () => handOut(queue)));
        },
      };
    },
  };

  function ensure(
    connection: string,
    wanted: readonly WantedSchedule[],
  ): { readonly created: number; readonly removed: number } {
    let [created, removed] = [0, 0];
    const ids = new Set<string>();
    for (const schedule of wanted) {
      const id = `${connection} ${toWakeUpId(schedule.job, schedule.subject)}`;
      ids.add(id);
      if (schedules.get(id)?.everyMs === schedule.everyMs) continue;
      const since = timeline.now();
      schedules.set(id, { ...schedule, connection, since });
      created += 1;
      timeline.at(1, () => tickOf(id, since));
    }
    for (const [id, schedule] of schedules) {
      if (schedule.connection !== connection || ids.has(id)) continue;
      schedules.delete(id);
      removed += 1;
    }
    return { created, removed };
  }
}

function isAtWork(process: SimulatedProcess): boolean {
  return process.isAlive() && !process.isStandingStill();
}
