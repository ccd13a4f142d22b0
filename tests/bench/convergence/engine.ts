import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startEngine } from '#demo/engine-process.ts';
import { findFreePort } from '#machine/free-port.ts';
import { readCpuMs, readPeakBytes } from '../bench-process.ts';
import { SHOP_DOMAIN, type VendorWorld } from './vendor-world.ts';

/** Runs at once per connection, and calls at once to the ERP: the same number for both sides. */
export const CONCURRENCY = 8;

/** Syncline as its users run it. */
export interface Engine {
  /** "Look for new orders now", as `syncline pull store` says it. */
  pullOrders(): Promise<void>;
  peakBytes(): number;
  cpuMs(): number;
  stop(): Promise<void>;
}

export async function startBenchEngine(folder: string, world: VendorWorld): Promise<Engine> {
  const port = await findFreePort();
  const configFile = join(folder, 'syncline.config.ts');
  writeFileSync(configFile, `export default ${JSON.stringify(configurationOf(world, port), null, 2)};\n`);
  const engine = await startEngine({
    configFile,
    dataDir: folder,
    logFile: join(folder, 'engine.log'),
    port,
  });
  return {
    pullOrders: async () => {
      const { url, token } = z
        .object({ url: z.url(), token: z.string() })
        .parse(JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')));
      const answer = await fetch(`${url}/control/pull`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          connection: 'close',
        },
        body: JSON.stringify({ connection: 'store' }),
      });
      if (!answer.ok || (await answer.text()).includes('"error"')) throw new Error('the pull was refused');
    },
    peakBytes: () => readPeakBytes(engine.pid()),
    cpuMs: () => readCpuMs(engine.pid()),
    stop: () => engine.stop(),
  };
}

function configurationOf(world: VendorWorld, port: number) {
  return {
    dataDir: '.',
    server: { host: '127.0.0.1', port },
    connections: {
      store: {
        connector: 'shopify',
        settings: {
          shop: SHOP_DOMAIN,
          url: world.storeUrl,
          accessToken: world.accessToken,
          plan: 'enterprise',
        },
      },
      erp: {
        connector: 'odoo',
        settings: {
          url: world.erpUrl,
          database: world.database,
          login: world.login,
          apiKey: world.apiKey,
          taxes: { '0.08': world.taxId },
          concurrency: CONCURRENCY,
        },
      },
    },
    locations: {
      main: {
        authority: { connection: 'erp', locationId: world.warehouseId },
        shownOn: { store: world.storeLocationId },
      },
    },
    channels: { store: { bookedBy: 'erp', ordersFrom: '2020-01-01' } },
    brake: { share: 1, cellsMin: 1_000 },
    // Nothing comes by itself: each measured run begins with a pull that is asked for.
    intervals: { pullOrders: '1d', pullStock: '1d', pullCatalog: '1d' },
    worker: { concurrency: CONCURRENCY },
  };
}
