import type { CallEffect } from '#sdk/call-effect.ts';
import type { Clock } from '#sdk/clock.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { createJsonClient, type JsonClient } from '#sdk/json-client.ts';
import type { ShipbobSettings } from './settings.ts';
import { errorFromAnswer, readLimit } from './vendor-errors.ts';

/** The version of the API that this connector was written for; a part of every path. */
export const API = '/2026-01';

interface ReadCall {
  /** With its query string. */
  readonly path: string;
  readonly operation: string;
}

interface WriteCall extends ReadCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
}

/** What the parts of the connector share: the wire and the settings. */
export interface Client extends JsonClient<ReadCall, WriteCall> {
  readonly settings: ShipbobSettings;
  readonly clock: Clock;
}

export function createClient(
  settings: ShipbobSettings,
  { http, clock, random }: Pick<ConnectorTools, 'http' | 'clock' | 'random'>,
): Client {
  const send = async (call: ReadCall & Partial<WriteCall>, effect: CallEffect) => {
    const { path, operation, method = 'GET', body } = call;
    const response = await http.call({
      method,
      operation,
      url: `${settings.url}${path}`,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${settings.token.reveal()}`,
        shipbob_channel_id: settings.channelId,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      readLimit,
    });
    const error = errorFromAnswer(response, effect);
    if (error !== undefined) throw error;
    return response;
  };
  const calls = createJsonClient<ReadCall, WriteCall>({ vendor: 'ShipBob', send, tools: { clock, random } });
  return { settings, clock, ...calls };
}
