import type { ClusterNode, RedisOptions } from 'ioredis';

/** What every node of any form is opened with. */
type Credentials = Pick<RedisOptions, 'username' | 'password' | 'tls'>;

/** Where Redis is: the socket of the private one, or an address of any of the forms of `parseRedisUrl`. */
export type RedisAddress = { readonly socketPath: string } | { readonly url: string };

export type RedisPlan =
  | { readonly kind: 'single'; readonly options: Omit<RedisOptions, 'replyMapping'> }
  | { readonly kind: 'cluster'; readonly nodes: readonly ClusterNode[]; readonly options: Credentials };

const PORT = 6379;
const SENTINEL_PORT = 26_379;
const FORM = /^(redis|rediss)(\+sentinel|\+cluster)?:\/\/(?:([^@/]*)@)?([^/?@]+)(?:\/([^?]*))?(?:\?.*)?$/;
const FORMS =
  'redis://[user:password@]host[:port][/db], rediss:// for TLS, redis+sentinel://[user:password@]host,host/master, redis+cluster://[user:password@]host,host';

/**
 * Reads one address: `redis://`, `rediss://` (TLS), `redis+sentinel://a,b,c/master-name` or `redis+cluster://a,b,c`.
 *
 * @throws When it has none of these forms. The text never shows the address: it may hold a password.
 */
export function parseRedisUrl(url: string): RedisPlan {
  const match = FORM.exec(url);
  if (match === null) throw new Error(`The Redis address has none of the known forms: ${FORMS}.`);
  const [, scheme, kind, credentials, hosts = '', path = ''] = match;
  const options: Credentials = { ...toCredentials(credentials), ...(scheme === 'rediss' ? { tls: {} } : {}) };
  if (kind === '+cluster') return { kind: 'cluster', nodes: toNodes(hosts, PORT), options };
  if (kind === '+sentinel') {
    if (path === '')
      throw new Error('The Redis Sentinel address lacks the master name: redis+sentinel://host,host/master.');
    const tls = scheme === 'rediss' ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {};
    return {
      kind: 'single',
      options: {
        ...options,
        ...tls,
        sentinels: toNodes(hosts, SENTINEL_PORT),
        name: decodeURIComponent(path),
      },
    };
  }
  const [node] = toNodes(hosts, PORT);
  const db = path === '' ? 0 : Number(path);
  if (node === undefined || hosts.includes(',') || !Number.isInteger(db)) {
    throw new Error(`The Redis address has none of the known forms: ${FORMS}.`);
  }
  return { kind: 'single', options: { ...options, ...node, db } };
}

function toCredentials(text: string | undefined): Credentials {
  if (text === undefined) return {};
  const [user = '', password = ''] = text.includes(':')
    ? [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)]
    : [text];
  return {
    ...(user === '' ? {} : { username: decodeURIComponent(user) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

function toNodes(hosts: string, defaultPort: number): { host: string; port: number }[] {
  return hosts.split(',').map((text) => {
    const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text.trim());
    if (match?.[1] === undefined) throw new Error('The Redis address has a host that cannot be read.');
    return {
      host: match[1].replace(/^\[|\]$/g, ''),
      port: match[2] === undefined ? defaultPort : Number(match[2]),
    };
  });
}
