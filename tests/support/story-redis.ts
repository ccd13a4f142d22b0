import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { findFreePort } from '#machine/free-port.ts';

const START_TIMEOUT_MS = 15_000;

/** A Redis on a loopback port that several processes share, and that a story may stop, start again and flush. */
export interface StoryRedis {
  readonly url: string;
  start(): Promise<void>;
  /** As a crash would; what it held is gone with it. */
  kill(): Promise<void>;
  flush(): Promise<void>;
  remove(): Promise<void>;
}

export async function startStoryRedis(): Promise<StoryRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-story-redis-'));
  const file = await ensureProgram(REDIS_SERVER, { say: () => undefined });
  const port = await findFreePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  let server: ChildServer | undefined;
  const redis: StoryRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = await startChildServer({ file, args, cwd: folder, deathSignal: 'KILL' });
      const deadline = performance.now() + START_TIMEOUT_MS;
      while ((await command(port, 'PING').catch(() => '')) !== '+PONG') {
        if (performance.now() > deadline) throw new Error('the Redis of this story does not serve');
        await sleep(20);
      }
    },
    async kill() {
      await server?.stop('SIGKILL');
      server = undefined;
    },
    async flush() {
      await command(port, 'FLUSHALL');
    },
    async remove() {
      await redis.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

/** Makes the private Redis of a running engine forget everything. */
export async function flushAt(socketPath: string): Promise<void> {
  await command(socketPath, 'FLUSHALL');
}

/** One command in the inline form of the protocol, on a socket of its own. */
function command(place: number | string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = typeof place === 'number' ? createConnection(place, '127.0.0.1') : createConnection(place);
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(String(answer).trim());
    });
    socket.write(`${text}\r\n`);
  });
}
