import { appendFileSync, openSync, closeSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '#config/roles.ts';
import { storyEnvironment, type StoryWorld } from './story-world.ts';

const MAIN_FILE = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Syncline as its users run it: a process of its own. */
export interface EngineProcess {
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended, with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `syncline start` on the configuration of a world. Its log is `engine.log` in the world's folder. */
export function startEngineProcess(world: StoryWorld, options: { readonly only?: Role } = {}): EngineProcess {
  const logFile = join(world.folder, 'engine.log');
  appendFileSync(logFile, '');
  const log = openSync(logFile, 'a');
  const args = [
    MAIN_FILE,
    'start',
    '--config',
    world.configFile,
    ...(options.only === undefined ? [] : ['--only', options.only]),
  ];
  const child = spawn(process.execPath, args, {
    cwd: world.folder,
    env: { PATH: process.env['PATH'], HOME: world.folder, ...storyEnvironment(world.folder) },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  return {
    get pid() {
      if (child.pid === undefined) throw new Error('the engine could not be started');
      return child.pid;
    },
    signal: (name) => {
      child.kill(name);
    },
    ended,
  };
}
