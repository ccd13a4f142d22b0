import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#config/roles.ts';
import { findFreePort } from '#machine/free-port.ts';
import { type HttpProxy, startHttpProxy } from '#tests/chaos/proxy/http-proxy.ts';
import { startTcpProxy, type TcpProxy } from '#tests/chaos/proxy/tcp-proxy.ts';
import { type PostgresServer, startPostgresServer } from '#tests/chaos/servers/postgres-server.ts';
import { type RedisServer, startRedisServer } from '#tests/chaos/servers/redis-server.ts';
import type { Breadth, VendorAddresses } from '#tests/chaos/vendors/acts.ts';
import { startVendors, type Vendors } from '#tests/chaos/vendors/vendors.ts';
import { chaosConfiguration, toConfigurationFile, type Written } from './configuration.ts';
import { type Engine, type EngineOptions, spawnEngine, waitUntilReady } from './engine.ts';

/** All has been judged by then. */
const END_MS_MAX = 8_000;

/** `one`: one process on SQLite with a private Redis. `three`: web, worker and scheduler on PostgreSQL and Redis. */
export type Shape = 'one' | 'three';

export interface WorldOptions {
  readonly folder: string;
  readonly shape: Shape;
  readonly seed: number;
  readonly breadth: Breadth;
  /** Gives a world of one process a Redis that the case can reach; one of three always has it. */
  readonly hasOwnRedis?: boolean | undefined;
  readonly redisSettings?: Readonly<Record<string, string>> | undefined;
  /** Absent: a folder of the world. */
  readonly dataDir?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Vendors, servers, wires between them and Syncline's processes, all of one case and all on this machine. */
export interface World {
  readonly folder: string;
  readonly dataDir: string;
  readonly shape: Shape;
  readonly configFile: string;
  /** What every process of the engine finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the (first) web process listens. */
  readonly port: number;
  readonly vendors: Vendors;
  /** The vendors' own addresses, without the proxies. */
  readonly addresses: VendorAddresses;
  /** From the engine to the vendors. */
  readonly store: HttpProxy;
  readonly erp: HttpProxy;
  /** The 3PL, and the tool that writes to customers; null in a narrow world. */
  readonly center: HttpProxy | null;
  readonly mail: HttpProxy | null;
  /** From the vendors' webhooks to the engine. */
  readonly door: HttpProxy;
  readonly redis: RedisServer | null;
  readonly redisWire: TcpProxy | null;
  readonly postgres: PostgresServer | null;
  readonly postgresWire: TcpProxy | null;
  /** All that were started, ended ones too. */
  readonly engines: readonly Engine[];
  /** Starts what the shape says and waits until it is ready. */
  start(options?: Partial<EngineOptions>): Promise<void>;
  /** One more process; not waited for. */
  spawn(options?: Partial<EngineOptions>): Promise<Engine>;
  /** The living process of a role. @throws when there is none. */
  engine(role?: Role | 'all'): Engine;
  ready(engine: Engine, port?: number): Promise<void>;
  setSecret(which: 'store' | 'erp', value: string): void;
  /** Changes the configuration file; processes read it at their start. */
  rewrite(change: (written: Written) => void): void;
  /** Runs at the close, newest first, after the engines have ended. */
  atClose(close: () => Promise<unknown>): void;
  close(): Promise<void>;
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const { folder, shape } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const engines: Engine[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(engines.map((engine) => endEngine(engine)));
    for (const one of closers.splice(0).toReversed()) await one().catch(() => undefined);
  };
  const keep = <Value extends { close(): Promise<unknown> }>(value: Value): Value => {
    closers.push(() => value.close());
    return value;
  };
  try {
    mkdirSync(folder, { recursive: true });
    // PostgreSQL runs as another user when we are root, and must get to its own folder in here.
    chmodSync(folder, 0o711);
    const dataDir = options.dataDir ?? join(folder, 'data');
    const vendors = keep(startVendors());
    const addresses = await vendors.ask('open', { seed: options.seed, breadth: options.breadth });
    const [firstStore, ...otherStores] = addresses.stores;
    if (firstStore === undefined) throw new Error('the vendors have opened no store');
    const port = await findFreePort();
    const proxyTo = async (url: string): Promise<HttpProxy> => keep(await startHttpProxy(url));
    const [store, erp, door] = [
      await proxyTo(firstStore.url),
      await proxyTo(addresses.erp.url),
      await proxyTo(`http://127.0.0.1:${port}`),
    ];
    const { thirdParty, mail: tool } = addresses;
    const center = thirdParty === null ? null : await proxyTo(thirdParty.url);
    const mail = tool == null ? null : await proxyTo(tool.url);
    await vendors.ask('tellErasuresAt', door.url);
    const redis =
      shape === 'three' || options.hasOwnRedis === true
        ? await startRedisServer(join(folder, 'redis'), options.redisSettings)
        : null;
    if (redis !== null) closers.push(() => redis.kill());
    const redisWire = redis === null ? null : keep(await startTcpProxy(redis.port));
    const postgres = shape === 'three' ? await startPostgresServer(join(folder, 'postgres')) : null;
    if (postgres !== null) closers.push(() => postgres.kill());
    const postgresWire = postgres === null ? null : keep(await startTcpProxy(postgres.port));

    const secrets = { store: join(folder, 'store.secret'), erp: join(folder, 'erp.secret') };
    const setSecret = (which: 'store' | 'erp', value: string): void => writeFileSync(secrets[which], value);
    setSecret('store', firstStore.clientSecret);
    setSecret('erp', addresses.erp.apiKey);
    const configFile = join(folder, 'syncline.config.mjs');
    const written = chaosConfiguration({
      dataDir,
      databaseUrl: postgresWire && `postgres://syncline@127.0.0.1:${postgresWire.port}/postgres`,
      redisUrl: redisWire && `redis://127.0.0.1:${redisWire.port}`,
      port,
      doorUrl: door.url,
      vendors: {
        ...addresses,
        stores: [{ ...firstStore, url: store.url }, ...otherStores],
        erp: { ...addresses.erp, url: erp.url },
        thirdParty: thirdParty && center && { ...thirdParty, url: center.url },
        mail: tool && mail && { ...tool, url: mail.url },
      },
      ordersFrom: new Date(),
      sealingKey: randomBytes(32).toString('base64'),
    });
    writeFileSync(configFile, toConfigurationFile(written));
    const env = {
      CHAOS_STORE_SECRET_FILE: secrets.store,
      CHAOS_ERP_KEY_FILE: secrets.erp,
      ...options.env,
    };
    const world: World = {
      folder,
      dataDir,
      shape,
      configFile,
      env,
      port,
      vendors,
      addresses,
      store,
      erp,
      center,
      mail,
      door,
      redis,
      redisWire,
      postgres,
      postgresWire,
      engines,
      async start(more = {}) {
        const roles = shape === 'one' ? [undefined] : (['web', 'worker', 'scheduler'] as const);
        for (const only of roles) await world.spawn({ ...more, ...(only === undefined ? {} : { only }) });
        await world.ready(world.engine(shape === 'one' ? 'all' : 'web'));
      },
      async spawn(more = {}) {
        const logFile = join(folder, `engine-${engines.length + 1}-${more.only ?? 'all'}.log`);
        const engine = await spawnEngine({
          configFile,
          folder,
          logFile,
          ...more,
          env: { ...env, ...more.env },
        });
        engines.push(engine);
        return engine;
      },
      engine(role = shape === 'one' ? 'all' : 'worker') {
        const found = engines.findLast((engine) => engine.role === role && !engine.hasEnded());
        if (found === undefined)
          throw new Error(`no living process of the role ${role}; see the logs in ${folder}`);
        return found;
      },
      ready: (engine, at = port) => waitUntilReady(engine, at),
      setSecret,
      rewrite(change) {
        change(written);
        writeFileSync(configFile, toConfigurationFile(written));
      },
      atClose: (one) => void closers.push(one),
      close,
    };
    return world;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A process that a case has stopped must go on to hear that it is to end. */
async function endEngine(engine: Engine): Promise<void> {
  engine.signal('SIGCONT');
  await engine.stop(END_MS_MAX);
}
