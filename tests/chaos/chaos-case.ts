import type { Shape, World } from '#tests/chaos/world/world.ts';
import type { Breadth } from '#tests/chaos/vendors/acts.ts';
import type { LoadPlan } from '#tests/chaos/vendors/load.ts';

/** One fault against a running Syncline, and how it is brought about. */
export interface ChaosCase {
  /** `redis-flushed`; unique. */
  readonly name: string;
  /** Row of the fault matrix, `F7`. */
  readonly row: string;
  readonly title: string;
  readonly shape: Shape;
  /** Absent: narrow. */
  readonly breadth?: Breadth;
  readonly hasOwnRedis?: boolean;
  readonly redisSettings?: Readonly<Record<string, string>>;
  readonly load?: Partial<LoadPlan>;
  /** How long the books may differ without any progress after the fault is healed and the last customer has gone. */
  readonly settleMs?: number;
  /** It leaves a world as it found it: all processes alive, all wires healed. A few such cases play in one world, each judged at its own end. */
  readonly sharesWorld?: boolean;
  /** Why this machine cannot run it; null when it can. */
  readonly skip?: () => Promise<string | null> | string | null;
  /** Environment of the engines, and where their data lie. */
  readonly surroundings?: (folder: string) => Promise<Surroundings> | Surroundings;
  readonly play: (scene: Scene) => Promise<void>;
}

export interface Surroundings {
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Undone when everything has ended. */
  readonly remove?: () => Promise<void> | void;
}

/** What a case plays on. */
export interface Scene {
  readonly world: World;
  readonly say: (line: string) => void;
  /**
   * Starts the engines, waits until they know both systems, lets customers come, and returns once orders are flowing.
   *
   * @param start how the engines start, where that is not as the shape says.
   */
  begin(start?: () => Promise<void>): Promise<void>;
  /** Notes that a fault fired, and how often. None fails the case: it would have proved nothing. */
  readonly fired: (what: string, count: number) => void;
  /** An expectation beyond the books. */
  readonly expect: (holds: boolean, what: string) => void;
  /** The fault is over; recovery is measured from here. */
  readonly healed: () => void;
  /** A little more load, then the books must come to agree. */
  settle(): Promise<void>;
}

/** Most cases: everything runs, something breaks, it is mended, and the books must agree. */
export function faultDuringWork(inject: (scene: Scene) => Promise<void>): ChaosCase['play'] {
  return async (scene) => {
    await scene.begin();
    await inject(scene);
    scene.healed();
    await scene.settle();
  };
}
