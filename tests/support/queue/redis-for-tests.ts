import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { waitForRedis } from '#machine/wait-for-redis.ts';

/** A real Redis on a unix socket, which a test may stop and start again at the same place. */
export interface RedisForTests {
  readonly socketPath: string;
  start(): Promise<void>;
  /** As a crash would: its unwritten data are lost. Without `keepData` it also forgets the rest. */
  kill(options?: { readonly keepData?: boolean }): Promise<void>;
  remove(): Promise<void>;
}

export async function startRedisForTests(): Promise<RedisForTests> {
  const dir = mkdtempSync(join(tmpdir(), 'syncline-queue-'));
  const file = await ensureProgram(REDIS_SERVER, { say: () => undefined });
  const socketPath = join(dir, 's');
  const settings = [
    '--port',
    '0',
    '--unixsocket',
    socketPath,
    '--dir',
    dir,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  let server: ChildServer | undefined;
  const redis: RedisForTests = {
    socketPath,
    start: async () => {
      server = await startChildServer({ file, args: settings, cwd: dir, deathSignal: 'KILL' });
      await waitForRedis(socketPath, server);
    },
    kill: async ({ keepData = true } = {}) => {
      await server?.stop('SIGKILL');
      server = undefined;
      rmSync(socketPath, { force: true });
      if (!keepData) rmSync(join(dir, 'appendonlydir'), { recursive: true, force: true });
    },
    remove: async () => {
      await redis.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
