import { demoConfiguration } from '#config/demo.ts';
import type { VendorAddresses } from '#tests/chaos/vendors/acts.ts';

/** The longest that an effect of a call of ours may still come: what a call may wait, live, and be late. */
const QUARANTINE_MS = 12_000;

export interface EnginePlaces {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Where the engine listens. */
  readonly port: number;
  /** Where the vendors find it. */
  readonly doorUrl: string;
  readonly storeUrl: string;
  readonly erpUrl: string;
  readonly vendors: VendorAddresses;
  readonly ordersFrom: Date;
  readonly sealingKey: string;
}

/** A configuration as a case may change it before it is written. */
export interface Written extends Record<string, unknown> {
  readonly connections: Readonly<Record<'store' | 'erp', { readonly settings: Record<string, unknown> }>>;
}

/** The demo's settings, with every address behind a proxy and every credential in a file that a case may change. */
export function chaosConfiguration(places: EnginePlaces): Written {
  const { vendors, port } = places;
  // Its type allows every form that a merchant may write; the demo writes the plain one.
  const written = demoConfiguration({
    ...vendors,
    dataDir: places.dataDir,
    databaseUrl: places.databaseUrl,
    port,
    ordersFrom: places.ordersFrom,
    skus: 1,
    stores: [{ ...vendors.store, url: places.storeUrl }],
    erp: { ...vendors.erp, url: places.erpUrl },
  }) as unknown as Written;
  const { store, erp } = written.connections;
  return {
    ...written,
    redisUrl: places.redisUrl,
    publicUrl: places.doorUrl,
    sealingKey: places.sealingKey,
    connections: {
      store: withSettings(store, { clientSecret: { secretFromEnv: 'CHAOS_STORE_SECRET' } }),
      erp: withSettings(erp, { apiKey: { secretFromEnv: 'CHAOS_ERP_KEY' } }),
    },
  };
}

function withSettings(
  connection: Written['connections']['store'],
  change: Record<string, unknown>,
): Written['connections']['store'] {
  return { ...connection, settings: { ...connection.settings, quarantineMs: QUARANTINE_MS, ...change } };
}

/** A file that imports nothing, so it may lie in any folder. */
export function toConfigurationFile(written: Written): string {
  return `export default ${JSON.stringify(written, null, 2)};\n`;
}
