import { z } from 'zod';
import { clockFindings } from '#sdk/clock-skew.ts';
import type { Finding } from '#sdk/define-connector.ts';
import { RejectedError, SynclineError, UnauthorizedError } from '#sdk/errors.ts';
import type { OperationName } from './call-costs.ts';
import type { Client } from './client.ts';
import { operations, REVISION } from './generated/operations.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';
import { ourMetrics } from './to-event.ts';

const ONE = new URLSearchParams({ 'page[size]': '1' }).toString();

/** Reads that ask for nothing but a scope. Scopes that write show themselves at the first write only. */
const probes: readonly { readonly operation: OperationName; readonly query?: string }[] = [
  { operation: 'get_profiles', query: ONE },
  { operation: 'get_lists', query: ONE },
  { operation: 'get_events', query: ONE },
];

const anything = z.object({ data: z.array(z.unknown()) });
const metric = z.object({
  attributes: z.object({ name: z.string().nullable(), integration: z.unknown().optional() }),
});
const integration = z.object({ name: z.string() });

/** Asks for the account and probes what the key may read. Writes nothing. */
export async function checkKlaviyo(client: Client): Promise<readonly Finding[]> {
  try {
    const account = await client.read({ operation: 'get_accounts', schema: anything });
    const findings = [worked, ...clockFindings('Klaviyo', account)];
    for (const { operation, query = '' } of webhookProbes(client)) {
      findings.push(...(await probe(client, operation, query)));
    }
    findings.push(...(await metricFindings(client)), unknownScopes, ...webhookFindings(client));
    return findings;
  } catch (error) {
    if (!(error instanceof SynclineError)) throw error;
    return [failure(error)];
  }
}

const worked: Finding = {
  severity: 'ok',
  code: 'access.works',
  message: `Klaviyo answers revision ${REVISION} and knows the key`,
};

const unknownScopes: Finding = {
  severity: 'ok',
  code: 'scopes.unknown',
  message:
    'Klaviyo does not say what a key may do; scopes that write, and scopes beyond need, cannot be seen',
};

function webhookProbes({ settings }: Client): typeof probes {
  return settings.webhookSecret === undefined ? probes : [...probes, { operation: 'get_webhooks' }];
}

async function probe(client: Client, operation: OperationName, query: string): Promise<readonly Finding[]> {
  try {
    await client.read({ operation, query, schema: anything });
    return [];
  } catch (error) {
    if (!(error instanceof RejectedError && error.code === 'forbidden')) throw error;
    return [missingScope(operation)];
  }
}

function missingScope(operation: OperationName): Finding {
  return {
    severity: 'error',
    code: 'scopes.missing',
    message: `the key lacks ${operations[operation].scopes.join(' or ')}`,
    advice:
      'make a key with the scopes that docs/connectors/klaviyo.md names; those of a key cannot be changed',
  };
}

/** Orders that somebody else tells Klaviyo of would count twice: in its revenue and in its flows. */
async function metricFindings(client: Client): Promise<readonly Finding[]> {
  const others = new Set<string>();
  try {
    for await (const { data } of linkedPages(client, { operation: 'get_metrics', query: {} })) {
      for (const { attributes } of parseRows(metric, data, 'metric').rows) {
        const from = integration.safeParse(attributes.integration);
        const isOurName = attributes.name !== null && ourMetrics.includes(attributes.name);
        if (isOurName && from.success && from.data.name !== 'API') others.add(from.data.name);
      }
    }
  } catch (error) {
    if (!(error instanceof RejectedError && error.code === 'forbidden')) throw error;
    return [missingScope('get_metrics')];
  }
  if (others.size === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'events.doubled',
      message: `${[...others].toSorted().join(', ')} tells Klaviyo of orders already: with Syncline's events they count twice`,
      advice: 'let one of the two send events of orders; switch the other off in Klaviyo, or send no events',
    },
  ];
}

function failure(error: SynclineError): Finding {
  if (error instanceof UnauthorizedError) {
    return {
      severity: 'error',
      code: 'access.unauthorized',
      message: error.message,
      advice: 'make a new private key in Klaviyo (Settings, API keys) and put it into the setting apiKey',
    };
  }
  if (error instanceof RejectedError && error.code === 'forbidden') return missingScope('get_accounts');
  return {
    severity: 'error',
    code: 'access.fails',
    message: error.message,
    advice: `check url, and that Klaviyo still answers revision ${REVISION} of its API`,
  };
}

function webhookFindings({ settings }: Client): readonly Finding[] {
  if (settings.webhookSecret !== undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'webhooks.absent',
      message: 'without the setting webhookSecret nothing is heard between polls',
      advice: 'set webhookSecret, where the account may have webhooks (Advanced KDP, partners)',
    },
  ];
}
