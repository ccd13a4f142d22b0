import { afterEach, expect, test } from 'vitest';
import type { Job } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import {
  createDoor,
  defineTestJob,
  type EngineForTests,
  startEngineForTests,
} from '#tests/support/queue/engine-for-tests.ts';

let engine: EngineForTests;
afterEach(() => engine.close());

const settled = () => eventually(() => engine.countOpen()).toBe(0);

test('what stock depends on runs while all that can wait fills the connection, or stands back', async () => {
  const door = createDoor();
  const done: string[] = [];
  const note =
    (wait: Promise<void>): Job['run'] =>
    async (_context, [work]) => {
      await wait;
      done.push((work as LeasedWork).subject);
    };
  engine = await startEngineForTests({
    jobs: [
      defineTestJob('book', note(door.opened), { priority: 'order' }),
      defineTestJob('publish', note(Promise.resolve()), { priority: 'stock-decrease' }),
    ],
    concurrency: 2,
    withLoop: false,
  });
  await engine.startLoop({ busySince: () => 1 });
  for (let n = 0; n < 20; n += 1) await engine.mark('book', `order ${n}`, { priority: 1 });
  await eventually(() => engine.queues.of('erp', 'rest').getActiveCount()).toBe(2);
  await engine.mark('publish', 'cell', { priority: 8 });
  await eventually(() => done).toEqual(['cell']);
  door.open();
  await settled();
  expect(done).toHaveLength(21);
});
