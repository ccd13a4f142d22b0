import type { Order } from '#domain/order.ts';
import { pull } from '#jobs/pull.ts';
import { sweepRequests } from '#jobs/sweep-requests.ts';
import { explainOrder } from '#operations/explain-order.ts';
import { holdOrder, releaseOrder } from '#operations/hold-order.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { byRules } from '#tests/support/make-routing.ts';
import { mug, openRequestBench, type RequestBench, tee } from '#tests/support/request-bench.ts';

let bench: RequestBench;
beforeEach(async () => {
  bench = await openRequestBench();
});

const systems = { warehouses: ['warehouse'], bookedBy: [] };

describe('holds', () => {
  test('an order that is not paid waits visibly, and is asked for once it is', async () => {
    bench.use({ holds: { ...bench.settings.holds, payment: 'paid' } });
    const order = bench.newOrder({ financialStatus: 'authorized' });
    expect(await bench.sync(order)).toMatchObject({
      kind: 'wait',
      waitsFor: 'release',
      reason: expect.stringMatching(/the payment is authorized; ends when the payment is/u) as string,
    });
    expect(bench.asked(order)).toEqual([]);
    const [explained] = await explainOrder(bench.ledger, order.name, bench.settings);
    expect(explained?.fulfillment.waitsBecause).toContain('the payment is authorized');
    expect(await bench.sync(bench.later(order, { financialStatus: 'paid' }))).toEqual({ kind: 'done' });
    expect(bench.asked(order)).toHaveLength(1);
  });

  test('an operator holds an order that was asked for already, and releases it', async () => {
    const order = bench.newOrder({ lines: [tee(2)] });
    await bench.sync(order);
    await holdOrder(bench.ledger, order.name, {
      by: 'ada',
      reason: 'the customer called',
      now: 1,
      systems,
    });
    expect(await bench.run()).toMatchObject({
      kind: 'wait',
      reason: expect.stringContaining('held by ada: the customer called') as string,
    });
    expect(bench.asked(order).map(({ status }) => status)).toEqual(['Cancelled']);
    await releaseOrder(bench.ledger, order.name, { by: 'ada', systems });
    expect(await bench.run()).toEqual({ kind: 'done' });
    expect(bench.asked(order).map(({ reference, status }) => [reference, status])).toEqual([
      ['store:o1/1', 'Cancelled'],
      ['store:o1/2', 'Processing'],
    ]);
    await expect(releaseOrder(bench.ledger, order.name, { by: 'ada', systems })).rejects.toThrow(
      /no operator holds #1/,
    );
  });
});

describe('routing', () => {
  const use = (atHandOnly: boolean): void =>
    bench.use({ routing: byRules([{ shipFrom: ['main'], stock: atHandOnly ? 'at-hand' : 'any' }]) });

  test('units that no location has become a discrepancy, and are asked for once the stock is there', async () => {
    use(true);
    bench.warehouse.warehouse.count('TEE', bench.warehouse.locationId, 1);
    await bench.pull('stock');
    const order = bench.newOrder({ lines: [tee(2, { locationId: null })] });
    expect(await bench.sync(order)).toMatchObject({ kind: 'wait', waitsFor: 'stock' });
    expect(bench.asked(order).map(({ units }) => units)).toEqual([{ TEE: 1 }]);
    expect(await bench.open()).toMatchObject([{ type: 'unroutable', subject: 'store:o1', amount: 1 }]);
    bench.warehouse.warehouse.receive('TEE', bench.warehouse.locationId, 5);
    bench.warehouse.advance(10_000);
    await bench.runJob(pull, 'stock');
    const ref = { job: 'request-fulfillment', connection: 'warehouse', subject: 'store:o1' };
    const row = await bench.ledger.read((tx) => tx.work.get(ref));
    expect(row?.dueAt).toBeLessThanOrEqual(bench.warehouse.now());
    await bench.pull('stock');
    expect(await bench.open()).toEqual([]);
    const open = bench.asked(order).filter(({ status }) => status !== 'Cancelled');
    expect(open.map(({ units }) => units)).toEqual([{ TEE: 2 }]);
  });

  test('what is at hand does not lack the order’s own units, and a later run moves none of them', async () => {
    use(true);
    bench.warehouse.warehouse.count('TEE', bench.warehouse.locationId, 2);
    await bench.pull('stock');
    const order = bench.newOrder({ lines: [tee(2)] });
    expect(await bench.sync(order)).toEqual({ kind: 'done' });
    expect(bench.asked(order).map(({ units }) => units)).toEqual([{ TEE: 2 }]);
    bench.warehouse.warehouse.count('TEE', bench.warehouse.locationId, 0);
    await bench.pull('stock');
    await bench.sync(bench.later(order, { tags: ['vip'] }));
    expect(bench.asked(order).map(({ status }) => status)).not.toContain('Cancelled');
    expect(await bench.open()).toEqual([]);
  });

  test('a line reserves where it was routed to, not where the channel assigned it', async () => {
    use(false);
    const order = bench.newOrder({ lines: [tee(2, { locationId: 'elsewhere' })] });
    await bench.sync(order);
    expect(await bench.openLines()).toMatchObject([{ location: 'main', owed: 2 }]);
    await bench.sync(bench.later(order, { tags: ['vip'] }));
    expect(await bench.openLines()).toMatchObject([{ location: 'main', owed: 2 }]);
  });
});

