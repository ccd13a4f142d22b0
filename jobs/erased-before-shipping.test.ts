import { afterEach, beforeEach, expect, test } from 'vitest';
import { ERASURE_HOLD_MAX_MS } from '#domain/erasure-term.ts';
import type { Order } from '#domain/order.ts';
import { erasePerson } from '#operations/erase-person.ts';
import { openRequestBench, type RequestBench } from '#tests/support/request-bench.ts';
import { prune } from './prune.ts';

let bench: RequestBench;
let order: Order;

beforeEach(async () => {
  bench = await openRequestBench();
  order = bench.newOrder();
  await bench.record(order);
});
afterEach(() => bench.ledger.close());

const erase = () =>
  erasePerson(bench.ledger, order.personal.email ?? '', {
    by: 'test',
    now: bench.warehouse.now(),
    connections: new Map(),
  });
const storedPersonal = async () =>
  (await bench.ledger.read((tx) => tx.orders.get('store', order.id, { personal: true })))?.order.personal;
const erasureOf = (id: string) => bench.ledger.read((tx) => tx.erasures.get(id));

test('goods of a person who was erased still find them, and then nothing of them stays', async () => {
  const { id, held, heldUntil, orders } = await erase();
  expect({ held, orders }).toEqual({ held: 1, orders: 0 });
  expect(heldUntil).toBe(bench.warehouse.now() + ERASURE_HOLD_MAX_MS);
  // The store tells of it again: the address stays for as long as it is needed.
  await bench.sync(bench.later(order, { tags: ['gift'] }));
  const [asked] = bench.asked(order);
  expect(await bench.parked()).toEqual([]);
  expect(asked).toBeDefined();
  await bench.runJob(prune, 'retention');
  expect(await erasureOf(id)).toMatchObject({ finishedAt: null, held: 1 });

  bench.warehouse.warehouse.ship(bench.warehouse.idOf(`store:${order.id}/1`));
  await bench.pull('shipments');
  await bench.pull('requests');
  await bench.runJob(prune, 'retention');
  expect(await storedPersonal()).toMatchObject({ email: null });
  expect(await erasureOf(id)).toMatchObject({ held: 0, heldUntil: null, orders: 1, people: [] });
  expect((await erasureOf(id))?.finishedAt).not.toBeNull();
  await bench.record(bench.later(order, { tags: ['late'] }));
  expect(await storedPersonal()).toMatchObject({ email: null });
});

test('what never leaves is emptied all the same when the term is over', async () => {
  const { id } = await erase();
  bench.warehouse.advance(ERASURE_HOLD_MAX_MS - 1);
  await bench.runJob(prune, 'retention');
  expect(await storedPersonal()).toMatchObject({ email: order.personal.email });
  bench.warehouse.advance(1);
  await bench.runJob(prune, 'retention');
  expect(await storedPersonal()).toMatchObject({ email: null });
  expect(await erasureOf(id)).toMatchObject({ held: 0 });
  expect((await erasureOf(id))?.finishedAt).not.toBeNull();
});

test('asked again, the term is not prolonged', async () => {
  const { id } = await erase();
  bench.warehouse.advance(ERASURE_HOLD_MAX_MS / 2);
  await erase();
  bench.warehouse.advance(ERASURE_HOLD_MAX_MS / 2);
  await bench.runJob(prune, 'retention');
  expect(await storedPersonal()).toMatchObject({ email: null });
  expect(await erasureOf(id)).toMatchObject({ held: 0 });
});
