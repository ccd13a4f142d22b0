import { execFile } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from '#machine/free-port.ts';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { POSTGRES_INITDB } from '#machine/server-programs.ts';
import { toServerEnv, toServerUser } from '#tests/support/private-postgres.ts';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** A cluster in a folder of the case, which may be killed, started again, and copied into a standby. */
export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The postmaster dies as in a power cut; its children follow. The folder stays. */
  kill(): Promise<void>;
  /** One statement on a connection of its own; the first column of the first row. */
  ask(statement: string): Promise<string>;
  /** A connection that the case holds, for locks. */
  connect(): Promise<Client>;
  /** A running standby that follows asynchronously. */
  addStandby(folder: string): Promise<PostgresServer>;
}

/** Commits are written before they are answered; only the disk itself is not waited for, because no case cuts its power. */
const settings = {
  listen_addresses: '127.0.0.1',
  fsync: 'off',
  shared_buffers: '64MB',
  max_connections: '100',
  wal_level: 'replica',
  max_wal_senders: '4',
  hot_standby: 'on',
  wal_receiver_status_interval: '1s',
};

export async function startPostgresServer(folder: string): Promise<PostgresServer> {
  const initdb = await ensureProgram(POSTGRES_INITDB, { say: (line) => process.stderr.write(`${line}\n`) });
  const user = toServerUser();
  makeOwned(folder, user);
  const data = join(folder, 'data');
  await promisify(execFile)(
    initdb,
    ['-D', data, '-U', 'syncline', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { cwd: folder, env: toServerEnv(folder), ...user },
  );
  appendFileSync(join(data, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 trust\n');
  const server = await openServer({
    // Its folder holds the other programs; a link to one of them does not.
    bin: dirname(realpathSync(initdb)),
    folder,
    user,
  });
  await server.start();
  return server;
}

interface Place {
  readonly bin: string;
  readonly folder: string;
  readonly user: ReturnType<typeof toServerUser>;
}

async function openServer({ bin, folder, user }: Place): Promise<PostgresServer> {
  const port = await findFreePort();
  const data = join(folder, 'data');
  const url = `postgres://syncline@127.0.0.1:${port}/postgres`;
  const all = { ...settings, port: String(port), unix_socket_directories: folder };
  const args = ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  let server: ChildServer | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await server?.stop(signal);
    server = undefined;
  };
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    port,
    get pid() {
      return server?.pid ?? 0;
    },
    async start() {
      const file = join(bin, 'postgres');
      server = await startChildServer({
        file,
        args,
        cwd: folder,
        env: toServerEnv(folder),
        user,
        deathSignal: 'INT',
      });
      const deadline = performance.now() + START_TIMEOUT_MS;
      for (;;) {
        if (server.hasEnded()) throw new Error(await server.ended);
        const client = await connect().catch(() => null);
        await client?.end();
        if (client !== null) return;
        if (performance.now() > deadline) throw new Error('the PostgreSQL of this case does not serve');
        await sleep(POLL_MS);
      }
    },
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async ask(statement) {
      const client = await connect();
      try {
        const { rows } = await client.query<(string | number)[]>({ text: statement, rowMode: 'array' });
        return String(rows[0]?.[0] ?? '');
      } finally {
        await client.end();
      }
    },
    connect,
    async addStandby(standbyFolder) {
      makeOwned(standbyFolder, user);
      const target = join(standbyFolder, 'data');
      await promisify(execFile)(
        join(bin, 'pg_basebackup'),
        [
          '-h',
          '127.0.0.1',
          '-p',
          String(port),
          '-U',
          'syncline',
          '-D',
          target,
          '-R',
          '-X',
          'stream',
          '-c',
          'fast',
          '--no-sync',
        ],
        { cwd: standbyFolder, env: toServerEnv(standbyFolder), ...user },
      );
      const standby = await openServer({ bin, folder: standbyFolder, user });
      writeFileSync(join(standbyFolder, 'note'), `standby of the cluster on port ${port}\n`);
      await standby.start();
      return standby;
    },
  };
}

/** PostgreSQL refuses a folder that others may enter; root lends it another account. */
function makeOwned(folder: string, user: Place['user']): void {
  mkdirSync(folder, { recursive: true });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}
