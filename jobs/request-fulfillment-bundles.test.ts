import { bundlesByPart, type Bundles } from '#domain/bundle.ts';
import { sweepRequests } from '#jobs/sweep-requests.ts';
import { explainOrder } from '#operations/explain-order.ts';
import { releaseOrder } from '#operations/hold-order.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeLine } from '#tests/support/make-order.ts';
import { mug, openRequestBench, type RequestBench, tee } from '#tests/support/request-bench.ts';

/** A set of two tees and a mug; a crate of three sets. */
const bundles: Bundles = new Map([
  ['SET', { parts: new Map(Object.entries({ TEE: 2, MUG: 1 })), stocked: false }],
  ['CRATE', { parts: new Map(Object.entries({ SET: 3 })), stocked: false }],
]);
const set = (quantity: number, change: Parameters<typeof makeLine>[0] = {}) =>
  makeLine({ id: 'l-set', sku: 'SET', quantity, inventoryItemId: 'i3', ...change });

let bench: RequestBench;
beforeEach(async () => {
  bench = await openRequestBench();
  bench.use({ stock: { ...bench.settings.stock, bundles, bundlesByPart: bundlesByPart(bundles) } });
});

type Order = ReturnType<RequestBench['newOrder']>;
const told = (order: Order) =>
  bench.asked(order).map(({ reference, status, units }) => [reference, status, units]);
const systems = { warehouses: ['warehouse'], bookedBy: [] };

/** Bundles of the order's lines that the store is told of, by parcel. */
async function published(order: Order): Promise<readonly (readonly unknown[])[]> {
  const stored = await bench.ledger.read((tx) => tx.shipments.ofOrder('store', order.id));
  const untold = new Map((await bench.untold(order)).map((one) => [one.stored.shipment.id, one.shipment]));
  const parcels = stored.map(({ shipment: { id } }) => untold.get(id)?.lines ?? []);
  return parcels.map((lines) => lines.map(({ reference, quantity }) => [reference, quantity]));
}

const ship = (reference: string, units?: Readonly<Record<string, number>>) => {
  const id = bench.warehouse.idOf(reference);
  bench.warehouse.warehouse.ship(id, units === undefined ? {} : { units });
};

describe('asking', () => {
  test('a bundle is asked for by its parts, beside lines of the same items', async () => {
    const crate = makeLine({ id: 'l-crate', sku: 'CRATE', quantity: 1, inventoryItemId: 'i4' });
    const order = bench.newOrder({ lines: [tee(1), set(2), crate] });
    expect(await bench.sync(order)).toEqual({ kind: 'done' });
    expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 11, MUG: 5 }]]);
    expect(await bench.requests(order)).toMatchObject([
      {
        lines: [
          { lineId: 'l-tee', quantity: 1 },
          { lineId: 'l-set', quantity: 2, parts: [{ each: 2, quantity: 4 }, { each: 1 }] },
          { lineId: 'l-crate', quantity: 1, parts: [{ each: 6 }, { each: 3 }] },
        ],
      },
    ]);
    // Whoever looks again finds nothing to correct.
    await bench.pull('requests');
    await bench.sync(bench.later(order, { tags: ['vip'] }));
    expect(bench.asked(order)).toHaveLength(1);
  });

  test('a bundle that is assembled ahead is asked for as itself', async () => {
    const stocked: Bundles = new Map([...bundles, ['SET', { parts: new Map([['TEE', 2]]), stocked: true }]]);
    bench.use({
      stock: { ...bench.settings.stock, bundles: stocked, bundlesByPart: bundlesByPart(stocked) },
    });
    bench.warehouse.warehouse.addItem({ sku: 'SET', onHand: { [bench.warehouse.locationId]: 9 } });
    await bench.pull('catalog');
    const order = bench.newOrder({ lines: [set(2)] });
    await bench.sync(order);
    expect(told(order)).toEqual([['store:o1/1', 'Processing', { SET: 2 }]]);
  });

  test('the configuration decides: an item of the warehouse with the SKU of the bundle is left alone', async () => {
    bench.warehouse.warehouse.addItem({ sku: 'SET', onHand: { [bench.warehouse.locationId]: 9 } });
    await bench.pull('catalog');
    const order = bench.newOrder({ lines: [set(1)] });
    await bench.sync(order);
    expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 2, MUG: 1 }]]);
  });

  test('a part that the warehouse does not have parks the order and names it with its bundle', async () => {
    const odd: Bundles = new Map([['SET', { parts: new Map([['PAN', 1]]), stocked: false }]]);
    bench.use({ stock: { ...bench.settings.stock, bundles: odd, bundlesByPart: bundlesByPart(odd) } });
    await expect(bench.sync(bench.newOrder({ lines: [set(1)] }))).rejects.toThrow(
      /one item for PAN \(a part of bundle SET\): create/u,
    );
  });

  test('one bundle fewer withdraws the request and asks for the parts of the rest', async () => {
    const order = bench.newOrder({ lines: [set(3)] });
    await bench.sync(order);
    await bench.sync(bench.later(order, { lines: [set(2)] }));
    expect(told(order)).toEqual([
      ['store:o1/1', 'Cancelled', { TEE: 6, MUG: 3 }],
      ['store:o1/2', 'Processing', { TEE: 4, MUG: 2 }],
    ]);
  });

  test('a ledger that lost the request finds it again by its references, and asks for nothing twice', async () => {
    const order = bench.newOrder({ lines: [set(2)] });
    const other = await openRequestBench();
    await bench.sync(order);
    const [kept] = await bench.requests(order);
    // The same warehouse, and a ledger to which the order is new: it links what the sweep sees.
    const listed = bench.warehouse.target.all();
    Object.assign(other.warehouse.target, { all: () => listed });
    await other.record(order);
    await other.runJob(sweepRequests, 'all');
    expect(await other.requests(order)).toMatchObject([{ theirs: kept?.theirs, lines: kept?.lines }]);
  });
});

