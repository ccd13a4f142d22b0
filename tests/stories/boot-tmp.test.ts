import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '#app/app.ts';
import { connectors } from '#connectors/registry.ts';
import { loadConfiguration } from '#config/load.ts';
import { roles } from '#config/roles.ts';
import { storyConfiguration, toConfigurationFile } from '#tests/support/story-config.ts';
import { startStoryErp } from '#tests/support/story-erp.ts';
import { openStoryLedger } from '#tests/support/story-ledger.ts';
import { findFreePort } from '#tests/support/story-redis.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

test.each(['sqlite', 'postgres'])('boots on %s', async (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-story-'));
  const erp = await startStoryErp();
  const database = kind === 'postgres' ? await createTestDatabase() : null;
  erp.sandbox.erp.addProduct({ sku: 'A', priceMinor: 100, onHand: { WH: 5, EAST: 3 } });
  const port = await findFreePort();
  const dead = await findFreePort();
  const conf = storyConfiguration({
    dataDir: join(folder, 'data'), databaseUrl: database?.url ?? null, redisUrl: null, port,
    store: { url: `http://127.0.0.1:${dead}`, shop: 'acme.myshopify.com', clientId: 'x', clientSecret: 'y' },
    erp: { url: erp.sandbox.url, database: erp.sandbox.database, login: erp.sandbox.login },
    places: { main: { warehouseId: '1', locationId: 'gid://shopify/Location/1' }, east: { warehouseId: erp.warehouseIds.east, locationId: 'gid://shopify/Location/2' } },
    taxes: erp.taxes,
  });
  const file = join(folder, 'syncline.config.ts');
  writeFileSync(file, toConfigurationFile(conf));
  const loaded = await loadConfiguration({ connectors, path: file, environment: { STORY_STORE_SECRET: 's', STORY_ERP_KEY: erp.sandbox.apiKey } });
  const app = await createApp({ loaded, roles });
  const ledger = openStoryLedger(loaded.configuration);
  try {
    await app.start();
    await expect.poll(async () => (await ledger.read((tx) => tx.stock.pageReadings('erp', null, 10))).map((r) => [r.sku, r.location, r.quantity]), { timeout: 10_000 }).toEqual([['A', 'east', 3], ['A', 'main', 5]]);
    console.log(JSON.stringify(await ledger.read((tx) => tx.work.counts())));
    console.log(JSON.stringify(await ledger.parked()));
  } finally {
    await ledger.close();
    await app.stop();
    await erp.sandbox.close();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
