import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Role } from '#config/roles.ts';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { findFreePort } from '#machine/free-port.ts';
import { readLog, waitUntilStarted } from '#tests/chaos/world/engine.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

/** A run's lease lasts 20 s, and what BullMQ holds for a worker 30 s; a pause must be longer than what it is to break. */
const BEYOND_LEASE_MS = 24_000;
const BEYOND_LOCK_MS = 35_000;
const BLOCK_PRELOAD = fileURLToPath(new URL('../entries/block-loop.ts', import.meta.url));
const ROLES = ['worker', 'scheduler', 'web'] as const;

export const processCases: readonly ChaosCase[] = [
  {
    name: 'killed-sqlite',
    row: 'F1',
    title: 'the one process is killed five times in the middle of its work',
    shape: 'one',
    load: { rate: 5 },
    play: faultDuringWork(async (scene) => {
      let killed = 0;
      for (const pauseMs of [300, 650, 900, 150, 1_200]) {
        await sleep(pauseMs);
        await scene.world.engine().kill();
        killed += 1;
        await sleep(300);
        await scene.world.start();
      }
      scene.fired('processes killed', killed);
    }),
  },
  {
    name: 'killed-postgres',
    row: 'F1',
    title: 'worker, scheduler and web are killed in turn, twice',
    shape: 'three',
    play: faultDuringWork(async (scene) => {
      let killed = 0;
      for (const role of [...ROLES, ...ROLES]) {
        await sleep(500);
        await scene.world.engine(role).kill();
        killed += 1;
        await waitUntilStarted(await scene.world.spawn({ only: role }));
      }
      scene.fired('processes killed', killed);
    }),
  },
  {
    name: 'paused-sqlite',
    row: 'F2',
    title: 'the one process stands still beyond every lease and goes on',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 1.5 },
    play: faultDuringWork(async (scene) => {
      await pause(scene, 'all');
    }),
  },
  {
    name: 'paused-worker',
    row: 'F2',
    title: 'of two workers one stands still beyond its lease and wakes up in the past',
    shape: 'three',
    load: { rate: 2 },
    play: faultDuringWork(async (scene) => {
      await waitUntilStarted(await scene.world.spawn({ only: 'worker' }));
      await pause(scene, 'worker');
    }),
  },
  {
    name: 'rolling-restart-sqlite',
    row: 'F3',
    title: 'SIGTERM and start, four times under load',
    shape: 'one',
    play: faultDuringWork(async (scene) => {
      let drained = 0;
      for (let round = 0; round < 4; round += 1) {
        const code = await scene.world.engine().stop();
        scene.expect(code === 0, `a drained process ended with ${String(code)}`);
        if (code === 0) drained += 1;
        await scene.world.start();
        await sleep(600);
      }
      scene.fired('processes drained', drained);
    }),
  },
  {
    name: 'rolling-restart-postgres',
    row: 'F3',
    title: 'each process is replaced by a new one that is there before the old one goes, twice',
    shape: 'three',
    play: faultDuringWork(async (scene) => {
      let replaced = 0;
      for (const role of [...ROLES, ...ROLES]) {
        await replace(scene, role);
        replaced += 1;
      }
      scene.fired('processes replaced', replaced);
      scene.expect((scene.world.door.statuses.get(0) ?? 0) === 0, 'a webhook found no open door');
    }),
  },
  {
    name: 'loop-blocked',
    row: 'F4',
    title: 'the event loop of one of two workers is blocked for 35 s',
    shape: 'three',
    load: { rate: 1.5 },
    play: async (scene) => {
      await scene.begin();
      const blocked = await scene.world.spawn({ only: 'worker', nodeArgs: ['--import', BLOCK_PRELOAD] });
      await waitUntilStarted(blocked);
      await sleep(1_000);
      blocked.signal('SIGUSR2');
      const isBack = await waitUntil(
        () => /chaos: blocked for \d+ ms/.test(readLog(blocked.logFile)),
        60_000,
      );
      scene.expect(isBack, 'the blocked worker did not come back');
      const [, ms] = /chaos: blocked for (\d+) ms/.exec(readLog(blocked.logFile)) ?? [];
      scene.fired('ms the loop was blocked', Number(ms ?? 0) >= BEYOND_LOCK_MS - 1_000 ? Number(ms) : 0);
      scene.healed();
      await scene.settle();
      scene.expect(!blocked.hasEnded(), 'the blocked worker has ended');
    },
  },
  {
    name: 'second-instance-refused',
    row: 'F37',
    title: 'a second process on the same SQLite file refuses to start, and the first works on',
    shape: 'one',
    play: faultDuringWork(async (scene) => {
      const port = await findFreePort();
      const second = await scene.world.spawn({ env: { SYNCLINE_PORT: String(port) }, mayEnd: true });
      const code = await Promise.race([second.exit, sleep(30_000, 'still running' as const)]);
      scene.expect(typeof code === 'number' && code !== 0, `the second process: ${String(code)}`);
      const words = readLog(second.logFile);
      scene.expect(/another Syncline process owns the ledger/.test(words), `it said: ${words.slice(-300)}`);
      scene.fired('second process refused', typeof code === 'number' && code !== 0 ? 1 : 0);
      // The world's own is the older one.
      if (!second.hasEnded()) await second.kill();
    }),
  },
  {
    name: 'two-of-each',
    row: 'F37',
    title: 'two schedulers and three workers share one ledger',
    shape: 'three',
    load: { rate: 6 },
    play: faultDuringWork(async (scene) => {
      for (const only of ['scheduler', 'worker', 'worker'] as const)
        await waitUntilStarted(await scene.world.spawn({ only }));
      await sleep(7_000);
      const alive = scene.world.engines.filter((engine) => !engine.hasEnded()).length;
      scene.fired('processes at work', alive === 6 ? alive : 0);
    }),
  },
];

/** Stops a process for longer than its leases, and sees in the process table that it stands. */
async function pause({ world, fired, say }: Scene, role: Role | 'all'): Promise<void> {
  const engine = role === 'all' ? world.engine() : world.engines.find((one) => one.role === role);
  if (engine === undefined) throw new Error(`there is no ${role}`);
  engine.signal('SIGSTOP');
  await sleep(500);
  const state = /^State:\s+(\S)/m.exec(readFileSync(`/proc/${engine.pid}/status`, 'utf8'))?.[1];
  say(`  ${role} ${engine.pid} stands (${state ?? '?'})`);
  await sleep(BEYOND_LEASE_MS);
  engine.signal('SIGCONT');
  fired('s a process stood still', state === 'T' ? BEYOND_LEASE_MS / 1_000 : 0);
}

async function replace({ world, expect: expectThat }: Scene, role: Role): Promise<void> {
  const old = world.engine(role);
  const port = await findFreePort();
  const next = await world.spawn({ only: role, env: role === 'web' ? { SYNCLINE_PORT: String(port) } : {} });
  if (role === 'web') {
    await world.ready(next, port);
    world.door.retarget(`http://127.0.0.1:${port}`);
  } else await waitUntilStarted(next);
  const code = await old.stop();
  expectThat(code === 0, `a drained ${role} ended with ${String(code)}`);
}
