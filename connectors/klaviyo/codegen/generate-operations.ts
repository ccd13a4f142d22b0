import { z } from 'zod';

/** Every operation that the connector calls, by Klaviyo's own name of it. */
const used = [
  'get_accounts',
  'get_metrics',
  'get_profiles',
  'bulk_import_profiles',
  'get_bulk_import_profiles_job',
  'get_errors_for_bulk_import_profiles_job',
  'bulk_subscribe_profiles',
  'bulk_unsubscribe_profiles',
  'bulk_suppress_profiles',
  'request_profile_deletion',
  'bulk_create_events',
  'create_event',
  'get_events',
  'get_lists',
  'get_profile_ids_for_list',
  'get_ids_for_flows_triggered_by_list',
  'add_profiles_to_list',
  'remove_profiles_from_list',
  'get_webhooks',
  'get_webhook_topics',
  'create_webhook',
  'update_webhook',
  'delete_webhook',
  'bulk_update_catalog_variants',
  'get_bulk_update_variants_job',
];

const rate = (unit: string) =>
  z
    .string()
    .regex(new RegExp(`^\\d+/${unit}$`, 'u'))
    .transform((text) => Number.parseInt(text, 10));
const operation = z.object({
  operationId: z.string(),
  'x-klaviyo-ratelimit': z.object({ burst: rate('s'), steady: rate('m'), daily: rate('d').optional() }),
  'x-klaviyo-scopes': z.array(z.string()),
});
const document = z.object({
  info: z.object({ version: z.iso.date() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The text of the generated file. @throws when an operation is not published, or its limit has another form. */
export function generateOperations(raw: unknown): string {
  const { info, paths } = document.parse(raw);
  const published = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [operationIdOf(one), { method, path, one }] as const),
    ),
  );
  const rows = used.map((name) => {
    const found = published.get(name);
    if (found === undefined) throw new TypeError(`${name} is not published`);
    const { 'x-klaviyo-ratelimit': limit, 'x-klaviyo-scopes': scopes } = operation.parse(found.one);
    const row = {
      method: found.method.toUpperCase(),
      path: found.path,
      perSecond: limit.burst,
      perMinute: limit.steady,
      perDay: limit.daily ?? null,
      scopes,
    };
    return `  ${name}: ${JSON.stringify(row)},`;
  });
  return [
    "// Made by connectors/klaviyo/generate.ts from Klaviyo's OpenAPI document; do not edit.",
    `export const REVISION = '${info.version}';`,
    '/** Calls that an account may make in one second, minute and day. */',
    'export const operations = {',
    ...rows,
    '} as const;',
    '',
  ].join('\n');
}

function operationIdOf(one: unknown): string {
  const parsed = z.object({ operationId: z.string() }).safeParse(one);
  return parsed.success ? parsed.data.operationId : '';
}
