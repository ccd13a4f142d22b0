import type { Connection, Finding } from '#sdk/define-connector.ts';

export async function inspectWebhooks(
  name: string,
  account: Connection,
  publicUrl: string | null,
): Promise<readonly Finding[]> {
  if (account.webhooks === undefined) return [];
  if (publicUrl === null) {
    return [
      {
        severity: 'warning',
        code: 'webhooks.polling-only',
        message: 'there is no publicUrl: changes are found by polling alone',
        advice: 'set publicUrl to the https address under which this machine is reached',
      },
    ];
  }
  const missing = await account.webhooks.missing(`${publicUrl}/webhooks/${name}`);
  if (missing.length === 0)
    return [{ severity: 'ok', code: 'webhooks.complete', message: 'all webhooks are subscribed to' }];
  return [
    {
      severity: 'warning',
      code: 'webhooks.missing',
      message: `not subscribed to: ${missing.join(', ')}`,
      advice: '"syncline start" subscribes; if it did, read what its log says about register-webhooks',
    },
  ];
}
