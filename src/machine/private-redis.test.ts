import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureProgram } from './install-package.ts';
import { type PrivateRedis, startPrivateRedis } from './private-redis.ts';
import { readProcessFacts } from './process-facts.ts';
import { REDIS_SERVER } from './server-programs.ts';

const file = await ensureProgram(REDIS_SERVER, { say: () => {} });
let dataDir: string;
let said: string[];
let running: PrivateRedis[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'private-redis-test-'));
  said = [];
  running = [];
});

afterEach(async () => {
  for (const redis of running) await redis.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<PrivateRedis> {
  const redis = await startPrivateRedis({ file, dataDir, say: (line) => said.push(line) });
  running.push(redis);
  return redis;
}

async function ask<T>(redis: PrivateRedis, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ path: redis.socketPath, lazyConnect: true });
  try {
    await client.connect();
    return await question(client);
  } finally {
    client.disconnect();
  }
}

async function untilGone(pid: number): Promise<void> {
  while (readProcessFacts(pid) !== undefined) await sleep(20);
}

test('it answers on its socket, evicts nothing, writes an append-only file and listens on no port', async () => {
  const redis = await start();
  expect(Buffer.byteLength(redis.socketPath)).toBeLessThan(104);
  expect(await ask(redis, (client) => client.ping())).toBe('PONG');
  const config = await ask(redis, (client) => client.config('GET', '*'));
  const settings: Record<string, string> = Object.fromEntries(toPairs(config));
  expect(settings).toMatchObject({
    'maxmemory-policy': 'noeviction',
    appendonly: 'yes',
    appendfsync: 'everysec',
    port: '0',
    unixsocketperm: '700',
  });
});

test('what was stored is there after a stop and a new start, and a stop leaves no socket behind', async () => {
  const first = await start();
  await ask(first, (client) => client.set('kept', 'yes'));
  await first.stop();
  expect(existsSync(first.socketPath)).toBe(false);
  expect(await first.ended).toContain('exit code 0');
  const second = await start();
  expect(await ask(second, (client) => client.get('kept'))).toBe('yes');
});

test('it dies with a parent that is killed', async () => {
  const parent = spawnOwner();
  const pid = await readPid(parent.stdout);
  expect(readProcessFacts(pid)?.command).toContain('redis');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await untilGone(pid);
  // The traces of the killed run are swept at the next start.
  const next = await start();
  expect(await ask(next, (client) => client.ping())).toBe('PONG');
});

test('a Redis that outlived its parent is ended at the next start, by its recorded process id', async () => {
  const socketPath = join(mkdtempSync(join(tmpdir(), 'syncline-redis-')), 's');
  // A shell in between that ends at once makes an orphan, as a machine without setpriv would.
  const words = `${file} --port 0 --save '' --dir ${dataDir} --unixsocket ${socketPath} >/dev/null 2>&1 & echo $!`;
  const orphan = Number(execFileSync('sh', ['-c', words], { encoding: 'utf8' }));
  writeFileSync(
    join(dataDir, 'redis.json'),
    JSON.stringify({ pid: orphan, ownerPid: 999_999_999, socketPath }),
  );
  while (!existsSync(socketPath)) await sleep(20);
  await start();
  expect(readProcessFacts(orphan)).toBeUndefined();
  expect(existsSync(socketPath)).toBe(false);
  expect(said.join()).toContain(`process ${orphan}`);
});

test('a recorded process id that now belongs to somebody else is left alone', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  const { pid } = stranger;
  writeFileSync(
    join(dataDir, 'redis.json'),
    JSON.stringify({ pid, ownerPid: 1, socketPath: '/tmp/syncline-redis-x/s' }),
  );
  await start();
  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
  stranger.kill('SIGKILL');
  await once(stranger, 'exit');
});

test('a folder whose Redis is in use is refused, and that Redis goes on', async () => {
  const redis = await start();
  await expect(start()).rejects.toThrow('in use by the running process');
  expect(await ask(redis, (client) => client.ping())).toBe('PONG');
});

test('data that Redis cannot read are put aside, said, and it starts empty', async () => {
  const first = await start();
  await ask(first, (client) => client.set('kept', 'yes'));
  await first.stop();
  writeFileSync(join(dataDir, 'appendonlydir', 'appendonly.aof.manifest'), 'not a manifest\n');
  const second = await start();
  expect(await ask(second, (client) => client.get('kept'))).toBeNull();
  expect(readFileSync(join(dataDir, 'appendonlydir.unreadable', 'appendonly.aof.manifest'), 'utf8')).toBe(
    'not a manifest\n',
  );
  expect(said.join()).toContain('starts empty');
});

test('a server that cannot start is reported with its own words, and leaves no record', async () => {
  const failing = startPrivateRedis({ file: '/bin/false', dataDir, say: () => {} });
  await expect(failing).rejects.toThrow('/bin/false ended with exit code 1');
  expect(existsSync(join(dataDir, 'redis.json'))).toBe(false);
});

/** A process of its own that starts the private Redis, prints its id and stays. */
function spawnOwner() {
  const module = new URL('private-redis.ts', import.meta.url).href;
  const program = `
    import { startPrivateRedis } from ${JSON.stringify(module)};
    const redis = await startPrivateRedis({ file: ${JSON.stringify(file)}, dataDir: ${JSON.stringify(dataDir)}, say() {} });
    process.stdout.write(redis.pid + '\\n');
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function readPid(output: NodeJS.ReadableStream): Promise<number> {
  const [chunk] = (await once(output, 'data')) as [Buffer];
  return Number(chunk.toString('utf8'));
}

function toPairs(list: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return Object.entries(list as Record<string, string>);
  return list.flatMap((name, index) =>
    index % 2 === 0 ? [[String(name), String(list[index + 1])] as const] : [],
  );
}
