import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { openLedger } from '../open-ledger.ts';
import { CANARY_EMAIL, CANARY_NAME, sampleOrder, samplePosition, someRead } from '../suite/sample-order.ts';
import { restoreDump } from './restore-dump.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const open = (url = database.url, readOnly = false) =>
  openLedger({
    url,
    readOnly,
    sealingKey: Buffer.alloc(32, 'postgres test'),
    clock: {
      now: () => 1_000,
      monotonicMs: () => performance.now(),
      sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    },
    random: { next: Math.random, id: () => v7() },
  });
const event = (deliveryId: string) => ({
  connection: 'store',
  deliveryId,
  topic: 't',
  triggeredAt: null,
  receivedAt: 1,
  body: CANARY_EMAIL,
});
const ask = async (statement: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

test('processes that start together make one schema', async () => {
  const ledgers = await Promise.all(Array.from({ length: 5 }, () => open()));
  const [first, , , , last] = ledgers;
  await first?.write((tx) => tx.events.receive(event('d')));
  expect(await last?.read((tx) => tx.events.waiting('store', 1))).toHaveLength(1);
  await Promise.all(ledgers.map((ledger) => ledger.close()));
});

test('a schema of a newer version is refused, and a reader makes none', async () => {
  await expect(open(database.url, true)).rejects.toThrow('does not exist');
  await (await open()).close();
  await ask('INSERT INTO schema_versions (version) VALUES (999)');
  await expect(open()).rejects.toThrow('schema version 999');
  await expect(open(database.url, true)).rejects.toThrow('schema version 999');
});

test('work that one process marks wakes the listeners of another', async () => {
  const [web, scheduler] = [await open(), await open()];
  const ref = { job: 'j', subject: 's', connection: 'c' };
  const woken = new Promise<void>((resolve) => {
    scheduler.onWork(
      () => void scheduler.read((tx) => tx.work.get(ref)).then((row) => row !== null && resolve()),
    );
  });
  await web.write((tx) => tx.work.mark([{ ...ref, priority: 1, cause: 'test' }]));
  await woken;
  await web.close();
  await scheduler.close();
});

test('a writer whose connection was ended says busy or succeeds, and writes again afterwards', async () => {
  const ledger = await open();
  await ledger.write((tx) => tx.events.receive(event('before')));
  await ask(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'syncline' and datname = current_database()",
  );
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) => ledger.write((tx) => tx.events.receive(event(`d${at}`)))),
  );
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LedgerBusyError);
  }
  const answered = results.flatMap((result, at) => (result.status === 'fulfilled' ? [`d${at}`] : []));
  await ledger.write((tx) => tx.events.receive(event('after')));
  const stored = (await ledger.read((tx) => tx.events.waiting('store', 100))).map((one) => one.deliveryId);
  expect(stored).toEqual(expect.arrayContaining(['before', 'after', ...answered]));
  // "Nothing was written" must be true of what was refused.
  expect(stored.length).toBe(answered.length + 2);
  await ledger.close();
});

test('a commit whose answer was lost is asked for, and answered as it was', async () => {
  const door = await openDoor(new URL(database.url));
  const ledger = await open(door.url);
  await ledger.write((tx) => tx.events.receive(event('before')));
  door.loseNextCommitAnswer();
  expect(await ledger.write((tx) => tx.events.receive(event('lost')))).toBe(true);
  expect(door.lost()).toBe(1);
  const stored = await ledger.read((tx) => tx.events.waiting('store', 10));
  expect(stored.map((one) => one.deliveryId)).toEqual(['before', 'lost']);
  await ledger.close();
  await door.close();
});

test('a backup holds nothing of a person in clear, and restores into an empty database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-dump-test-'));
  const dump = join(folder, 'dump');
  const ledger = await open();
  await ledger.write(async (tx) => {
    await tx.events.receive(event('d'));
    await tx.orders.record(
      'store',
      sampleOrder('1'),
      [samplePosition('1-0', 'tea')],
      await tx.sequence.next(),
      someRead,
    );
  });
  await ledger.backup(dump);
  await expect(ledger.backup(dump)).rejects.toThrow('EEXIST');
  const texts = readdirSync(dump).map((name) => readFileSync(join(dump, name), 'utf8'));
  for (const canary of [CANARY_NAME, CANARY_EMAIL])
    expect(texts.some((text) => text.includes(canary))).toBe(false);
  expect(texts.some((text) => text.includes('#1'))).toBe(true);

  const target = await createTestDatabase();
  await restoreDump(target.url, dump);
  await expect(restoreDump(target.url, dump)).rejects.toThrow('restore into an empty one');
  const restored = await open(target.url);
  const order = await restored.read((tx) => tx.orders.get('store', '1', { personal: true }));
  expect(order?.order).toEqual(sampleOrder('1'));
  expect(await restored.write((tx) => tx.events.receive(event('d')))).toBe(false);
  expect(await restored.write((tx) => tx.events.receive(event('e')))).toBe(true);
  expect(await restored.write((tx) => tx.sequence.next())).toBe(
    (await ledger.read((tx) => tx.sequence.current())) + 1,
  );
  await ledger.close();
  await restored.close();
  await target.drop();
  rmSync(folder, { recursive: true });
});

interface Door {
  readonly url: string;
  loseNextCommitAnswer(): void;
  lost(): number;
  close(): Promise<void>;
}

/** Stands before the database and can cut a connection between a commit and its answer. */
async function openDoor(behind: URL): Promise<Door> {
  let isArmed = false;
  let lost = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(behind.port), behind.hostname);
    let isCut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (bytes) => {
      if (isArmed && bytes.includes('commit\0')) {
        isArmed = false;
        isCut = true;
        lost += 1;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (isCut) client.destroy();
      else client.write(bytes);
    });
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const url = new URL(behind);
  url.port = String(address.port);
  return {
    url: url.href,
    loseNextCommitAnswer: () => {
      isArmed = true;
    },
    lost: () => lost,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a connection that is lost between two statements of a read fails the read, not the process', async () => {
  const ledger = await open();
  const read = ledger.read(async (tx) => {
    await tx.sequence.current();
    await ask(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'syncline' and datname = current_database()",
    );
    // Longer than the server's last word takes.
    await sleep(200);
    return tx.sequence.current();
  });
  await expect(read).rejects.toThrow(LedgerBusyError);
  expect(await ledger.read((tx) => tx.sequence.current())).toBe(0);
  await ledger.close();
});

test('a write that another process overtook is run again on a newer snapshot', async () => {
  const [slow, fast] = [await open(), await open()];
  // Connected and prepared, so that all of it fits into the time that one group of writes takes.
  for (const ledger of [slow, fast]) await ledger.write((tx) => tx.leases.acquire('other', 'any', 0));
  let runs = 0;
  const acquired = await slow.write(async (tx) => {
    runs += 1;
    await tx.connections.all();
    if (runs === 1) await fast.write((other) => other.leases.acquire('one', 'fast', 60_000));
    return tx.leases.acquire('one', 'slow', 60_000);
  });
  expect([acquired, runs]).toEqual([false, 2]);
  await slow.close();
  await fast.close();
});
