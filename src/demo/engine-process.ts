import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { blankedEnvironment } from '#config/demo.ts';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';

const MAIN_FILE = fileURLToPath(new URL('../main.ts', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 100;

/** Syncline itself, as its users run it: a process of its own, told everything by its configuration file. */
export interface EngineProcess {
  readonly pid: () => number;
  readonly logFile: string;
  /** Ends it as a power cut would, and starts it again on the same data. Resolves when it is ready. */
  killAndRestart(): Promise<void>;
  /** @throws when it has ended although nobody asked for it. */
  assertAlive(): void;
  /** Asks it to drain and end. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly configFile: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly port: number;
}

/** @throws with the end of its output when it does not become ready. */
export async function startEngine(options: EngineOptions): Promise<EngineProcess> {
  let server = await startAndWait(options);
  let isRestarting = false;
  return {
    pid: () => server.pid,
    logFile: options.logFile,
    async killAndRestart() {
      isRestarting = true;
      await server.stop('SIGKILL');
      server = await startAndWait(options);
      isRestarting = false;
    },
    assertAlive: () => {
      if (server.hasEnded() && !isRestarting)
        throw new Error(`Syncline has ended in the middle of the run; its log is ${options.logFile}`);
    },
    stop: () => server.stop('SIGTERM'),
  };
}

async function startAndWait({ configFile, dataDir, logFile, port }: EngineOptions): Promise<ChildServer> {
  const command = [
    'env',
    ...blankedEnvironment(),
    process.execPath,
    MAIN_FILE,
    'start',
    '--config',
    configFile,
  ];
  const server = await startChildServer({
    file: '/bin/sh',
    // The shell only opens the log; `exec` leaves one process, which is the engine.
    args: ['-c', 'log=$1; shift; exec "$@" >>"$log" 2>&1', 'sh', logFile, ...command],
    cwd: dataDir,
    deathSignal: 'KILL',
  });
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await isReady(port))) {
    if (server.hasEnded())
      throw new Error(`Syncline ended instead of starting (${await server.ended}); its log is ${logFile}`);
    if (performance.now() > deadline) {
      await server.stop('SIGKILL');
      throw new Error(`Syncline was not ready after ${READY_TIMEOUT_MS / 1000} s; its log is ${logFile}`);
    }
    await sleep(READY_POLL_MS);
  }
  return server;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
