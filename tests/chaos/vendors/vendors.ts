import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { VendorActName, VendorActs } from './acts.ts';

const VENDOR_FILE = fileURLToPath(new URL('vendor-process.ts', import.meta.url));
const END_TIMEOUT_MS = 10_000;
const LAST_WORDS_CHARS = 4_000;

/** Both vendors, in a process of their own. */
export interface Vendors {
  readonly pid: number;
  /** @throws what the vendors threw, or that their process has ended. */
  ask<Name extends VendorActName>(
    act: Name,
    ...args: Parameters<VendorActs[Name]>
  ): Promise<Awaited<ReturnType<VendorActs[Name]>>>;
  close(): Promise<void>;
}

interface Answered {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

export function startVendors(): Vendors {
  // Advanced: books hold maps.
  const child = fork(VENDOR_FILE, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS_CHARS);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const reason = new Error(`the vendors ended (${signal ?? `exit code ${String(code)}`}): ${lastWords}`);
      for (const one of waiting.values()) one.reject(reason);
      waiting.clear();
      resolve();
    });
  });
  child.on('message', (message) => {
    const { id, answer, error } = message as Answered;
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(`the vendors: ${error}`));
    waiting.delete(id);
  });
  let count = 0;
  const { pid } = child;
  if (pid === undefined) throw new Error('the vendors could not be started');
  return {
    pid,
    ask: ((act: VendorActName, ...args: readonly unknown[]) => {
      const one = Promise.withResolvers<unknown>();
      count += 1;
      waiting.set(count, one);
      child.send({ id: count, act, args }, (error) => {
        if (error !== null) one.reject(error);
      });
      return one.promise;
    }) as Vendors['ask'],
    async close() {
      const killer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(killer);
    },
  };
}
