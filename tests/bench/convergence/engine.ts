import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findFreePort, startEngine } from '#demo/engine-process.ts';
import { readPeakBytes } from '../bench-process.ts';

/** What the vendors tell of themselves. */
export const vendorWorld = z.object({
  storeUrl: z.url(),
  erpUrl: z.url(),
  locationId: z.string(),
  taxId: z.int(),
  database: z.string(),
  login: z.string(),
  apiKey: z.string(),
});
export type VendorWorld = z.output<typeof vendorWorld>;

/** Runs at once per connection, and calls at once to the ERP: the same number for both sides. */
export const CONCURRENCY = 8;

/** Syncline as its users run it. */
export interface Engine {
  /** "Look for new orders now", as `syncline pull store` says it. */
  pullOrders(): Promise<void>;
  peakBytes(): number;
  stop(): Promise<void>;
}

export async function startBenchEngine(folder: string, world: VendorWorld): Promise<Engine> {
  const port = await findFreePort();
  const configFile = join(folder, 'syncline.config.ts');
  writeFileSync(configFile, `export default ${JSON.stringify(configurationOf(world, port), null, 2)};\n`);
  const engine = await startEngine({ configFile, dataDir: folder, logFile: join(folder, 'engine.log'), port });
  return {
    pullOrders: async () => {
      const { url, token } = z
        .object({ url: z.url(), token: z.string() })
        .parse(JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')));
      const answer = await fetch(`${url}/control/pull`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ connection: 'store' }),
      });
      if (!answer.ok || (await answer.text()).includes('"error"')) throw new Error('the pull was refused');
    },
    peakBytes: () => readPeakBytes(engine.pid()),
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
        // The largest bucket: what is measured is the engine, not the waiting for a limit.
        settings: { shop: 'bench.myshopify.com', url: world.storeUrl, accessToken: 'shpat_bench', plan: 'enterprise' },
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
      main: { authority: { connection: 'erp', locationId: '1' }, shownOn: { store: world.locationId } },
    },
    channels: { store: { bookedBy: 'erp', ordersFrom: '2020-01-01' } },
    brake: { share: 1, cellsMin: 1_000 },
    // Nothing comes by itself: each measured run begins with a pull that is asked for.
    intervals: { pullOrders: '1d', pullStock: '1d', pullCatalog: '1d' },
    worker: { concurrency: CONCURRENCY },
  };
}
