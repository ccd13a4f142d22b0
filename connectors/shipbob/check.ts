import { z } from 'zod';
import { clockFindings } from '#sdk/clock-skew.ts';
import type { Finding } from '#sdk/define-connector.ts';
import { RejectedError, SynclineError, UnauthorizedError } from '#sdk/errors.ts';
import { API, type Client } from './client.ts';
import { readList } from './linked-pages.ts';
import { parseRows } from './records.ts';

const needed = [
  'channels_read',
  'orders_read',
  'orders_write',
  'inventory_read',
  'products_read',
  'returns_read',
  'locations_read',
];
const neededForWebhooks = ['webhooks_read', 'webhooks_write'];
const neededToAnnounce = ['returns_write'];

const channel = z.object({
  id: z.int(),
  name: z.string().nullable(),
  scopes: z.array(z.string()).nullable(),
});
type Channel = z.output<typeof channel>;

/** Asks for the channels and says what is wrong, with what to do about it. Writes nothing. */
export async function checkShipbob(client: Client): Promise<readonly Finding[]> {
  try {
    const answer = await readList(client, {
      from: `${API}/channel?RecordsPerPage=50`,
      operation: 'check.channels',
    });
    const { rows } = parseRows(channel, answer.data, 'channel');
    const ours = rows.find(({ id }) => String(id) === client.settings.channelId);
    const findings: Finding[] = [
      {
        severity: 'ok',
        code: 'access.works',
        message: `ShipBob answers version ${API.slice(1)} and knows the token`,
      },
      ...clockFindings('ShipBob', answer),
    ];
    if (ours === undefined) return [...findings, noChannel(client, rows)];
    return [...findings, ...scopeFindings(ours, client), ...webhookFindings(client)];
  } catch (error) {
    if (!(error instanceof SynclineError)) throw error;
    return [failure(error)];
  }
}

function failure(error: SynclineError): Finding {
  if (error instanceof UnauthorizedError) {
    return {
      severity: 'error',
      code: 'access.unauthorized',
      message: error.message,
      advice:
        'make a new personal access token in ShipBob (Integrations, API Tokens) and put it into the setting token',
    };
  }
  if (error instanceof RejectedError && error.code === 'forbidden') {
    return {
      severity: 'error',
      code: 'scopes.missing',
      message: 'the token lacks the scope channels_read',
      advice: 'make a token with the scopes that docs/connectors/shipbob.md names',
    };
  }
  return {
    severity: 'error',
    code: 'access.fails',
    message: error.message,
    advice: `check url, and that this ShipBob still answers the version ${API.slice(1)} of its API`,
  };
}

function noChannel({ settings }: Client, rows: readonly Channel[]): Finding {
  return {
    severity: 'error',
    code: 'channel.missing',
    message: `the token does not reach channel ${settings.channelId}`,
    advice: `set channelId to one of ${rows.map(({ id }) => id).join(', ') || 'the channels of this account'}`,
  };
}

function scopeFindings({ scopes }: Channel, { settings }: Client): Finding[] {
  if (scopes === null) {
    return [
      {
        severity: 'warning',
        code: 'scopes.unknown',
        message: 'ShipBob does not say what the token may do in this channel',
        advice: 'compare its scopes with those that docs/connectors/shipbob.md names',
      },
    ];
  }
  const wanted = [
    ...needed,
    ...(settings.webhookSecret === undefined ? [] : neededForWebhooks),
    ...(settings.announceReturns ? neededToAnnounce : []),
  ];
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  const excessive = scopes.filter((scope) => scope.endsWith('_write') && !wanted.includes(scope));
  const findings: Finding[] = [];
  if (missing.length > 0) {
    findings.push({
      severity: 'error',
      code: 'scopes.missing',
      message: `the channel lacks ${missing.join(', ')}`,
      advice: 'make a token with these scopes',
    });
  }
  if (excessive.length > 0) {
    findings.push({
      severity: 'warning',
      code: 'scopes.excessive',
      message: `the token may also write: ${excessive.join(', ')}`,
      advice:
        'use an OAuth application that asks for less; a personal access token comes with what its owner may do',
    });
  }
  return findings;
}

function webhookFindings({ settings }: Client): Finding[] {
  if (settings.webhookSecret !== undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'webhooks.absent',
      message: 'without the setting webhookSecret nothing is heard between polls',
      advice: 'set webhookSecret to whsec_ and 32 random characters of base64',
    },
  ];
}
