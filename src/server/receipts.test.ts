import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ledger, LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { openTemporaryLedger, type TemporaryLedger } from '#tests/support/temporary-ledger.ts';
import { openDoor, post, postPipelined } from '#tests/support/webhook-door.ts';

let temporary: TemporaryLedger;
beforeAll(async () => {
  temporary = await openTemporaryLedger();
});
afterAll(() => temporary.remove());

test('when the ledger cannot write the sender is told to come back', async () => {
  const busy: Ledger = {
    ...temporary.ledger,
    write: () => Promise.reject(new LedgerBusyError('locked')),
    commitCount: 0,
  };
  const other = await openDoor(busy);
  const answer = await post(other, '{"id":4}', {});
  expect(answer).toMatchObject({ status: 503, result: 'busy' });
  expect(answer.retryAfter).toBe('5');
  await other.server.close();
});

test('concurrent receipts share commits, and none is answered before its own', async () => {
  const committed = new Set<string>();
  const commits: number[] = [];
  const watched: Ledger = {
    ...temporary.ledger,
    commitCount: 0,
    write: async (run) => {
      const inside: string[] = [];
      const result = await temporary.ledger.write((tx) =>
        run({
          ...tx,
          events: {
            ...tx.events,
            receive: (event) => {
              inside.push(event.deliveryId);
              return tx.events.receive(event);
            },
          },
        }),
      );
      commits.push(inside.length);
      for (const delivery of inside) committed.add(delivery);
      return result;
    },
  };
  const before = temporary.ledger.commitCount;
  const other = await openDoor(watched);
  // One write per connection for many requests: what a busy hour looks like, in one turn of the loop.
  const wasCommitted = await Promise.all(
    Array.from({ length: 10 }, () => postPipelined(other, 20, (delivery) => committed.has(delivery))),
  );
  expect(wasCommitted.flat()).toEqual(Array.from({ length: 200 }, () => true));
  expect(commits.reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(temporary.ledger.commitCount - before).toBeLessThan(150);
  await other.server.close();
});

test('one event that the database refuses does not take the others with it', async () => {
  const picky: Ledger = {
    ...temporary.ledger,
    commitCount: 0,
    write: (run) =>
      temporary.ledger.write((tx) =>
        run({
          ...tx,
          events: {
            ...tx.events,
            receive: (event) =>
              event.body.includes('poison')
                ? Promise.reject(new Error('constraint'))
                : tx.events.receive(event),
          },
        }),
      ),
  };
  const other = await openDoor(picky);
  const bodies = Array.from({ length: 20 }, (_, index) => (index === 7 ? '{"a":"poison"}' : '{"a":"fine"}'));
  const answers = await Promise.all(bodies.map((body) => post(other, body, {})));
  expect(answers.map((answer) => answer.status)).toEqual(
    bodies.map((body) => (body.includes('poison') ? 503 : 200)),
  );
  await other.server.close();
});
