import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { ask, type RedisServer, startRedisServer } from '#tests/chaos/servers/redis-server.ts';
import { startTcpProxy, type TcpProxy } from '#tests/chaos/proxy/tcp-proxy.ts';
import { logSize, readLog } from '#tests/chaos/world/engine.ts';
import { dataFilesIn } from '#config/data-files.ts';

const OUTAGE_MS = 6_000;
/** The work of about a second. */
const TAIL_SHARE = 0.3;
const LOG_LINES_PER_SECOND_MAX = 10;

export const redisCases: readonly ChaosCase[] = [
  {
    name: 'redis-killed',
    row: 'F5',
    title: 'Redis is killed, stays away and comes back; receipt goes on meanwhile',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { redis } = rig(scene);
      const { pid } = redis;
      await redis.kill();
      const accepted = acceptedSoFar(scene);
      await sleep(OUTAGE_MS);
      scene.expect(acceptedSoFar(scene) > accepted, 'no webhook was accepted while Redis was away');
      await redis.start();
      scene.fired('Redis processes killed', redis.pid === pid ? 0 : 1);
    }),
  },
  {
    name: 'private-redis-killed',
    row: 'F5',
    title: 'the private Redis is killed three times under the engine, which starts it again',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const pids = new Set<number>();
      for (let round = 0; round < 3; round += 1) {
        const { pid } = privateRedis(scene);
        process.kill(pid, 'SIGKILL');
        pids.add(pid);
        await sleep(2_500);
      }
      scene.fired('Redis processes killed', pids.size);
      scene.expect(pids.size === 3, 'the engine did not start its Redis again');
    }),
  },
  {
    name: 'redis-tail-cut',
    row: 'F6',
    title: 'Redis loses the end of its append-only file: stopped, cut, started',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { redis } = rig(scene);
      let cut = 0;
      for (let round = 0; round < 2; round += 1) {
        await redis.stop();
        cut += redis.cutTail(TAIL_SHARE);
        await redis.start();
        await sleep(1_500);
      }
      scene.fired('bytes cut off', cut);
    }),
  },
  {
    name: 'redis-flushed',
    row: 'F7',
    title: 'FLUSHALL five times in the middle of the work, three processes',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { redis } = rig(scene);
      let keys = 0;
      for (let round = 0; round < 5; round += 1) {
        keys += await redis.info(/^db0:keys=(\d+)/m);
        await redis.command('FLUSHALL');
        await sleep(800);
      }
      scene.fired('keys flushed', keys);
    }),
  },
  {
    name: 'private-redis-flushed',
    row: 'F7',
    title: 'FLUSHALL five times in the middle of the work, one process',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      let flushes = 0;
      for (let round = 0; round < 5; round += 1) {
        const { socketPath } = privateRedis(scene);
        if ((await ask(socketPath, ['FLUSHALL'])) === '+OK') flushes += 1;
        await sleep(800);
      }
      scene.fired('flushes', flushes);
    }),
  },
  {
    name: 'redis-stale-replica',
    row: 'F7',
    title: 'fail-over to a replica that has not heard of the last seconds',
    shape: 'three',
    play: faultDuringWork(failOverToStaleReplica),
  },
  {
    name: 'redis-full',
    row: 'F8',
    title: 'Redis is full and evicts nothing; receipt goes on, the log stays quiet',
    shape: 'three',
    play: faultDuringWork(fillRedis),
  },
  {
    name: 'redis-wrong-policy',
    row: 'F9',
    title: 'a Redis that may evict is refused at the start, with a clear message and no call to a vendor',
    shape: 'one',
    hasOwnRedis: true,
    redisSettings: { 'maxmemory-policy': 'allkeys-lru' },
    play: refuseWrongPolicy,
  },
  {
    name: 'redis-one-way',
    row: 'F35',
    title: 'what Redis says reaches nobody for a while, and then what is said to it',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { wire } = rig(scene);
      for (const direction of ['down', 'up'] as const) {
        wire.hole(direction);
        await sleep(5_000);
        wire.heal();
        await sleep(1_000);
      }
      scene.fired('bytes into the hole', wire.counters.swallowed);
    }),
  },
];

async function failOverToStaleReplica(scene: Scene): Promise<void> {
  const { redis, wire } = rig(scene);
  // The replica hears the master through a wire of its own, which can fall silent.
  const link = await startTcpProxy(redis.port);
  const replica = await startRedisServer(join(scene.world.folder, 'replica'), {
    replicaof: `127.0.0.1 ${link.port}`,
  });
  scene.world.atClose(() => link.close());
  scene.world.atClose(() => replica.kill());
  await sleep(1_500);
  link.down();
  await sleep(2_500);
  const behind =
    (await redis.info(/^master_repl_offset:(\d+)/m)) - (await replica.info(/^slave_repl_offset:(\d+)/m));
  await redis.kill();
  await replica.command('REPLICAOF', 'NO', 'ONE');
  wire.retarget(replica.port);
  wire.cutAll();
  scene.fired('bytes that the replica never heard', behind);
}

async function fillRedis(scene: Scene): Promise<void> {
  const { redis } = rig(scene);
  const accepted = acceptedSoFar(scene);
  const sizes = scene.world.engines.map(({ logFile }) => ({ logFile, from: logSize(logFile) }));
  await redis.command('CONFIG', 'SET', 'maxmemory', '1');
  await sleep(OUTAGE_MS);
  const refused = await redis.info(/^errorstat_OOM:count=(\d+)/m);
  await redis.command('CONFIG', 'SET', 'maxmemory', '0');
  scene.fired('commands refused for lack of memory', refused);
  scene.expect(acceptedSoFar(scene) > accepted, 'no webhook was accepted while Redis was full');
  for (const { logFile, from } of sizes) {
    const lines = readLog(logFile, from).split('\n').length - 1;
    const perSecond = lines / (OUTAGE_MS / 1_000);
    scene.expect(
      perSecond <= LOG_LINES_PER_SECOND_MAX,
      `${perSecond.toFixed(0)} lines per second in ${logFile}`,
    );
  }
}

async function refuseWrongPolicy(scene: Scene): Promise<void> {
  const { world } = scene;
  const { redis } = rig(scene);
  const engine = await world.spawn({ mayEnd: true });
  const code = await Promise.race([engine.exit, sleep(30_000, 'still running' as const)]);
  const words = readLog(engine.logFile);
  const isRefused = typeof code === 'number' && code !== 0;
  scene.fired('starts refused', isRefused ? 1 : 0);
  scene.expect(/allkeys-lru/.test(words) && /noeviction/.test(words), `it said: ${words.slice(-400)}`);
  scene.expect(world.store.requests + world.erp.requests === 0, 'it had called a vendor before it refused');
  if (!engine.hasEnded()) await engine.kill();
  await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  await scene.begin();
  scene.healed();
  await scene.settle();
}

interface RedisRig {
  readonly redis: RedisServer;
  readonly wire: TcpProxy;
}

function rig({ world: { redis, redisWire } }: Scene): RedisRig {
  if (redis === null || redisWire === null) throw new Error('this world has no Redis of its own');
  return { redis, wire: redisWire };
}

function privateRedis({ world }: Scene): { readonly pid: number; readonly socketPath: string } {
  return JSON.parse(readFileSync(join(dataFilesIn(world.dataDir).redis, 'redis.json'), 'utf8')) as {
    readonly pid: number;
    readonly socketPath: string;
  };
}

function acceptedSoFar({ world }: Scene): number {
  return world.door.statuses.get(200) ?? 0;
}
