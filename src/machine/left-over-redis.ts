import { readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readProcessFacts } from './process-facts.ts';

const POLL_MS = 20;
const PATIENCE_MS = 5_000;

const PidRecord = z.object({
  pid: z.int().positive(),
  ownerPid: z.int().positive(),
  socketPath: z.string().min(1),
});

/**
 * Ends the Redis that a killed run left behind, where the kernel could not do it. It is ours only if its command line
 * still names the socket that we recorded; it is left over only if its owner is not its parent any more, because the
 * system gives orphans to another one.
 *
 * @throws When the recorded Redis belongs to a process that lives: two of them must not share one append-only file.
 */
export async function reapLeftOverRedis(pidFile: string, say: (line: string) => void): Promise<void> {
  const record = readRecord(pidFile);
  if (record === undefined) return;
  const { pid, ownerPid, socketPath } = record;
  const isOurs = () => readProcessFacts(pid)?.command.includes(socketPath) === true;
  const facts = readProcessFacts(pid);
  if (facts !== undefined && isOurs()) {
    if (facts.parentPid === ownerPid) {
      throw new Error(
        `The Redis data in ${dirname(pidFile)} are in use by the running process ${ownerPid}. ` +
          `Stop it, or give this one another data folder.`,
      );
    }
    say(`Ending a Redis that an earlier run left behind (process ${pid}).`);
    await endProcess(pid, isOurs);
  }
  // Only a folder of the shape that we make is removed.
  if (basename(dirname(socketPath)).startsWith('syncline-redis-')) {
    rmSync(dirname(socketPath), { recursive: true, force: true });
  }
  rmSync(pidFile, { force: true });
}

function readRecord(pidFile: string) {
  try {
    return PidRecord.safeParse(JSON.parse(readFileSync(pidFile, 'utf8'))).data;
  } catch {
    // Absent, or cut short by the crash that we are cleaning up after.
    return undefined;
  }
}

async function endProcess(pid: number, isOurs: () => boolean): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isOurs()) return;
    process.kill(pid, signal);
    const deadline = performance.now() + PATIENCE_MS;
    while (isOurs() && performance.now() < deadline) await sleep(POLL_MS);
  }
}
