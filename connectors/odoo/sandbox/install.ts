import type { Database } from './orm/storage.ts';
import { createDatabase } from './orm/database.ts';
import { ADMIN_UID, seedDatabase, type SeedOptions } from './seed.ts';
import { type OdooServer, runNow } from './wire/server.ts';

/** What an installation takes a moment to write, by everything that decides it. */
const installed = new Map<string, Database>();
const INSTALLED_MAX = 8;

/** A fresh database. One that was installed at the same moment with the same options is copied: a simulation opens thousands. */
export function installDatabase(server: Omit<OdooServer, 'db'>, options: SeedOptions): Database {
  const startedAtMicros = server.stamp();
  const key = JSON.stringify([server.version, startedAtMicros, options]);
  const known = installed.get(key) ?? install(server, options, startedAtMicros);
  const [oldest] = installed.keys();
  if (!installed.has(key) && installed.size >= INSTALLED_MAX && oldest !== undefined)
    installed.delete(oldest);
  installed.set(key, known);
  return known.copy();
}

function install(server: Omit<OdooServer, 'db'>, options: SeedOptions, startedAtMicros: number): Database {
  const db = createDatabase(server.registry);
  const how = { uid: ADMIN_UID, context: {}, cause: 'install', isSuperuser: true, startedAtMicros };
  runNow({ ...server, db }, how, (env) => seedDatabase(env, options));
  return db;
}
