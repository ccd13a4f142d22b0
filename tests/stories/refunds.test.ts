import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { createAimedFaults } from '#tests/support/story-faults.ts';
import { databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually, until } from '#tests/support/until.ts';

const CREATE = /^account\.move\.load$/;
const PATIENCE_MS = 60_000;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('money that goes back, on %s', (database) => {
  const faults = createAimedFaults(4);
  let world: StoryWorld;

  beforeAll(async () => {
    world = await openWorld({
      database,
      faults: { erp: faults },
      change: (written) => ({
        ...written,
        channels: { [STORE]: { ...written.channels[STORE], refunds: 'post' } },
      }),
    });
  }, 120_000);
  afterAll(() => world.close());

  const notesOf = (id: string) =>
    world.erp.sandbox.erp.creditNotes().filter(({ ref }) => ref.startsWith(`${STORE}:${id}/refund/`));

  /** What the ERP says the store has earned with an order, and what it really kept of the payments. */
  const booksOf = (id: string) => {
    const [booking] = world.erp.bookings(id);
    const credited = notesOf(id).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    const order = world.store.sandbox.shop.order(id);
    return { earned: (booking?.totalMinor ?? 0) - credited, kept: amountsOf(order).net.shop };
  };

  async function sellAndShip(sku: string): Promise<string> {
    const id = world.store.sellOne(sku, 3);
    await eventually(() => world.erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
    world.erp.ship(id, `T-${sku}`);
    await eventually(() => world.store.sandbox.shop.shippedUnits(id, sku)).toBe(3);
    return id;
  }

  test(
    'what came back is credited exactly once, whether the first answer is lost before, after or ahead of its effect (I4, I6)',
    { timeout: 3 * PATIENCE_MS, concurrent: false },
    async () => {
      const ids = await Promise.all(['SKU-1', 'SKU-2', 'SKU-3'].map(sellAndShip));
      for (const [index, kind] of (['timeout-before', 'timeout-after', 'late-effect'] as const).entries()) {
        const id = ids[index] ?? '';
        faults.aim(kind, CREATE);
        const known = faults.countOf(kind);
        world.store.sandbox.shop.refundOrder(id, `SKU-${index + 1}`, 1);
        await until(() => (faults.countOf(kind) > known ? null : `${kind} has not happened`));
      }
      await eventually(() => ids.map((id) => notesOf(id).map(({ state }) => state)), PATIENCE_MS).toEqual([
        ['posted'],
        ['posted'],
        ['posted'],
      ]);
      // Seen again and again, by webhooks, polls and sweeps, it stays credited once.
      for (const id of ids) world.store.touch(id);
      await eventually(
        async () => (await world.ledger.read((tx) => tx.events.waiting(STORE, 1))).length,
      ).toBe(0);
      for (const id of ids) {
        expect(notesOf(id)).toHaveLength(1);
        const { earned, kept } = booksOf(id);
        expect(earned).toBe(kept);
      }
    },
  );

  test(
    'goodwill is credited, units that never left are taken off the booking instead, and both leave what the store kept',
    { timeout: 2 * PATIENCE_MS, concurrent: false },
    async () => {
      const { shop } = world.store.sandbox;
      const id = world.store.sellOne('SKU-4', 3);
      await eventually(() => world.erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
      shop.refundOrder(id, 'SKU-4', 1);
      shop.refundOrder(id, { lines: [], amount: { shop: 150, presentment: 150 } });
      await eventually(() => notesOf(id), PATIENCE_MS).toMatchObject([{ state: 'posted', totalMinor: 150 }]);
      await eventually(() => world.erp.bookings(id)[0]?.lines[0]?.quantity, PATIENCE_MS).toBe(2);
      await eventually(() => booksOf(id).earned, PATIENCE_MS).toBe(booksOf(id).kept);
      expect(notesOf(id)).toHaveLength(1);
    },
  );
});
