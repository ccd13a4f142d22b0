import { mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '#machine/free-port.ts';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';

const START_TIMEOUT_MS = 20_000;
const POLL_MS = 20;
const ANSWER_TIMEOUT_MS = 2_000;

/** A Redis on a loopback port with an append-only file, which a case may kill, cut short, fill and start again. */
export interface RedisServer {
  readonly port: number;
  readonly pid: number;
  start(): Promise<void>;
  /** In order, with all that it holds written down. */
  stop(): Promise<void>;
  /** At once, as a crash would. */
  kill(): Promise<void>;
  /** Cuts the end off the append-only file of a stopped Redis. Returns how many bytes went. */
  cutTail(share: number): number;
  /** One command; the first line of its answer. */
  command(...words: readonly string[]): Promise<string>;
  /** The number that this pattern finds in INFO; 0 when it is not there. */
  info(pattern: RegExp): Promise<number>;
}

export async function startRedisServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RedisServer> {
  mkdirSync(folder, { recursive: true });
  const file = await ensureProgram(REDIS_SERVER, { say: (line) => process.stderr.write(`${line}\n`) });
  const port = await findFreePort();
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'aof-load-truncated': 'yes',
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  let server: ChildServer | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
    server = undefined;
  };
  const redis: RedisServer = {
    port,
    get pid() {
      return server?.pid ?? 0;
    },
    async start() {
      server = await startChildServer({ file, args, cwd: folder, deathSignal: 'KILL' });
      const deadline = performance.now() + START_TIMEOUT_MS;
      while ((await ask(port, ['PING']).catch(() => '')) !== '+PONG') {
        if (server.hasEnded()) throw new Error(await server.ended);
        if (performance.now() > deadline) throw new Error('the Redis of this case does not serve');
        await sleep(POLL_MS);
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    cutTail(share) {
      const parts = join(folder, 'appendonlydir');
      const newest = readdirSync(parts)
        .filter((name) => name.endsWith('.incr.aof'))
        .map((name) => join(parts, name))
        .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
      if (newest === undefined) return 0;
      const { size } = statSync(newest);
      const cut = Math.floor(size * share);
      truncateSync(newest, size - cut);
      return cut;
    },
    command: (...words) => ask(port, words),
    info: async (pattern) => Number(pattern.exec(await ask(port, ['INFO'], true))?.[1] ?? 0),
  };
  await redis.start();
  return redis;
}

/** Makes a private Redis on a unix socket forget everything; or asks it anything else. */
export function ask(place: number | string, words: readonly string[], isWhole = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = typeof place === 'number' ? createConnection(place, '127.0.0.1') : createConnection(place);
    let text = '';
    const end = (): void => {
      socket.destroy();
      resolve(isWhole ? text : (text.split('\r\n')[0] ?? ''));
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => {
      socket.destroy();
      reject(new Error('Redis does not answer'));
    });
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const length = Number(/^\$(\d+)\r\n/.exec(text)?.[1] ?? 0);
      if (!isWhole || text.length >= length) end();
    });
    socket.write(
      `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
  });
}