describe('the sweep', () => {
  const sweep = async (): Promise<void> => {
    bench.warehouse.advance(200_000);
    await bench.runJob(sweepRequests, 'all');
    await bench.run();
  };

  test('links what the ledger does not know, and tells of what no order explains', async () => {
    const order = bench.newOrder({ lines: [tee(2)] });
    await bench.record(order);
    const { target, ask } = bench.warehouse;
    const request = ask('store:o1/3', { TEE: 2 });
    const lines = request.lines.map((line) => ({ ...line, reference: 'l-tee' }));
    const there = await target.create({ ...request, lines });
    await target.create(ask('store:nobody/1', { TEE: 1 }));
    await target.create(ask('somebody-else', { TEE: 1 }));
    await sweep();
    expect(await bench.requests(order)).toMatchObject([{ number: 3, theirs: there.id }]);
    expect((await bench.open()).map(({ type, subject }) => [type, subject])).toContainEqual([
      'unknown-request',
      'store:nobody/1',
    ]);
  });

  test('what it told of is over once the order is known after all, and was asked for by its own job', async () => {
    const order = bench.newOrder({ lines: [tee(2)] });
    const { target, ask } = bench.warehouse;
    const request = ask(`store:${order.id}/1`, { TEE: 2 });
    await target.create({
      ...request,
      lines: request.lines.map((line) => ({ ...line, reference: 'l-tee' })),
    });
    await sweep();
    expect((await bench.open()).map(({ type }) => type)).toEqual(['unknown-request']);
    await bench.sync(order);
    expect(bench.asked(order)).toHaveLength(1);
    await sweep();
    expect(await bench.open()).toEqual([]);
  });

  test('asks again for what is gone, under its own reference', async () => {
    const order = bench.newOrder({ lines: [tee(2)] });
    await bench.sync(order);
    bench.warehouse.state.orders.delete(bench.warehouse.idOf('store:o1/1'));
    await sweep();
    expect(bench.asked(order).map(({ reference }) => reference)).toEqual(['store:o1/1']);
  });

  test.each(['channel', 'rules'] as const)(
    'wakes an order whose mark was lost, and lets one sleep that ships from elsewhere, by %s',
    async (by) => {
      const [main] = bench.settings.locations;
      if (main === undefined) throw new TypeError('there is no location');
      const shop = {
        ...main,
        name: 'shop',
        shippedBy: 'erp',
        takesRequests: false,
        shownOn: { store: 'L2' },
      };
      const rules = byRules([
        { skus: ['CUP'], shipFrom: ['shop'], stock: 'any' },
        { priority: 1, shipFrom: ['main'], stock: 'any' },
      ]);
      bench.use({ locations: [main, shop], ...(by === 'rules' ? { routing: rules } : {}) });
      const rowOf = ({ id }: Order) => {
        const ref = { job: 'request-fulfillment', connection: 'warehouse', subject: `store:${id}` };
        return bench.ledger.read((tx) => tx.work.get(ref));
      };
      const there = bench.newOrder({ lines: [tee(1, { sku: 'CUP', locationId: 'L2' })] });
      expect(await bench.sync(there)).toEqual({ kind: 'done' });
      const here = bench.newOrder({ lines: [tee(1)] });
      await bench.record(here);
      const asleep = await rowOf(there);
      // As if the news had never been marked: done, and nobody has looked at them.
      const lose = ({ id }: Order) =>
        bench.ledger.write(async (tx) => {
          const ref = { job: 'request-fulfillment', connection: 'warehouse', subjects: [`store:${id}`] };
          const now = bench.warehouse.now();
          const leased = await tx.work.lease({ ...ref, limit: 1, leaseMs: 1_000, token: 'test', now });
          expect(leased).toHaveLength(1);
          await tx.work.settle(
            leased.map((work) => ({ work, outcome: { kind: 'done' } })),
            now,
          );
        });
      await lose(here);
      await bench.runJob(sweepRequests, 'all');
      expect(await rowOf(there)).toEqual(asleep);
      expect(await rowOf(here)).toMatchObject({ cause: 'a sweep found nothing asked for' });
      // Of what an edit brought nothing has been decided by rules; by the channel it is where the channel says.
      await bench.record(bench.later(there, { lines: [...there.lines, tee(2, { id: 'l-2' })] }));
      await lose(there);
      await bench.runJob(sweepRequests, 'all');
      expect(await rowOf(there)).toMatchObject({ cause: 'a sweep found nothing asked for' });
    },
  );

  test('wakes an order that nobody was asked for, and leaves one that waits for its release', async () => {
    const order = bench.newOrder({ lines: [tee(1)] });
    await bench.record(order);
    await bench.run();
    expect(bench.asked(order)).toHaveLength(1);
    await sweep();
    expect(bench.asked(order)).toHaveLength(1);
  });
});

test('a return is recorded with its order, explained, and adds nothing itself', async () => {
  const order = bench.newOrder({ lines: [tee(1), mug(1)] });
  await bench.sync(order);
  const { warehouse, locationId, idOf } = bench.warehouse;
  const { id: shipmentId } = warehouse.ship(idOf('store:o1/1'));
  await bench.pull('stock');
  const { id } = warehouse.announceReturn({ shipmentId, locationId, units: { TEE: 1 } });
  warehouse.arriveReturn(id);
  warehouse.decideReturn(id, { sku: 'TEE', action: 'Restock', quantity: 1 });
  const before = await bench.ledger.read((tx) => tx.stock.entries('TEE', 50));
  await bench.runJob(pull, 'returns');
  const [explained] = await explainOrder(bench.ledger, order.name, bench.settings);
  expect(explained?.fulfillment.returns).toMatchObject([
    { receipt: { id: String(id), lines: [{ sku: 'TEE', restocked: 1 }] } },
  ]);
  expect(await bench.ledger.read((tx) => tx.stock.entries('TEE', 50))).toEqual(before);
  const refresh = await bench.ledger.read((tx) => tx.work.counts());
  expect(refresh.filter(({ dirty }) => dirty > 0).map(({ job }) => job)).toContain('refresh-stock');
});
