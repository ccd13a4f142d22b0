import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** Every file below a folder, whatever it holds, byte by byte. */
export function readFolder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

/** Every key of a Redis with everything that it holds. */
export async function readRedis(socketPath: string): Promise<readonly string[]> {
  const redis = new Redis({ path: socketPath, lazyConnect: true, maxRetriesPerRequest: 0 });
  await redis.connect();
  try {
    const keys = await redis.keys('*');
    const texts: string[] = [];
    for (const key of keys) texts.push(`${key} ${JSON.stringify(await valueOf(redis, key))}`);
    return texts;
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      // It went away meanwhile.
      return null;
  }
}

/** Every column of every row of every table; bytes as hexadecimal digits. */
export async function readTables(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ readonly name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ readonly row: string }>(
        `SELECT '${name} ' || (one.*)::text AS row FROM ${name} one`,
      );
      texts.push(...rows.map(({ row }) => row));
    }
    return texts;
  } finally {
    await client.end();
  }
}
