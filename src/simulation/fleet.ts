import { type App, createApp } from '#app/app.ts';
import type { LoadedConfiguration } from '#config/load.ts';
import { roles } from '#config/roles.ts';
import type { Chronicle } from './chronicle.ts';
import type { SimulatedDoor } from './edges/door.ts';
import { createSimulatedEdges, type Surroundings } from './edges/simulated-edges.ts';
import { createProcess, type SimulatedProcess, type StepWatcher } from './process.ts';
import type { Timeline } from './timeline.ts';

const RESTART_MIN_MS = 400;
const RESTART_MAX_MS = 5_000;

/** The processes of Syncline: what was killed is started again, as a supervisor does. */
export interface Fleet {
  start(): void;
  /** SIGKILL, and a new one a little later. */
  kill(process: SimulatedProcess): void;
  /** Everything ends, and nothing is started again. */
  end(): void;
  /** SIGTERM to all; done when they have ended, and nothing is started again. */
  stop(): Promise<void>;
  /** SIGTERM, and a new one when it has ended. */
  restart(): void;
  alive(): readonly SimulatedProcess[];
  /** Somebody sets the machine's clock: those that run see it, and those that start later. */
  setClock(byMs: number): void;
  /** Where a webhook comes in now; undefined while nobody listens. */
  door(): SimulatedDoor | undefined;
}

interface FleetEdges {
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly loaded: LoadedConfiguration;
  readonly watch: StepWatcher;
  readonly surroundings: Omit<Surroundings, 'openDoor'>;
}

interface Member {
  readonly process: SimulatedProcess;
  readonly app: App;
}

export function createFleet({ timeline, chronicle, loaded, watch, surroundings }: FleetEdges): Fleet {
  const members: Member[] = [];
  const doors: SimulatedDoor[] = [];
  let count = 0;
  let skewMs = 0;
  const start = (): void => {
    count += 1;
    const process = createProcess(`p${count}`, { timeline, watch, skewMs });
    const edges = createSimulatedEdges(process, {
      ...surroundings,
      openDoor: (door) => void doors.push(door),
    });
    const app = createApp({ loaded, roles, edges });
    members.push({ process, app });
    chronicle.tell(`${process.name} starts`);
    app.start().catch(() => {
      // As a real one: it could not open something, ends, and is started again.
      if (process.isAlive()) kill(process);
    });
  };
  const startSoon = (): void => {
    timeline.at(RESTART_MIN_MS + timeline.draw() * (RESTART_MAX_MS - RESTART_MIN_MS), start);
  };
  const kill = (process: SimulatedProcess): void => {
    if (!process.isAlive()) return;
    process.kill();
    chronicle.tell(`${process.name} is gone`);
    startSoon();
  };
  const alive = (): readonly SimulatedProcess[] =>
    members.map(({ process }) => process).filter((process) => process.isAlive());
  return {
    start,
    kill,
    alive,
    setClock(byMs) {
      skewMs += byMs;
      for (const process of alive()) process.jumpClock(byMs);
    },
    end() {
      for (const process of alive()) process.kill();
    },
    async stop() {
      const running = members.filter(({ process }) => process.isAlive());
      await Promise.all(running.map(({ app }) => app.stop()));
      for (const { process } of running) process.kill();
    },
    restart() {
      const member = members.find(({ process }) => process.isAlive());
      if (member === undefined) return;
      chronicle.tell(`${member.process.name} is asked to stop`);
      void member.app.stop().then(
        () => kill(member.process),
        () => kill(member.process),
      );
    },
    door: () => doors.findLast(({ process }) => process.isAlive()),
  };
}
