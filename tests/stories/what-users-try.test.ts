import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { ada, databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';
import { type Attempt, type Outcome, whatUsersTry } from './what-users-try.ts';
import { attempts, type Trial } from './users-attempts.ts';

const SETTLE_MS = 60_000;

describe.each(databases)('what users will try, on %s', (database) => {
  let world: StoryWorld;
  const trials = new Map<Attempt, Trial>();
  beforeAll(async () => {
    world = await openWorld({ database, units: 500 });
    for (const [name, attempt] of Object.entries(attempts)) trials.set(name as Attempt, await attempt(world));
  }, 90_000);
  afterAll(() => world.close());

  test.each(Object.entries(whatUsersTry) as [Attempt, Outcome][])(
    '%s',
    { timeout: SETTLE_MS + 5_000 },
    async (name, outcome) => {
      const trial = trials.get(name);
      if (trial === undefined) throw new Error(`nobody tried ${name}`);
      await outcomes[outcome.is](world, trial, outcome);
    },
  );

  test('and an order of the most common kind, after all that', { timeout: SETTLE_MS }, async () => {
    const id = world.store.sell({
      lines: [{ sku: 'SKU-6', quantity: 1 }],
      customer: ada,
      locationId: world.store.locations['main'],
    });
    await eventually(() => world.erp.bookings(id).map((booking) => booking.state), SETTLE_MS).toEqual([
      'sale',
    ]);
  });
});

type Check = (world: StoryWorld, trial: Trial, outcome: Outcome) => Promise<void>;

const outcomes: Readonly<Record<Outcome['is'], Check>> = {
  async booked({ erp, store }, trial) {
    const id = orderOf(trial);
    await eventually(() => erp.bookings(id).map((booking) => booking.state), SETTLE_MS).toEqual(['sale']);
    const order = store.find(id);
    if (order === undefined) throw new Error(`the store has no order ${id}`);
    const [booking] = erp.bookings(id);
    expect(booking?.totalMinor).toBe(amountsOf(order).currentTotal.shop);
    expect(booking?.currency).toBe(order.currency);
  },
  async parked({ ledger }, trial, outcome) {
    if (outcome.is !== 'parked') return;
    if (outcome.what === 'event') {
      await eventually(
        () => ledger.read(async (tx) => (await tx.events.parked(10)).map((event) => event.reason).join('; ')),
        SETTLE_MS,
      ).toMatch(outcome.reason);
      return;
    }
    const subject =
      trial.kind === 'stock' ? `${trial.inventoryItemId}@${trial.locationId}` : `store:${orderOf(trial)}`;
    await eventually(async () => (await ledger.parked())[subject] ?? '', SETTLE_MS).toMatch(outcome.reason);
  },
  refused(_world, trial, outcome) {
    expect(trial).toEqual({ kind: 'answer', status: outcome.is === 'refused' ? outcome.status : 0, rows: 0 });
    return Promise.resolve();
  },
  async 'left out'({ erp, ledger }, trial) {
    const id = orderOf(trial);
    // A later order is booked by now, so the engine has had its chance.
    await eventually(() => erp.sandbox.erp.saleOrders().length, SETTLE_MS).toBeGreaterThan(10);
    expect(erp.bookings(id)).toEqual([]);
    expect((await ledger.parked())[`store:${id}`]).toBeUndefined();
  },
  async 'not shown'({ ledger }, trial) {
    if (trial.kind !== 'stock') throw new Error('this is about a number in the store');
    const { inventoryItemId, locationId } = trial;
    const cells = [{ inventoryItemId, locationId }];
    const scheme = { bundles: new Map(), authorities: new Map() };
    await eventually(
      async () => [...(await ledger.read((tx) => tx.stock.places('store', cells, scheme))).values()],
      SETTLE_MS,
    ).toMatchObject([{ locationActive: false }]);
    expect((await ledger.parked())[`${inventoryItemId}@${locationId}`]).toBeUndefined();
  },
  async shown({ store }, trial, outcome) {
    if (trial.kind !== 'stock' || outcome.is !== 'shown')
      throw new Error('this is about a number in the store');
    // What others have ordered of it meanwhile is owed, and stands below zero.
    const offered = () => Math.max(0, store.available(trial.sku, trial.place) ?? Number.NaN);
    await eventually(offered, SETTLE_MS).toBe(outcome.units);
  },
};

function orderOf(trial: Trial): string {
  if (trial.kind !== 'order') throw new Error('this is about an order');
  return trial.id;
}
