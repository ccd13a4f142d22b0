import { expect, test } from 'vitest';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createBoardQueues } from './board.ts';
import { createQueues } from './queues.ts';
import { connectRedis } from './redis.ts';
import { startRedisForTests } from '#tests/support/queue/redis-for-tests.ts';
import { addWakeUps } from './wake-ups.ts';

test('Bull Board gets every queue read-only, and sees references only', async () => {
  const redis = await startRedisForTests();
  const links = await connectRedis(
    { socketPath: redis.socketPath },
    { clock: systemClock, log: createNotedLog() },
  );
  const queues = createQueues({
    redis: links.producers,
    prefix: 'test',
    connections: ['erp', 'shop'],
    noteError: () => undefined,
  });
  await addWakeUps(queues.of('erp'), [{ job: 'export', subject: '41', priority: 2 }], systemRandom);
  const boards = createBoardQueues(queues);
  expect(boards.map((board) => board.getName())).toEqual(['erp', 'erp.rest', 'shop', 'shop.rest']);
  expect(boards.every((board) => board.readOnlyMode)).toBe(true);
  const [board] = boards;
  expect(board?.format('data', { job: 'export', subject: '41', email: 'anna@example.com' })).toEqual({
    job: 'export',
    subject: '41',
  });
  expect(board?.format('returnValue', 'anna@example.com')).toBe('[masked]');
  await queues.close();
  await links.close();
  await redis.remove();
});
