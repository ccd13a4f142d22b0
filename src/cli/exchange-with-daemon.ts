import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { OperationError } from '#operations/operation-error.ts';
import { readControlAddress } from '#server/control-address.ts';
import type { ControlLine } from '#server/control-server.ts';
import { CliError } from './cli-error.ts';

const PING_TIMEOUT_MS = 3_000;

export interface Daemon {
  readonly pid: number;
  /** @throws {OperationError} with the daemon's words. */
  command(name: string, args: unknown, onProgress: (share: number) => void): Promise<unknown>;
}

/** The daemon that owns this data folder, or null when none answers. A dead one may have left its address behind. */
export async function findDaemon(dataDir: string): Promise<Daemon | null> {
  const address = readControlAddress(dataDir);
  if (address === null) return null;
  const headers = { authorization: `Bearer ${address.token}` };
  try {
    const answer = await fetch(`${address.url}/control/ping`, {
      headers,
      signal: AbortSignal.timeout(PING_TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    // Another program may listen there by now.
    if (!answer.ok) return null;
  } catch {
    return null;
  }
  return {
    pid: address.pid,
    async command(name, args, onProgress) {
      const answer = await fetch(`${address.url}/control/${name}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      if (answer.body === null || !answer.ok)
        throw new CliError(`the running Syncline (process ${address.pid}) refused the command "${name}"`, {
          advice: 'is it of the same version?',
        });
      for await (const text of createInterface({ input: Readable.fromWeb(answer.body) })) {
        // Both ends are this program.
        const line = JSON.parse(text) as ControlLine;
        if ('progress' in line) onProgress(line.progress);
        else if ('error' in line) throw new OperationError(line.error, line.advice);
        else return line.result;
      }
      throw new CliError(`the running Syncline (process ${address.pid}) ended before it answered`);
    },
  };
}
