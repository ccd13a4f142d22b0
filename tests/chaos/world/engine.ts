import { existsSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '#config/roles.ts';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

export const MAIN_FILE = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const READY_TIMEOUT_MS = 90_000;
/** The shell opens the log and joins the group; `exec` leaves one process, which is the engine. */
const SHELL = 'log=$1; group=$2; shift 2; [ -z "$group" ] || echo $$ >"$group"; exec "$@" >>"$log" 2>&1';
const READY_POLL_MS = 100;
const DRAIN_MS_MAX = 60_000;

export interface EngineOptions {
  readonly configFile: string;
  readonly folder: string;
  readonly logFile: string;
  /** Absent: all roles in one process. */
  readonly only?: Role | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[] | undefined;
  /** A program of ours, and its arguments, instead of `src/main.ts start`. */
  readonly entry?: readonly string[] | undefined;
  /** It is meant to end by itself: to refuse its start, or to die at a step. */
  readonly mayEnd?: boolean | undefined;
  /** The file of a control group into which it writes its id before it starts. */
  readonly memoryGroup?: string | null | undefined;
}

/** Syncline as its users run it: a process of its own, told everything by its configuration file. */
export interface Engine {
  readonly pid: number;
  readonly role: Role | 'all';
  readonly logFile: string;
  hasEnded(): boolean;
  /** Whether it has ended although nobody asked it to. */
  hasCrashed(): boolean;
  /** Resolves at its end with the exit code, null for a signal. */
  readonly exit: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Drains and ends; is killed when it has not after a minute, or after so long. Resolves with the exit code. */
  stop(patienceMs?: number): Promise<number | null>;
  kill(): Promise<void>;
}

/** Starts it and waits for nothing. */
export async function spawnEngine(options: EngineOptions): Promise<Engine> {
  const { only, entry } = options;
  const command = [
    process.execPath,
    ...(options.nodeArgs ?? []),
    ...(entry ?? [MAIN_FILE, 'start']),
    '--config',
    options.configFile,
    ...(only === undefined ? [] : ['--only', only]),
  ];
  const server = await startChildServer({
    file: '/bin/sh',
    args: ['-c', SHELL, 'sh', options.logFile, options.memoryGroup ?? '', ...command],
    cwd: options.folder,
    env: {
      PATH: process.env['PATH'],
      HOME: options.folder,
      // Several processes start in each case; what one has parsed the next need not.
      NODE_COMPILE_CACHE: join(tmpdir(), 'syncline-chaos-compiled'),
      ...options.env,
    },
    deathSignal: 'KILL',
  });
  return toEngine(server, options);
}

function toEngine(server: ChildServer, { only, logFile, mayEnd = false }: EngineOptions): Engine {
  let isAsked = mayEnd;
  const exit = server.ended.then((reason) => {
    const code = /ended with exit code (\d+)/.exec(reason)?.[1];
    return code === undefined ? null : Number(code);
  });
  const signal = (name: NodeJS.Signals): void => {
    if (!server.hasEnded()) process.kill(server.pid, name);
  };
  return {
    pid: server.pid,
    role: only ?? 'all',
    logFile,
    hasEnded: () => server.hasEnded(),
    exit,
    signal,
    hasCrashed: () => server.hasEnded() && !isAsked,
    async stop(patienceMs = DRAIN_MS_MAX) {
      isAsked = true;
      signal('SIGTERM');
      // A drain lets the work under way end; only one that hangs is cut short.
      if (!(await waitUntil(() => server.hasEnded(), patienceMs))) await server.stop('SIGKILL');
      return exit;
    },
    async kill() {
      isAsked = true;
      await server.stop('SIGKILL');
    },
  };
}

/** @throws when it has ended, or is not ready in a minute. */
export async function waitUntilReady(engine: Engine, port: number): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await isReady(port))) {
    if (engine.hasEnded())
      throw new Error(`Syncline ended instead of starting; its log is ${engine.logFile}`);
    if (performance.now() > deadline)
      throw new Error(
        `Syncline was not ready after ${READY_TIMEOUT_MS / 1_000} s; its log is ${engine.logFile}`,
      );
    await sleep(READY_POLL_MS);
  }
}

/** For a process without a door: its log says that it works. @throws as above. */
export async function waitUntilStarted(engine: Engine): Promise<void> {
  const hasStarted = (): boolean => readLog(engine.logFile).includes('"msg":"started"');
  await waitUntil(() => hasStarted() || engine.hasEnded(), READY_TIMEOUT_MS);
  if (!hasStarted()) throw new Error(`a process did not come to work; its log is ${engine.logFile}`);
}

export async function isReady(port: number): Promise<boolean> {
  return (await readyStatus(port)) === 200;
}

/** Null: nobody answers. */
export async function readyStatus(port: number): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** What an engine has written so far, from this byte on. */
export function readLog(logFile: string, fromByte = 0): string {
  return existsSync(logFile) ? readFileSync(logFile).subarray(fromByte).toString('utf8') : '';
}

export function logSize(logFile: string): number {
  return existsSync(logFile) ? statSync(logFile).size : 0;
}
