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
  /** Where it finds them: with the proxies' addresses. */
  readonly vendors: VendorAddresses;
  readonly ordersFrom: Date;
  readonly sealingKey: string;
}

/** The connection of the first store, by whose name its orders are known everywhere. */
export const STORE = 'store-us';
export const ERP = 'erp';

interface WrittenConnection {
  readonly settings: Record<string, unknown>;
}

/** A configuration as a case may change it before it is written. */
export interface Written extends Record<string, unknown> {
  readonly connections: Readonly<Record<typeof STORE | typeof ERP, WrittenConnection>>;
}

/** The demo's settings, with every address behind a proxy and the credentials that a case may change in files. */
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
  }) as unknown as Written;
  const connections = Object.fromEntries(
    Object.entries(written.connections).map(([name, one]) => [
      name,
      withSettings(one, { quarantineMs: QUARANTINE_MS }),
    ]),
  ) as Written['connections'];
  return {
    ...written,
    redisUrl: places.redisUrl,
    publicUrl: places.doorUrl,
    sealingKey: places.sealingKey,
    connections: {
      ...connections,
      [STORE]: withSettings(connections[STORE], { clientSecret: { secretFromEnv: 'CHAOS_STORE_SECRET' } }),
      [ERP]: withSettings(connections[ERP], { apiKey: { secretFromEnv: 'CHAOS_ERP_KEY' } }),
    },
  };
}

function withSettings(connection: WrittenConnection, change: Record<string, unknown>): WrittenConnection {
  return { ...connection, settings: { ...connection.settings, ...change } };
}

/** A file that imports nothing, so it may lie in any folder. */
export function toConfigurationFile(written: Written): string {
  return `export default ${JSON.stringify(written, null, 2)};\n`;
}
