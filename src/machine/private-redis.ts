import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type ChildServer, startChildServer } from './child-server.ts';
import { reapLeftOverRedis } from './left-over-redis.ts';
import { setAsideRedisData } from './redis-data.ts';
import { waitForRedis } from './wait-for-redis.ts';

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, with the zero at its end. */
const SOCKET_PATH_BYTES_MAX = 103;

export interface PrivateRedisOptions {
  /** Path of redis-server or valkey-server, as `ensureProgram(REDIS_SERVER, ...)` found it. */
  readonly file: string;
  /** Keeps the append-only file from one run to the next. One running Redis per folder. */
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** Where to listen; for a Redis that takes the place of one that ended. Default: a new short path. */
  readonly socketPath?: string | undefined;
}

/** A Redis that only this process talks to, and that ends with it. */
export interface PrivateRedis {
  readonly socketPath: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Fulfilled with the reason when it ends, asked or not; never rejected. */
  readonly ended: Promise<string>;
  /** Ends it in order: the append-only file is flushed. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts a Redis on a unix socket only the owner can open, without a TCP port, never evicting, with an append-only file
 * that is flushed every second. It is quick to lose: what it holds can be made again from the ledger, so data that
 * it cannot read are put aside and it starts empty.
 *
 * @throws When another living process uses the folder, or Redis does not start.
 */
export async function startPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pidFile = join(dataDir, 'redis.json');
  await reapLeftOverRedis(pidFile, options.say);

  const socketPath = options.socketPath ?? join(createSocketDir(), 's');
  const socketDir = dirname(socketPath);
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  const removeTraces = () => {
    rmSync(socketDir, { recursive: true, force: true });
    rmSync(pidFile, { force: true });
  };
  const attempt = () => startAt({ file: options.file, dataDir, socketPath, pidFile });
  let server: ChildServer;
  try {
    server = await attempt().catch(async (error: unknown) => {
      const aside = setAsideRedisData(dataDir);
      if (aside === undefined) throw error;
      const words = error instanceof Error ? error.message : String(error);
      options.say(
        `Redis could not read its data; they now lie in ${aside}, and it starts empty. It said: ${words}`,
      );
      return attempt();
    });
  } catch (error) {
    removeTraces();
    throw error;
  }
  const end = async (signal: NodeJS.Signals) => {
    await server.stop(signal);
    removeTraces();
  };
  return {
    socketPath,
    pid: server.pid,
    dataDir,
    ended: server.ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Short by intent: the folder of the data may lie deep. */
function createSocketDir(): string {
  const longest = (folder: string) => Buffer.byteLength(join(folder, 'syncline-redis-XXXXXX', 's'));
  const base = longest(tmpdir()) <= SOCKET_PATH_BYTES_MAX ? tmpdir() : '/tmp';
  return mkdtempSync(join(base, 'syncline-redis-'));
}

interface Place {
  readonly file: string;
  readonly dataDir: string;
  readonly socketPath: string;
  readonly pidFile: string;
}

async function startAt({ file, dataDir, socketPath, pidFile }: Place): Promise<ChildServer> {
  const server = await startChildServer({
    file,
    args: toSettings({ dir: dataDir, unixsocket: socketPath }),
    cwd: dataDir,
    deathSignal: 'KILL',
  });
  writeFileSync(pidFile, JSON.stringify({ pid: server.pid, ownerPid: process.pid, socketPath }), {
    mode: 0o600,
  });
  try {
    await waitForRedis(socketPath, server);
  } catch (error) {
    await server.stop('SIGKILL');
    throw error;
  }
  return server;
}

function toSettings(own: Readonly<Record<string, string>>): readonly string[] {
  const settings = {
    port: '0',
    unixsocketperm: '700',
    daemonize: 'no',
    // BullMQ loses jobs when keys are evicted, and refuses to be sure with any other policy.
    'maxmemory-policy': 'noeviction',
    appendonly: 'yes',
    appendfsync: 'everysec',
    // The append-only file is enough; snapshots would double the writes.
    save: '',
    ...own,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
