import type { Finding } from '#sdk/define-connector.ts';
import type { RedisClient } from './redis.ts';

/** The Redis at this address must not be used; the message says what to change. */
export class WrongRedisError extends Error {
  override readonly name = 'WrongRedisError';
}

export interface RedisFacts {
  readonly version: string;
  /** Null when Redis does not tell. */
  readonly evictionPolicy: string | null;
  readonly appendOnly: boolean;
  readonly usedBytes: number;
  /** 0: no limit. */
  readonly maxBytes: number;
  readonly findings: readonly Finding[];
}

const NEEDED_POLICY = 'noeviction';
/** BullMQ's scripts use commands that came with this version. */
const VERSION_MIN = [6, 2] as const;
const MEMORY_ALERT_SHARE = 0.8;

/** What INFO says, as facts and as findings for `syncline check`. CONFIG is often forbidden, so it is not asked. */
export async function inspectRedis(client: RedisClient): Promise<RedisFacts> {
  const info = parseInfo(await client.info());
  const facts = {
    version: info.get('redis_version') ?? 'unknown',
    evictionPolicy: info.get('maxmemory_policy') ?? null,
    appendOnly: info.get('aof_enabled') === '1',
    usedBytes: Number(info.get('used_memory') ?? 0),
    maxBytes: Number(info.get('maxmemory') ?? 0),
  };
  return {
    ...facts,
    findings: [
      ...judgeVersion(facts.version),
      judgePolicy(facts.evictionPolicy),
      judgePersistence(facts.appendOnly),
      ...judgeMemory(facts),
    ],
  };
}

/** @throws {WrongRedisError} when a finding is an error: starting would lose wake-ups again and again. */
export async function assertUsableRedis(client: RedisClient): Promise<RedisFacts> {
  const facts = await inspectRedis(client);
  const wrong = facts.findings.filter((finding) => finding.severity === 'error');
  if (wrong.length > 0) {
    throw new WrongRedisError(
      wrong.map((finding) => `${finding.message} ${finding.advice ?? ''}`.trim()).join(' '),
    );
  }
  return facts;
}

/** Names the running server: another value after a restart or a failover. */
export async function readRunId(client: RedisClient): Promise<string> {
  return parseInfo(await client.info('server')).get('run_id') ?? 'unknown';
}

function judgePolicy(policy: string | null): Finding {
  if (policy === NEEDED_POLICY)
    return { severity: 'ok', code: 'redis.eviction', message: 'Redis never evicts.' };
  if (policy === null) {
    return {
      severity: 'warning',
      code: 'redis.eviction',
      message: 'Redis does not tell its eviction policy.',
      advice: 'Make sure that it is "noeviction".',
    };
  }
  return {
    severity: 'error',
    code: 'redis.eviction',
    message: `Redis evicts keys when its memory is full (maxmemory-policy is "${policy}"): queued wake-ups and rate limits would vanish.`,
    advice:
      'Set "maxmemory-policy noeviction" (redis.conf, CONFIG SET, or the parameter group of the hosted service), or give Syncline a Redis of its own.',
  };
}

function judgePersistence(appendOnly: boolean): Finding {
  if (appendOnly)
    return { severity: 'ok', code: 'redis.persistence', message: 'Redis keeps an append-only file.' };
  return {
    severity: 'warning',
    code: 'redis.persistence',
    message:
      'Redis keeps no append-only file: after its restart all wake-ups are made again from the ledger, which costs a delay and no data.',
    advice: 'Set "appendonly yes" to restart without that delay.',
  };
}

function judgeVersion(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin, minorMin] = VERSION_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return [];
  return [
    {
      severity: 'error',
      code: 'redis.version',
      message: `Redis ${version} is too old.`,
      advice: `Use Redis ${VERSION_MIN.join('.')} or newer, or Valkey.`,
    },
  ];
}

function judgeMemory({
  usedBytes,
  maxBytes,
}: {
  readonly usedBytes: number;
  readonly maxBytes: number;
}): Finding[] {
  if (maxBytes === 0 || usedBytes < maxBytes * MEMORY_ALERT_SHARE) return [];
  const percent = Math.round((100 * usedBytes) / maxBytes);
  return [
    {
      severity: 'warning',
      code: 'redis.memory',
      message: `Redis has used ${percent} % of its memory.`,
      advice: 'Raise "maxmemory", or find out who else fills it.',
    },
  ];
}

function parseInfo(text: string): Map<string, string> {
  return new Map(
    text.split('\r\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
    }),
  );
}