describe('shipping', () => {
  test('parts alone tell the store nothing; the parcel that makes a bundle whole tells it', async () => {
    const order = bench.newOrder({ lines: [set(2), mug(1)] });
    await bench.sync(order);
    ship('store:o1/1', { TEE: 3, MUG: 1 });
    await bench.pull('shipments');
    await bench.pull('requests');
    expect(await published(order)).toEqual([[['l-set', 1]]]);
    expect(await bench.requests(order)).toMatchObject([
      {
        state: 'accepted',
        lines: [
          { lineId: 'l-set', shipped: 1 },
          { lineId: 'l-mug', shipped: 0 },
        ],
      },
    ]);
    const [explained] = await explainOrder(bench.ledger, order.name, bench.settings);
    expect(JSON.stringify(explained)).toContain('1 of 3 units left, and 1 units of parts of a bundle');
    ship('store:o1/1');
    await bench.pull('shipments');
    await bench.pull('requests');
    expect(await published(order)).toEqual([
      [['l-set', 1]],
      [
        ['l-mug', 1],
        ['l-set', 1],
      ],
    ]);
    expect(await bench.openLines()).toEqual([]);
    expect(await bench.open()).toEqual([]);
  });

  test('a parcel of parts alone is told to nobody', async () => {
    const order = bench.newOrder({ lines: [set(1)] });
    await bench.sync(order);
    ship('store:o1/1', { MUG: 1 });
    await bench.pull('shipments');
    const [stored] = await bench.ledger.read((tx) => tx.shipments.ofOrder('store', order.id));
    expect(stored?.shipment).toMatchObject({ lines: [], parts: [{ lineId: 'l-set', quantity: 1 }] });
    expect(await bench.untold(order)).toEqual([]);
  });

  test('a part that left is taken off once, by the count, whether or not its bundle is whole', async () => {
    const order = bench.newOrder({ lines: [set(1)] });
    await bench.pull('stock');
    await bench.sync(order);
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([98, 99]);
    ship('store:o1/1', { TEE: 2 });
    await bench.pull('stock');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([98, 99]);
    ship('store:o1/1');
    await bench.pull('stock');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([98, 99]);
  });
});

describe('parts without their bundle', () => {
  const canceled = (order: Order) =>
    bench.later(order, { canceledAt: 5, lines: [set(0, { orderedQuantity: 1 })] });

  /** The tees have left, and the merchant cancels the rest at the warehouse; nobody has counted since. */
  async function strand(): Promise<Order> {
    await bench.pull('stock');
    const order = bench.newOrder({ lines: [set(1)] });
    await bench.sync(order);
    ship('store:o1/1', { TEE: 2 });
    bench.warehouse.warehouse.cancel(bench.warehouse.idOf('store:o1/1'));
    bench.warehouse.advance(10_000);
    return order;
  }

  test('a canceled order holds back what left of its bundle until it is counted, and then nothing more', async () => {
    const order = await strand();
    await bench.sync(canceled(order));
    // The last count is from before the tees left.
    expect(await bench.available('TEE')).toBe(98);
    expect(await bench.open()).toMatchObject([{ type: 'shipped-unwanted' }]);
    await bench.pull('stock');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([98, 100]);
  });

  test('an order that is canceled after its bundle was left in parts gives back what is still there', async () => {
    const order = await strand();
    await bench.pull('requests');
    await bench.pull('stock');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([96, 99]);
    await bench.sync(canceled(order));
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([98, 100]);
  });

  test('an order that still wants the bundle keeps it reserved, is asked for again, and ends reserving nothing', async () => {
    const order = await strand();
    await bench.pull('stock');
    await bench.pull('requests');
    expect(await bench.open()).toMatchObject([
      {
        type: 'canceled-in-warehouse',
        detail: expect.stringContaining('parts of a bundle had left') as string,
      },
    ]);
    const toCount = await bench.ledger.read((tx) => tx.work.countDirty('refresh-stock', 'warehouse', 9));
    expect(toCount).toBe(2);
    await bench.pull('stock');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([96, 99]);
    await releaseOrder(bench.ledger, 'store:o1', { by: 'ada', systems });
    await bench.run();
    expect(told(order).at(-1)).toEqual(['store:o1/2', 'Processing', { TEE: 2, MUG: 1 }]);
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([96, 99]);
    ship('store:o1/2');
    await bench.pull('stock');
    await bench.pull('requests');
    expect([await bench.available('TEE'), await bench.available('MUG')]).toEqual([96, 99]);
    const open = (await bench.openLines()).map(
      ({ owed, statements }) => owed - statements.reduce((sum, { quantity }) => sum + quantity, 0),
    );
    expect(open).toEqual([0]);
    expect(await published(order)).toContainEqual([['l-set', 1]]);
  });
});
