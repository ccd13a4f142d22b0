import { copyFileSync, existsSync, openSync, closeSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { dataFilesIn } from '#config/data-files.ts';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '#tests/chaos/servers/small-disk.ts';
import { runCommand } from '#tests/chaos/world/command.ts';
import { readLog, readyStatus } from '#tests/chaos/world/engine.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

const LOCKED_MS = 20_000;
const DISK_MB = 400;
const FULL_MS = 8_000;
const GARBAGE_BYTES = 64 * 1024;

/** Disks of cases that are being played, by the folder of the case. */
const disks = new Map<string, SmallDisk>();

export const sqliteCases: readonly ChaosCase[] = [
  {
    name: 'sqlite-locked',
    row: 'F10',
    title: 'another program holds the write lock for 20 s: webhooks are answered 503, and come again',
    shape: 'one',
    load: { rate: 1.5 },
    play: faultDuringWork(lockLedger),
  },
  {
    name: 'sqlite-disk-full',
    row: 'F11',
    title: 'the disk of the ledger is full for 8 s: 503, not ready, nothing corrupt, and on it goes',
    shape: 'one',
    load: { rate: 2 },
    skip: whyNoSmallDisk,
    surroundings(folder) {
      const dataDir = join(folder, 'data');
      const disk = mountSmallDisk(dataDir, DISK_MB);
      disks.set(folder, disk);
      return { dataDir, remove: () => disk.unmount() };
    },
    play: fillDisk,
  },
  {
    name: 'sqlite-corrupt',
    row: 'F13',
    title: 'the ledger file is damaged: no start, no call to a vendor; with the copy back it goes on',
    shape: 'one',
    play: corruptLedger,
  },
  {
    name: 'sqlite-wal-deleted',
    row: 'F13',
    title: 'after a kill the write-ahead log is gone, and with it the newest commits',
    shape: 'one',
    play: faultDuringWork(async (scene) => {
      const file = ledgerOf(scene);
      await sleep(2_000);
      await scene.world.engine().kill();
      const bytes = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
      removeSideFiles(file);
      scene.fired('bytes of the log deleted', bytes);
      await scene.world.start();
    }),
  },
  {
    name: 'backup-restored',
    row: 'F39',
    title: 'a copy made by "syncline backup" is put back after the world has gone on',
    shape: 'one',
    play: faultDuringWork(restoreBackup),
  },
];

async function lockLedger(scene: Scene): Promise<void> {
  const { world } = scene;
  const other = new Database(ledgerOf(scene), { timeout: 5_000 });
  other.exec('BEGIN IMMEDIATE');
  // What was under way before the lock has been answered by now.
  await sleep(300);
  const before = { ok: world.door.statuses.get(200) ?? 0, busy: world.door.statuses.get(503) ?? 0 };
  await sleep(LOCKED_MS);
  const after = { ok: world.door.statuses.get(200) ?? 0, busy: world.door.statuses.get(503) ?? 0 };
  other.exec('ROLLBACK');
  other.close();
  scene.fired('webhooks answered 503', after.busy - before.busy);
  scene.expect(
    after.ok === before.ok,
    `${after.ok - before.ok} webhooks were answered 200 while nothing could be written`,
  );
}

async function fillDisk(scene: Scene): Promise<void> {
  const { world } = scene;
  const disk = disks.get(world.folder);
  if (disk === undefined) throw new Error('the small disk is not there');
  await scene.begin();
  const busy = world.door.statuses.get(503) ?? 0;
  const reader = await emptyLog(ledgerOf(scene));
  const left = disk.fill();
  await sleep(FULL_MS / 2);
  // The ballast that was given up is space again, which others take too.
  disk.fill();
  const ready = await readyStatus(world.port);
  await sleep(FULL_MS / 2);
  reader.close();
  disk.free();
  scene.say(`  ${left} bytes were left`);
  scene.fired('webhooks answered 503', (world.door.statuses.get(503) ?? 0) - busy);
  scene.expect(ready === 503, `/readyz answered ${String(ready)} on a full disk`);
  scene.healed();
  await scene.settle();
  scene.expect(
    await waitUntil(async () => (await readyStatus(world.port)) === 200, 10_000),
    'it is not ready again',
  );
  await world.engine().stop();
  const ledger = new Database(ledgerOf(scene), { readonly: true });
  const check = ledger.pragma('integrity_check', { simple: true });
  ledger.close();
  scene.expect(check === 'ok', `integrity_check: ${String(check)}`);
  disks.delete(world.folder);
}

/**
 * Cuts the write-ahead log to nothing and holds a snapshot: from now on each commit needs new space on the disk, and none
 * may begin anew in the old one.
 */
async function emptyLog(file: string): Promise<Database.Database> {
  const reader = new Database(file, { timeout: 1_000 });
  const isEmpty = await waitUntil(() => {
    const [answer] = reader.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return answer?.busy === 0;
  }, 10_000);
  if (!isEmpty) throw new Error('the log of the ledger could not be emptied');
  reader.exec('BEGIN; SELECT count(*) FROM schema_versions');
  return reader;
}

async function corruptLedger(scene: Scene): Promise<void> {
  const { world } = scene;
  await scene.begin();
  await world.engine().stop();
  const file = ledgerOf(scene);
  const copy = join(world.folder, 'before-the-damage.sqlite');
  copyFileSync(file, copy);
  scene.fired('bytes overwritten', overwriteMiddle(file));
  const calls = world.store.requests + world.erp.requests;
  const engine = await world.spawn({ mayEnd: true });
  const code = await Promise.race([engine.exit, sleep(20_000, 'still running' as const)]);
  const words = readLog(engine.logFile);
  scene.expect(typeof code === 'number' && code !== 0, `with a damaged ledger the process: ${String(code)}`);
  scene.expect(/restore|backup|damaged|corrupt|malformed/i.test(words), `it said: ${words.slice(-300)}`);
  const called = world.store.requests + world.erp.requests - calls;
  scene.expect(called === 0, `${called} calls to vendors with a damaged ledger`);
  if (!engine.hasEnded()) await engine.kill();
  removeSideFiles(file);
  copyFileSync(copy, file);
  await world.start();
  scene.healed();
  await scene.settle();
}

async function restoreBackup(scene: Scene): Promise<void> {
  const { world } = scene;
  const file = ledgerOf(scene);
  const copy = join(world.folder, 'yesterday.sqlite');
  const code = await runCommand(world, ['backup', copy]);
  scene.expect(code === 0, `syncline backup ended with ${String(code)}`);
  const booked = await bookedOrders(scene);
  await sleep(5_000);
  await world.engine().stop();
  const forgotten = (await bookedOrders(scene)) - booked;
  removeSideFiles(file);
  copyFileSync(copy, file);
  await world.start();
  scene.fired('bookings that the ledger has forgotten', forgotten);
}

async function bookedOrders({ world }: Scene): Promise<number> {
  return (await world.vendors.ask('books')).erp.orders.length;
}

function ledgerOf({ world }: Scene): string {
  return dataFilesIn(world.dataDir).ledger;
}

function removeSideFiles(file: string): void {
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

/** Garbage over whole pages in the middle, where no header gives the damage away. Returns how many bytes. */
function overwriteMiddle(path: string): number {
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  const from = Math.floor(size / 2 / 4_096) * 4_096;
  const written = writeSync(file, Buffer.alloc(GARBAGE_BYTES, 0xa5), 0, GARBAGE_BYTES, from);
  closeSync(file);
  return written;
}
