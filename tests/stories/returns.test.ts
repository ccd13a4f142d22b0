import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { defaultScopes } from '#connectors/shopify/sandbox/options.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { withSettings } from '#tests/support/story-config.ts';
import {
  databases,
  openWorld,
  STORE,
  storyEnvironment,
  type StoryWorld,
} from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const PATIENCE_MS = 90_000;
const VAT = [{ title: 'VAT', rate: 0.2 }];

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('what comes back, on %s', (database) => {
  let world: StoryWorld;

  beforeAll(async () => {
    world = await openWorld({
      database,
      change: (written) => ({
        ...written,
        connections: withSettings(written, { [STORE]: { returns: true } }),
      }),
      shopify: { scopes: [...defaultScopes, 'read_returns'] },
    });
  }, 120_000);
  afterAll(() => world.close());

  const notesOf = (id: string) =>
    world.erp.sandbox.erp.creditNotes().filter(({ ref }) => ref.startsWith(`${STORE}:${id}/refund/`));
  const bookedOf = (id: string) =>
    world.erp.bookings(id).flatMap(({ lines }) => lines.map(({ sku, quantity }) => [sku, quantity]));
  const returnsOf = async (id: string) =>
    (await world.ledger.read((tx) => tx.orders.get(STORE, id)))?.order.returns;
  const chainOf = async (id: string) => {
    const args = ['explain', 'order', id, '--json', '--config', world.configFile];
    const { out } = await runCommand(args, world.folder, { ...storyEnvironment(world.folder) });
    const explained = JSON.parse(out) as readonly {
      readonly chain: readonly { readonly what: string }[];
    }[];
    return explained[0]?.chain.map(({ what }) => what) ?? [];
  };

  async function sellAndShip(sku: string): Promise<string> {
    const id = world.store.sellOne(sku, 3);
    await eventually(() => world.erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
    world.erp.ship(id, `T-${sku}`);
    await eventually(() => world.store.sandbox.shop.shippedUnits(id, sku)).toBe(3);
    return id;
  }

  test(
    'an exchange: what goes out is booked, shipped and told once, what came for it is credited, and only a count raises stock',
    { timeout: 4 * PATIENCE_MS, concurrent: false },
    async () => {
      const { shop } = world.store.sandbox;
      const id = await sellAndShip('SKU-1');
      await eventually(() => world.store.available('SKU-1', 'main'), PATIENCE_MS).toBe(17);
      const returnId = shop.requestReturn(id, {
        lines: [{ sku: 'SKU-1', quantity: 2, reason: 'too-tight' }],
        exchanges: [{ sku: 'SKU-2', quantity: 2, taxes: VAT }],
      });
      await eventually(() => returnsOf(id), PATIENCE_MS).toMatchObject([{ status: 'requested' }]);
      shop.approveReturn(returnId);
      await eventually(() => returnsOf(id), PATIENCE_MS).toMatchObject([{ status: 'open' }]);
      expect(bookedOf(id)).toEqual([['SKU-1', 3]]);

      // The store puts them on its own shelf; the ERP, which counts, has not seen them yet.
      const locationId = world.store.locations['main'] ?? '';
      shop.disposeReturn(returnId, { sku: 'SKU-1', quantity: 2, type: 'RESTOCKED', locationId });
      expect(world.store.available('SKU-1', 'main')).toBe(19);
      await eventually(() => world.store.available('SKU-1', 'main'), PATIENCE_MS).toBe(17);
      world.erp.receive('SKU-1', 2);
      await eventually(() => world.store.available('SKU-1', 'main'), PATIENCE_MS).toBe(19);

      shop.processReturn(returnId);
      await eventually(() => bookedOf(id), PATIENCE_MS).toEqual([
        ['SKU-1', 3],
        ['SKU-2', 2],
      ]);
      await eventually(() => notesOf(id), PATIENCE_MS).toMatchObject([
        { ref: `${STORE}:${id}/refund/${returnId}` },
      ]);
      await eventually(() => world.store.available('SKU-2', 'main'), PATIENCE_MS).toBe(18);
      world.erp.ship(id, 'T-NEW');
      await eventually(() => shop.shippedUnits(id, 'SKU-2'), PATIENCE_MS).toBe(2);
      shop.closeReturn(returnId);
      await eventually(() => returnsOf(id), PATIENCE_MS).toMatchObject([{ status: 'closed' }]);

      expect(shop.shippedUnits(id, 'SKU-1')).toBe(3);
      await eventually(() => world.store.available('SKU-1', 'main'), PATIENCE_MS).toBe(19);
      const [note] = notesOf(id);
      expect(note?.lines.find(({ sku }) => sku === 'SKU-1')).toMatchObject({ quantity: 2 });
      const earned =
        (world.erp.bookings(id)[0]?.totalMinor ?? 0) -
        notesOf(id).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
      expect(earned).toBe(amountsOf(shop.order(id)).currentTotal.shop);
      const chain = await chainOf(id);
      const name = `${shop.order(id).name}-R1`;
      expect(chain).toContain(`return ${name} closed`);
      expect(chain.filter((what) => what.startsWith(`return ${name} closed: -2 SKU-1`))).toHaveLength(1);
    },
  );

  test(
    'a return that was declined, and one that was canceled, leave booking, credit notes and stock as they were',
    { timeout: 3 * PATIENCE_MS, concurrent: false },
    async () => {
      const { shop } = world.store.sandbox;
      const id = await sellAndShip('SKU-3');
      const before = bookedOf(id);
      const declined = shop.requestReturn(id, { lines: [{ sku: 'SKU-3', quantity: 1 }] });
      shop.declineReturn(declined);
      const canceled = shop.requestReturn(id, {
        lines: [{ sku: 'SKU-3', quantity: 1 }],
        exchanges: [{ sku: 'SKU-4', quantity: 1, taxes: VAT }],
      });
      shop.approveReturn(canceled);
      shop.cancelReturn(canceled);
      await eventually(() => returnsOf(id), PATIENCE_MS).toMatchObject([
        { id: declined, status: 'declined' },
        { id: canceled, status: 'canceled' },
      ]);
      await eventually(() => world.store.available('SKU-3', 'main'), PATIENCE_MS).toBe(17);
      expect(bookedOf(id)).toEqual(before);
      expect(notesOf(id)).toEqual([]);
      expect(world.store.available('SKU-4', 'main')).toBe(20);
    },
  );
});
