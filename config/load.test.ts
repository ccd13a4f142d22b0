import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { secret } from '#sdk/secret.ts';
import {
  connectors,
  folder,
  good,
  load,
  problemsOf,
  removeFolder,
} from '#tests/support/written-configuration.ts';
import { findMissingCapabilities, findRoleProblems } from './cross-checks.ts';
import { loadConfiguration } from './load.ts';
import { toSyncSettings } from './to-sync-settings.ts';

afterAll(removeFolder);

test('a configuration of connections alone gets every default', async () => {
  const { configuration } = await load(`export default { ${good} }`);
  expect(configuration).toMatchObject({
    dataDir: join(folder, '.syncline'),
    databaseUrl: null,
    redisUrl: null,
    publicUrl: null,
    server: { host: '127.0.0.1', port: 8080 },
    locations: {},
    channels: {},
    worker: { concurrency: 10 },
  });
  const settings = toSyncSettings(configuration, new Map());
  expect(settings.buffer('anything')).toBe(0);
  expect(settings.intervals.pullOrdersMs).toBe(60_000);
  expect(settings.retention.eventsMs).toBe(30 * 86_400_000);
});

test('all wrong settings are named at once', async () => {
  const error = await problemsOf(
    `export default { connections: { a: { connector: 'shop', settings: {} } }, buffer: -1, server: { port: 'x' }, x: 1 }`,
  );
  expect(error.problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining([
      'connections.a.settings.url',
      'connections.a.settings.token',
      'buffer',
      'server.port',
      'x',
    ]),
  );
});

test('a file that is missing says how to make one', async () => {
  await expect(
    loadConfiguration({ connectors, cwd: folder, path: 'none.ts', environment: {} }),
  ).rejects.toThrow(/syncline init/);
});

test('the environment wins over the file, and is named when it is wrong', async () => {
  const text = `export default { ${good}, server: { port: 1 }, publicUrl: 'https://old.example' }`;
  const { configuration } = await load(text, {
    SYNCLINE_PORT: '9000',
    SYNCLINE_PUBLIC_URL: 'https://new.example/',
  });
  expect(configuration.server.port).toBe(9000);
  expect(configuration.publicUrl).toBe('https://new.example');
  const error = await problemsOf(text, { SYNCLINE_PORT: 'many' });
  expect(error.message).toMatch(/server\.port: .*SYNCLINE_PORT/);
});

const marked = `export default { connections: { a: { connector: 'shop', settings: { url: { textFromEnv: 'URL_A' }, token: { secretFromEnv: 'TOKEN' } } } } }`;

test('a secret comes from a file, without its line break, and is read again', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'first\n');
  const loaded = await load(marked, { URL_A: 'https://a.example', TOKEN_FILE: file });
  expect(tokenOf(loaded.configuration)).toBe('first');
  writeFileSync(file, 'second\n');
  expect(tokenOf(loaded.reread())).toBe('second');
  expect(tokenOf(loaded.configuration)).toBe('first');
});

test('a file .env beside the configuration counts as environment, and real variables win', async () => {
  writeFileSync(join(folder, '.env'), 'URL_A=https://dotenv.example\nTOKEN="from file"\n');
  try {
    const { configuration } = await load(marked, { TOKEN: 'real' });
    expect(configuration.connections['a']?.settings['url']).toBe('https://dotenv.example');
    expect(tokenOf(configuration)).toBe('real');
  } finally {
    rmSync(join(folder, '.env'));
  }
});

test('a variable and its file together are refused: nobody can know which counts', async () => {
  const error = await problemsOf(marked, { URL_A: 'https://a.example', TOKEN: 'x', TOKEN_FILE: '/nowhere' });
  expect(error.message).toMatch(/both TOKEN and TOKEN_FILE/);
});

test('no secret shows in the configuration however it is printed, nor in an error', async () => {
  const environment = {
    URL_A: 'https://a.example',
    TOKEN: 'hunter2',
    DATABASE_URL: 'postgres://u:hunter2@h/d',
    REDIS_URL: 'redis+cluster://:hunter2@a:1,b:2',
  };
  const { configuration } = await load(marked, environment);
  for (const print of [
    JSON.stringify(configuration),
    inspect(configuration, { depth: null }),
    inspect(configuration.databaseUrl),
  ]) {
    expect(print).not.toContain('hunter2');
  }
  const error = await problemsOf(marked, {
    ...environment,
    URL_A: 'nonsense',
    DATABASE_URL: 'mysql://u:hunter2@h/d',
    SYNCLINE_SEALING_KEY: 'hunter2',
  });
  expect(inspect(error, { depth: null })).not.toContain('hunter2');
});

test('what the merchant computes is held to the same rules', async () => {
  const { configuration } = await load(
    `export default { ${good}, buffer: (sku) => sku === 'half' ? 0.5 : 3 }`,
  );
  const settings = toSyncSettings(configuration, new Map());
  expect(settings.buffer('x')).toBe(3);
  expect(() => settings.buffer('half')).toThrow(/whole units/);
  const bySku = await load(`export default { ${good}, buffer: { 'SKU-1': 5, '*': 2 } }`);
  const { buffer } = toSyncSettings(bySku.configuration, new Map());
  expect([buffer('SKU-1'), buffer('constructor')]).toEqual([5, 2]);
});

test('running one part alone needs a Redis and a PostgreSQL to share', async () => {
  const alone = await load(`export default { ${good} }`);
  expect(findRoleProblems(alone.configuration).map((problem) => problem.path)).toEqual([
    'redisUrl',
    'databaseUrl',
  ]);
  const shared = await load(`export default { ${good} }`, {
    REDIS_URL: 'redis://h',
    DATABASE_URL: 'postgres://h/d',
  });
  expect(findRoleProblems(shared.configuration)).toEqual([]);
});

test('a connection that cannot do its part is named with the setting that gives it', async () => {
  const { configuration } = await load(
    `export default { ${good}, channels: { a: { bookedBy: 'b' } }, locations: { main: { authority: { connection: 'b', locationId: '1' }, shownOn: { a: '2' } } } }`,
  );
  const bare = { check: () => Promise.resolve([]) };
  const problems = findMissingCapabilities(
    configuration,
    new Map([
      ['a', bare],
      ['b', bare],
    ]),
  );
  expect(problems.map((problem) => problem.path)).toEqual([
    'locations.main.authority.connection',
    'locations.main.shownOn.a',
    'channels.a',
    'channels.a.bookedBy',
  ]);
});

function tokenOf(configuration: {
  readonly connections: Readonly<Record<string, { readonly settings: Readonly<Record<string, unknown>> }>>;
}): string {
  return secret().parse(configuration.connections['a']?.settings['token']).reveal();
}
