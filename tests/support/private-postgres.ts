import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { readProcessFacts } from '#machine/process-facts.ts';
import { POSTGRES_INITDB } from '#machine/server-programs.ts';
import { findFreePort } from '#machine/free-port.ts';

const POLL_MS = 50;
const START_TIMEOUT_MS = 60_000;
const FOLDER_PREFIX = 'syncline-postgres-';

/** A PostgreSQL cluster of our own in a temporary folder; the machine's clusters are never touched. */
export interface PrivatePostgres {
  /** Of the database `postgres`, as its superuser, over a loopback port. */
  readonly url: string;
  /** The folder with the unix socket, for `?host=`. */
  readonly socketDir: string;
  readonly pid: number;
  /** Ends it in order and removes its folder. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: the postmaster is killed, its children follow. Removes its folder. */
  kill(): Promise<void>;
}

/**
 * Starts a cluster that is made for tests: it does not wait for the disk, so it is no place for data that matter.
 *
 * @throws {MissingProgramError} When there is no PostgreSQL and it cannot be installed; tests then fail, never skip.
 */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const initdb = await ensureProgram(POSTGRES_INITDB, { say: (line) => console.error(line) });
  removeLeftOverFolders();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const user = toServerUser();
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
    const data = join(folder, 'data');
    await promisify(execFile)(
      initdb,
      ['-D', data, '-U', 'syncline', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { cwd: folder, env: toServerEnv(folder), ...user },
    );
    const port = await findFreePort();
    const server = await startChildServer({
      file: join(dirname(initdb), 'postgres'),
      args: ['-D', data, ...toSettings(folder, port)],
      cwd: folder,
      env: toServerEnv(folder),
      user,
      deathSignal: 'INT',
    });
    const url = `postgres://syncline@127.0.0.1:${port}/postgres`;
    await waitForPostgres(url, server);
    const end = async (signal: NodeJS.Signals) => {
      await server.stop(signal);
      remove();
    };
    return { url, socketDir: folder, pid: server.pid, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
  } catch (error) {
    remove();
    throw error;
  }
}

/** PostgreSQL refuses to run as root, so root lends it the account that owns nothing. */
export function toServerUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'nobody') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has no user "nobody" to run it as.');
}

/** Nothing of the caller's PG* variables may lead the server or its tools to another cluster. */
export function toServerEnv(folder: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C', TZ: 'UTC' };
}

function toSettings(socketDir: string, port: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketDir,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '64MB',
    max_connections: '200',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function waitForPostgres(url: string, server: ChildServer): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let last: unknown;
  while (performance.now() < deadline) {
    if (server.hasEnded()) throw new Error(await server.ended);
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      last = error;
    } finally {
      await client.end();
    }
    await sleep(POLL_MS);
  }
  await server.stop('SIGKILL');
  throw new Error(`PostgreSQL did not serve within ${START_TIMEOUT_MS / 1000} s.`, { cause: last });
}

/** A test run that was killed leaves its folder; the name tells whose it was. */
function removeLeftOverFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^syncline-postgres-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || readProcessFacts(Number(owner)) !== undefined) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
