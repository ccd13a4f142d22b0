import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultScopes } from '#connectors/shopify/sandbox/options.ts';
import { ANNOUNCING_SCOPES } from '#connectors/shipbob/sandbox/start.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { withSettings } from '#tests/support/story-config.ts';
import { startStoryWarehouse, type StoryWarehouse, WAREHOUSE } from '#tests/support/story-warehouse.ts';
import {
  ada,
  databases,
  openWorld,
  STORE,
  storyEnvironment,
  type StoryWorld,
} from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const PATIENCE_MS = 90_000;
const UNITS = 20;

// Both ledgers wait at the same time.
describe.concurrent.each(databases)(
  'what comes back to a warehouse that is told of it, on %s',
  (database) => {
    let world: StoryWorld;
    let warehouse: StoryWarehouse;

    beforeAll(async () => {
      warehouse = await startStoryWarehouse(['SKU-1'], UNITS, { scopes: ANNOUNCING_SCOPES });
      world = await openWorld({
        database,
        products: 1,
        units: UNITS,
        shopify: { scopes: [...defaultScopes, 'read_returns'] },
        change: (written) => ({
          ...written,
          connections: {
            ...withSettings(written, { [STORE]: { returns: true } }),
            [WAREHOUSE]: {
              ...warehouse.connection,
              settings: { ...warehouse.connection.settings, announceReturns: true },
            },
          },
          locations: {
            ...written.locations,
            east: {
              authority: { connection: WAREHOUSE, locationId: warehouse.locationId },
              shownOn: { ...written.locations['east']?.shownOn },
            },
          },
        }),
      });
    }, 120_000);
    afterAll(async () => {
      await world.close();
      await warehouse.sandbox.close();
    });

    const announced = () =>
      warehouse.sandbox.books.returns().map(({ status, unitsBySku }) => [status, unitsBySku]);
    const returnsOf = async (id: string) =>
      (await world.ledger.read((tx) => tx.orders.get(STORE, id)))?.order.returns?.map(({ status }) => status);
    const explain = async (id: string): Promise<readonly string[]> => {
      const args = ['explain', 'order', id, '--json', '--config', world.configFile];
      const { out } = await runCommand(args, world.folder, { ...storyEnvironment(world.folder) });
      const [found] = JSON.parse(out) as { readonly chain: readonly { readonly what: string }[] }[];
      return found?.chain.map(({ what }) => what) ?? [];
    };

    test(
      'it is announced when the store agrees, withdrawn when the store calls it off, and what arrives raises stock once it is counted',
      { timeout: 5 * PATIENCE_MS },
      async () => {
        const { shop } = world.store.sandbox;
        const id = world.store.sell({
          lines: [{ sku: 'SKU-1', quantity: 3, taxes: [{ title: 'VAT', rate: 0.2 }] }],
          customer: ada,
          locationId: world.store.locations['east'],
        });
        const reference = `${STORE}:${id}`;
        await eventually(() => warehouse.requests(reference).length, PATIENCE_MS).toBe(1);
        warehouse.ship(reference, { 'SKU-1': 3 }, '1Z-OUT');
        await eventually(() => shop.shippedUnits(id, 'SKU-1'), PATIENCE_MS).toBe(3);

        const first = shop.requestReturn(id, { lines: [{ sku: 'SKU-1', quantity: 1 }] });
        await eventually(() => returnsOf(id), PATIENCE_MS).toEqual(['requested']);
        expect(announced()).toEqual([]);
        shop.approveReturn(first);
        await eventually(announced, PATIENCE_MS).toEqual([['Awaiting Arrival', { 'SKU-1': 1 }]]);
        shop.cancelReturn(first);
        await eventually(announced, PATIENCE_MS).toEqual([['Cancelled', { 'SKU-1': 1 }]]);

        shop.approveReturn(shop.requestReturn(id, { lines: [{ sku: 'SKU-1', quantity: 2 }] }));
        await eventually(() => announced()[1], PATIENCE_MS).toEqual(['Awaiting Arrival', { 'SKU-1': 2 }]);
        const [, made] = warehouse.sandbox.books.returns();
        if (made === undefined) throw new TypeError('there is no second return');
        const there = { sku: 'SKU-1', action: 'Restock', quantity: 2 } as const;
        warehouse.sandbox.warehouse.arriveReturn(made.id);
        expect(world.store.available('SKU-1', 'east')).toBe(UNITS - 3);
        warehouse.sandbox.warehouse.decideReturn(made.id, there);
        warehouse.sandbox.warehouse.completeReturn(made.id);
        await eventually(() => world.store.available('SKU-1', 'east'), PATIENCE_MS).toBe(UNITS - 1);
        expect(announced()).toHaveLength(2);
        await eventually(() => explain(id), PATIENCE_MS).toContain(
          `return ${made.id} (${made.reference}) completed: 2 of 2 units restocked`,
        );
        expect(made.reference).toMatch(new RegExp(`^${shop.order(id).name}-R2/[0-9a-f]{10}$`));
      },
    );
  },
);
