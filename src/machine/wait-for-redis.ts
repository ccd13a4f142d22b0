import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildServer } from './child-server.ts';

const POLL_MS = 20;
/** A large append-only file takes seconds to load; Redis answers LOADING meanwhile. */
const START_TIMEOUT_MS = 60_000;
const ANSWER_TIMEOUT_MS = 1_000;

/**
 * Fulfilled when Redis serves commands.
 *
 * @throws When it ends first (with its last words) or does not serve in a minute.
 */
export async function waitForRedis(socketPath: string, server: ChildServer): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (server.hasEnded()) throw new Error(await server.ended);
    if ((await ping(socketPath)) === '+PONG\r\n') return;
    await sleep(POLL_MS);
  }
  throw new Error(`Redis did not serve at ${socketPath} within ${START_TIMEOUT_MS / 1000} s.`);
}

/** The answer to PING, or undefined while nobody listens. */
function ping(socketPath: string): Promise<string | undefined> {
  return new Promise((done) => {
    const socket = createConnection(socketPath);
    const end = (answer: string | undefined) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => end(undefined));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => end(data.toString('utf8')));
    socket.once('error', () => end(undefined));
    socket.once('close', () => end(undefined));
  });
}
