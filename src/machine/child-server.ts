import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';

/** Enough of a server's last words to see why it ended. */
const LAST_WORDS_CHARS = 4_000;
const KILL_AFTER_MS = 10_000;

export interface ChildServerOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Another user to run as; only root may ask for that. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** What the kernel sends to the server when we die. */
  readonly deathSignal: 'KILL' | 'INT';
}

/** A server that we started, that writes nothing on our terminal and that does not outlive us where the system can help it. */
export interface ChildServer {
  readonly pid: number;
  /** Fulfilled at its end with the reason and its last words; never rejected. */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  /** Asks it to end; kills it when it has not after ten seconds. */
  readonly stop: (signal: NodeJS.Signals) => Promise<void>;
}

/**
 * `setpriv --pdeathsig` (util-linux) makes the kernel end the server together with us, even after SIGKILL. Where it is
 * absent (macOS, Alpine) the caller has to find a left-over server at the next start.
 *
 * @throws When the server cannot be started at all.
 */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { file, args } = toCommand(options);
  const child = spawn(file, args, {
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C at the terminal reaches us, and we decide when the server ends.
    detached: true,
    ...options.user,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const lastWords = collectLastWords(child);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve(`${options.file} ended with ${signal ?? `exit code ${String(code)}`}: ${lastWords()}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.file} was started without a process id.`);
  return {
    pid,
    ended,
    hasEnded: () => over,
    stop: async (signal) => {
      if (over) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function toCommand({ file, args, deathSignal }: ChildServerOptions) {
  const setpriv = process.platform === 'linux' ? findProgram({ names: ['setpriv'] }) : undefined;
  if (setpriv === undefined || !knowsDeathSignal(setpriv, deathSignal)) return { file, args };
  // The kernel forgets the death signal when the user changes; Node has changed it by then (spawn's uid and gid).
  return { file: setpriv, args: ['--pdeathsig', deathSignal, file, ...args] };
}

/** Busybox has a setpriv as well, which lacks this option. */
function knowsDeathSignal(setpriv: string, deathSignal: string): boolean {
  return spawnSync(setpriv, ['--pdeathsig', deathSignal, 'true'], { stdio: 'ignore' }).status === 0;
}

/** Reads both outputs, so that the server never blocks on a full pipe, and keeps the end of them. */
function collectLastWords(child: ChildProcess): () => string {
  let text = '';
  const collect = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-LAST_WORDS_CHARS);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return () => text.trim();
}
