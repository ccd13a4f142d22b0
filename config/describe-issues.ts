import { z } from 'zod';
import { suggestName } from './near-name.ts';
import type { Problem } from './problem.ts';

/** What to write, shown beside a wrong setting; by path, with `*` for a name that the merchant chose. */
const EXAMPLES: Readonly<Record<string, string>> = {
  dataDir: "dataDir: '.syncline'",
  databaseUrl: "databaseUrl: secretFromEnv('DATABASE_URL'), or leave it out for SQLite",
  redisUrl: "redisUrl: secretFromEnv('REDIS_URL'), or leave it out for a private Redis",
  publicUrl: "publicUrl: 'https://sync.example.com', or leave it out to poll only",
  'server.port': 'server: { port: 8080 }',
  boardToken: "boardToken: secretFromEnv('SYNCLINE_BOARD_TOKEN')",
  sealingKey: 'make one with: openssl rand -base64 32',
  connections: "connections: { 'store-us': { connector: 'shopify', settings: { ... } } }",
  'connections.*': "{ connector: 'shopify', settings: { ... } }",
  'locations.*': "{ authority: { connection: 'erp', locationId: '1' }, shownOn: { 'store-us': '12345' } }",
  'channels.*': "{ bookedBy: 'erp' }",
  'channels.*.ordersFrom': "ordersFrom: '2026-11-01', or leave it out for the moment of the first start",
  'channels.*.allocation': 'allocation: { share: 0.5, cap: 20, showMin: 2 }',
  'marketing.*.segments': "segments: { champions: { list: 'XyZ123' }, 'vip-eu': { property: true } }",
  'segments.*': "segments: { 'vip-eu': { where: { orders: { min: 3 }, countries: ['DE', 'FR'] } } }",
  'rfm.spent': 'rfm: { spent: { EUR: [50, 150, 300, 1000] } }',
  'tags.*': "tags: { fragile: ['SKU-1', 'SKU-2'] }",
  buffer: "buffer: 2, or buffer: { 'SKU-1': 5, '*': 2 }",
  autoBuffer: 'autoBuffer: { max: 10 }',
  backorder: "backorder: { bySku: { 'SKU-1': { units: 20, until: '2026-12-01' } } }",
  'bundles.*': "bundles: { 'SKU-SET': { parts: { 'SKU-A': 2, 'SKU-B': 1 } } }",
  'routing.rules': "rules: { europe: { when: { countries: ['DE', 'FR'] }, shipFrom: ['berlin'] } }",
  'holds.tags': "tags: { 'do-not-ship': 'manual' }",
  mapOrder: 'mapOrder: (order) => ({ ...order, tags: [...order.tags, order.store] })',
};

/** One problem per finding of a schema, in words, with the path under `prefix`. Values are never repeated. */
export function describeIssues(
  schema: z.core.$ZodType,
  issues: readonly z.core.$ZodIssue[],
  prefix: readonly string[] = [],
): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    const inside = issue.path.map(String);
    const path = [...prefix, ...inside].join('.');
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, inside);
      return issue.keys.map((key) => ({
        path: [path, key].filter(Boolean).join('.'),
        reason: 'there is no such setting',
        advice: suggestName(key, known),
      }));
    }
    return [{ path, reason: reasonOf(issue), advice: exampleFor([...prefix, ...inside]) }];
  });
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'this name is not allowed';
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input')
    return "expected a text, or secretFromEnv('NAME')";
  const { message } = issue;
  if (message.endsWith('received undefined'))
    return `is missing: ${message.replace(/^Invalid input: /, '').replace(/, received undefined$/, '')}`;
  return message.replace(/^Invalid (?:input|option): /, '').replace(/^Too (?:big|small): /, '');
}

function exampleFor(path: readonly string[]): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const general = part.map((step, index) => (index === 1 ? '*' : step)).join('.');
    const example = EXAMPLES[part.join('.')] ?? EXAMPLES[general];
    if (example !== undefined) return `write ${example}`.replace(/^write (?=make one)/, '');
  }
  return undefined;
}

/** The names that the schema knows at a place; empty where it does not say. */
export function keysAt(schema: z.core.$ZodType, path: readonly string[]): readonly string[] {
  const here = unwrap(schema);
  const [step, ...rest] = path;
  if (here instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = here.shape;
    if (step === undefined) return Object.keys(shape);
    const next = shape[step];
    return next === undefined ? [] : keysAt(next, rest);
  }
  return here instanceof z.ZodRecord && step !== undefined ? keysAt(here.valueType, rest) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrap(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}
