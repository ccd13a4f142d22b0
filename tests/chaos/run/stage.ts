import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChaosCase, Surroundings } from '#tests/chaos/chaos-case.ts';
import { openWorld, type World } from '#tests/chaos/world/world.ts';

const FOLDER_PREFIX = 'syncline-chaos-';

/** A world and what was played in it so far. Most have one case; cases that leave a world as they found it share one. */
export interface Stage {
  readonly world: World;
  /** Logs, data and settings of everything in it. */
  readonly folder: string;
  /** When its first customers came; null while nobody has. All its books are judged from here on, by each of its cases. */
  soldSinceMs: number | null;
  /** Ends everything. The folder goes, unless it is to be looked at. */
  close(keepsFolder: boolean): Promise<void>;
}

/** @throws when it does not open; what it left behind stays, and the error says where. */
export async function openStage(
  chaosCase: ChaosCase,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  let surroundings: Surroundings = {};
  let world: World | undefined;
  // Closing the world makes whatever waits for it fail, so that Ctrl-C does not wait for a case's end.
  const stop = (): void => void world?.close();
  const close = async (keepsFolder: boolean): Promise<void> => {
    signal.removeEventListener('abort', stop);
    await world?.close();
    await surroundings.remove?.();
    if (!keepsFolder) rmSync(folder, { recursive: true, force: true });
  };
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    surroundings = (await chaosCase.surroundings?.(folder)) ?? {};
    world = await openWorld({
      folder,
      seed,
      shape: chaosCase.shape,
      breadth: chaosCase.breadth ?? 'narrow',
      hasOwnRedis: chaosCase.hasOwnRedis,
      redisSettings: chaosCase.redisSettings,
      ...surroundings,
    });
    return { world, folder, soldSinceMs: null, close };
  } catch (error) {
    await close(!signal.aborted);
    if (signal.aborted) throw error;
    throw new Error(`${error instanceof Error ? error.message : String(error)}; see ${folder}`, {
      cause: error,
    });
  }
}
