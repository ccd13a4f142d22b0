import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import type { TcpProxy } from '#tests/chaos/proxy/tcp-proxy.ts';
import type { PostgresServer } from '#tests/chaos/servers/postgres-server.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

/** CommandComplete of a commit, as the server says it: the commit has happened. */
const COMMITTED = Buffer.from('C\0\0\0\u000bCOMMIT\0', 'latin1');
const HOLE_MS = 6_000;
const LOCK_MS = 12_000;

export const postgresCases: readonly ChaosCase[] = [
  {
    name: 'postgres-killed',
    row: 'F14',
    title: 'PostgreSQL is killed twice and comes back',
    shape: 'three',
    play: faultDuringWork(async (scene) => {
      const { postgres } = rig(scene);
      const pids = new Set<number>();
      for (let round = 0; round < 2; round += 1) {
        pids.add(postgres.pid);
        await postgres.kill();
        await sleep(2_500);
        await postgres.start();
        await sleep(2_000);
      }
      scene.fired('PostgreSQL processes killed', pids.size);
    }),
  },
  {
    name: 'postgres-standby-promoted',
    row: 'F15',
    title: 'fail-over to an asynchronous standby that lacks the last commits',
    shape: 'three',
    play: faultDuringWork(promoteStandby),
  },
  {
    name: 'postgres-row-locks',
    row: 'F16',
    title: 'another program locks the work table for longer than the lock timeout',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork(async (scene) => {
      const { postgres } = rig(scene);
      const other = await postgres.connect();
      await other.query('begin; lock table work in access exclusive mode');
      await sleep(LOCK_MS);
      const waiting = await postgres.ask('select count(*) from pg_locks where not granted');
      await other.query('rollback');
      await other.end();
      scene.fired('backends that waited for the lock', Number(waiting));
    }),
  },
  {
    name: 'postgres-commit-reply-lost',
    row: 'F17',
    title: 'COMMIT happens and its answer is lost, twelve times',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async (scene) => {
      const { wire } = rig(scene);
      wire.cutAnswers(COMMITTED, 12);
      await waitUntil(() => wire.counters.answersCut >= 12, 30_000);
      wire.heal();
      scene.fired('answers to COMMIT lost', wire.counters.answersCut);
    }),
  },
  {
    name: 'postgres-one-way',
    row: 'F35',
    title: 'what PostgreSQL says reaches nobody for a while, and then what is said to it',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork(async (scene) => {
      const { wire } = rig(scene);
      for (const direction of ['down', 'up'] as const) {
        wire.hole(direction);
        await sleep(HOLE_MS);
        wire.heal();
        await sleep(1_000);
      }
      scene.fired('bytes into the hole', wire.counters.swallowed);
    }),
  },
  {
    name: 'postgres-slow',
    row: 'F35',
    title: 'every answer of PostgreSQL comes 80 ms late',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork(async (scene) => {
      const { wire } = rig(scene);
      const bytes = wire.counters.bytesDown;
      wire.slow(40);
      await sleep(8_000);
      scene.fired('bytes that came late', wire.counters.bytesDown - bytes);
      wire.heal();
    }),
  },
];

async function promoteStandby(scene: Scene): Promise<void> {
  const { world } = scene;
  const { postgres, wire } = rig(scene);
  const standby = await postgres.addStandby(join(world.folder, 'standby'));
  world.atClose(() => standby.kill());
  await sleep(1_000);
  // From here on the standby hears nothing more; the primary goes on.
  await standby.ask("alter system set primary_conninfo = ''");
  await standby.ask('select pg_reload_conf()');
  await sleep(4_000);
  const primaryAt = await postgres.ask('select pg_current_wal_lsn()');
  const lost = await standby.ask(`select pg_wal_lsn_diff('${primaryAt}', pg_last_wal_receive_lsn())::bigint`);
  await postgres.kill();
  wire.down();
  await standby.ask('select pg_promote(true, 30)');
  wire.retarget(standby.port);
  wire.heal();
  scene.fired('bytes of commits lost', Number(lost));
}

function rig({ world: { postgres, postgresWire } }: Scene): {
  readonly postgres: PostgresServer;
  readonly wire: TcpProxy;
} {
  if (postgres === null || postgresWire === null) throw new Error('this world has no PostgreSQL');
  return { postgres, wire: postgresWire };
}
