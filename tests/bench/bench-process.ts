import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const START_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 15_000;
const LAST_WORDS_CHARS = 4_000;
/** The kernel's unit of CPU time in /proc, on all usual builds. */
const TICK_MS = 10;

/** What a part of a benchmark says to the process that started it. */
const message = z.object({ id: z.int(), answer: z.unknown().optional(), error: z.string().optional() });

/** A part of a benchmark in a process of its own: so that one side does not pay for the work of the other. */
export interface BenchProcess {
  readonly pid: number;
  /** Asks it something and waits for the answer. @throws what the part threw, or that it ended. */
  ask(question: string, details?: unknown): Promise<unknown>;
  /** The most memory that it ever held, in bytes. */
  peakBytes(): number;
  /** CPU time that it has used so far; unlike the clock on the wall it hardly depends on who else uses the machine. */
  cpuMs(): number;
  /** It closes what it opened, and ends. */
  stop(): Promise<void>;
}

/** @param file name of a module that calls `answerQuestions`, relative to this folder. */
export async function startBenchProcess(file: string): Promise<BenchProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS_CHARS);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const reason = new Error(`${file} ended (${signal ?? `exit code ${String(code)}`}): ${lastWords}`);
      for (const one of waiting.values()) one.reject(reason);
      waiting.clear();
      resolve();
    });
  });
  child.on('message', (raw) => {
    const { id, answer, error } = message.parse(raw);
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(`${file}: ${error}`));
    waiting.delete(id);
  });
  let count = 0;
  const ask = (question: string, details?: unknown): Promise<unknown> => {
    const one = Promise.withResolvers<unknown>();
    count += 1;
    waiting.set(count, one);
    child.send({ id: count, question, details }, (error) => {
      if (error !== null) one.reject(error);
    });
    return one.promise;
  };
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const late = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  await ask('ready').finally(() => clearTimeout(late));
  return {
    pid,
    ask,
    peakBytes: () => readPeakBytes(pid),
    cpuMs: () => readCpuMs(pid),
    stop: async () => {
      const killer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(killer);
    },
  };
}

/** Linux keeps the high-water mark; where there is none, 0 says that it is not known. */
export function readPeakBytes(pid: number): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** User and system time; 0 where the system does not tell it this way. */
export function readCpuMs(pid: number): number {
  try {
    // The name of the program stands in parentheses and may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

const asked = z.object({ id: z.int(), question: z.string(), details: z.unknown().optional() });

/** The other end of `BenchProcess`, inside the part. `close` runs when the starter lets go, or is gone. */
export function answerQuestions(
  answers: Readonly<Record<string, (details: unknown) => unknown>>,
  close: () => Promise<void>,
): void {
  const reply = async (raw: unknown): Promise<void> => {
    const { id, question, details } = asked.parse(raw);
    try {
      const answer = question === 'ready' ? null : await answers[question]?.(details);
      process.send?.({ id, answer });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on('message', (raw) => void reply(raw));
  process.once('disconnect', () => void close().finally(() => process.exit()));
}
