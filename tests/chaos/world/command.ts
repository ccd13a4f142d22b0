import { spawn } from 'node:child_process';
import { MAIN_FILE } from './engine.ts';
import type { World } from './world.ts';

/** Runs one command of Syncline beside its processes, as an operator would. Resolves with the exit code. */
export function runCommand(world: World, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [MAIN_FILE, ...args, '--config', world.configFile], {
    cwd: world.folder,
    env: { PATH: process.env['PATH'], HOME: world.folder, ...world.env },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}
