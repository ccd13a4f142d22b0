import { afterAll, expect, test } from 'vitest';
import { good, problemsOf, removeFolder } from '#tests/support/written-configuration.ts';

afterAll(removeFolder);

test.each([
  ['nothing exported', ``, '', /must export the configuration/],
  ['no connection', `export default { connections: {} }`, 'connections', /at least one connection/],
  ['connections missing', `export default {}`, 'connections', /is missing/],
  [
    'a misspelled setting',
    `export default { ${good}, chanels: {} }`,
    'chanels',
    /no such setting \(did you mean "channels"\?\)/,
  ],
  [
    'a misspelled setting deep inside',
    `export default { ${good}, intervals: { pullOrder: '1m' } }`,
    'intervals.pullOrder',
    /did you mean "pullOrders"/,
  ],
  [
    'an unknown connector',
    `export default { connections: { a: { connector: 'shp' } } }`,
    'connections.a.connector',
    /did you mean "shop"/,
  ],
  [
    'a name with capitals',
    `export default { connections: { StoreUS: { connector: 'loose' } } }`,
    'connections.StoreUS',
    /lower-case letters/,
  ],
  [
    'a connector setting of the wrong shape',
    `export default { connections: { a: { connector: 'shop', settings: { url: 'nonsense', token: 't' } } } }`,
    'connections.a.settings.url',
    /URL/,
  ],
  [
    'a connector setting that is missing',
    `export default { connections: { a: { connector: 'shop', settings: { url: 'https://a.example' } } } }`,
    'connections.a.settings.token',
    /secretFromEnv/,
  ],
  [
    'an unknown connector setting',
    `export default { connections: { a: { connector: 'shop', settings: { url: 'https://a.example', tokn: 't', token: 't' } } } }`,
    'connections.a.settings.tokn',
    /did you mean "token"/,
  ],
  [
    'an unknown setting of a connector that lets it pass',
    `export default { connections: { a: { connector: 'loose', settings: { color: 'x' } } } }`,
    'connections.a.settings.color',
    /did you mean "colour"/,
  ],
  [
    'a secret that is not there',
    `export default { connections: { a: { connector: 'shop', settings: { url: 'https://a.example', token: { secretFromEnv: 'TOKEN' } } } } }`,
    'connections.a.settings.token',
    /TOKEN is not set.*TOKEN_FILE/,
  ],
  [
    'a location of nobody',
    `export default { ${good}, locations: { main: { authority: { connection: 'erp', locationId: '1' } } } }`,
    'locations.main.authority.connection',
    /no connection "erp"/,
  ],
  [
    'stock shown on no channel',
    `export default { ${good}, locations: { main: { authority: { connection: 'a', locationId: '1' }, shownOn: { b: '2' } } } }`,
    'locations.main.shownOn.b',
    /no channel "b"/,
  ],
  [
    'one location twice',
    `export default { ${good}, locations: { x: { authority: { connection: 'a', locationId: '1' } }, y: { authority: { connection: 'a', locationId: '1' } } } }`,
    'locations.y.authority',
    /already used by locations\.x/,
  ],
  [
    'a channel of nobody',
    `export default { ${good}, channels: { c: {} } }`,
    'channels.c',
    /no connection "c"/,
  ],
  [
    'a booking by nobody',
    `export default { ${good}, channels: { a: { bookedBy: 'erp' } } }`,
    'channels.a.bookedBy',
    /no connection "erp"/,
  ],
  [
    'a channel that books itself',
    `export default { ${good}, channels: { a: { bookedBy: 'a' } } }`,
    'channels.a.bookedBy',
    /cannot book its own/,
  ],
  [
    'a date that is none',
    `export default { ${good}, channels: { a: { ordersFrom: 'yesterday' } } }`,
    'channels.a.ordersFrom',
    /expected a date/,
  ],
  [
    'a placeholder without SKU',
    `export default { ${good}, policies: { unmappedSku: 'placeholder' } }`,
    'policies.placeholderSku',
    /is missing/,
  ],
  ['a negative buffer', `export default { ${good}, buffer: -1 }`, 'buffer', />=0/],
  ['half a unit of buffer', `export default { ${good}, buffer: { 'SKU-1': 0.5 } }`, 'buffer', /whole units/],
  [
    'a length of time without unit',
    `export default { ${good}, intervals: { pullOrders: 'often' } }`,
    'intervals.pullOrders',
    /length of time/,
  ],
  [
    'a poll that is too fast',
    `export default { ${good}, intervals: { pullOrders: '1ms' } }`,
    'intervals.pullOrders',
    /from 1s/,
  ],
  [
    'a public address without https',
    `export default { ${good}, publicUrl: 'http://sync.example.com' }`,
    'publicUrl',
    /https/,
  ],
  [
    'a database that is none of ours',
    `export default { ${good}, databaseUrl: 'mysql://x' }`,
    'databaseUrl',
    /postgres:\/\//,
  ],
  [
    'a Redis that is none',
    `export default { ${good}, redisUrl: 'localhost:6379' }`,
    'redisUrl',
    /redis:\/\//,
  ],
  ['a port beyond the last', `export default { ${good}, server: { port: 70000 } }`, 'server.port', /65535/],
  [
    'a mapping that is no function',
    `export default { ${good}, mapOrder: 'x' }`,
    'mapOrder',
    /expected a function/,
  ],
  [
    'a key that seals nothing',
    `export default { ${good}, sealingKey: 'short' }`,
    'sealingKey',
    /32 random bytes/,
  ],
  ['a file that does not run', `export default {`, '', /does not run/],
])('%s is refused with its path and the reason', async (_, text, path, words) => {
  const error = await problemsOf(text);
  expect(error.problems.map((problem) => problem.path)).toContain(path);
  expect(error.message).toMatch(words);
});
