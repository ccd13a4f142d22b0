import type { CallEffect } from '#sdk/call-effect.ts';
import type { Clock } from '#sdk/clock.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { UnknownOutcomeError } from '#sdk/errors.ts';
import { createJsonClient, type JsonClient } from '#sdk/json-client.ts';
import { costOf, type OperationName } from './call-costs.ts';
import { operations, REVISION } from './generated/operations.ts';
import type { KlaviyoSettings } from './settings.ts';
import { errorFromAnswer, readLimit } from './vendor-errors.ts';

const MEDIA_TYPE = 'application/vnd.api+json';

interface Call {
  readonly operation: OperationName;
  /** For the variable in the operation's path. */
  readonly id?: string;
}

interface ReadCall extends Call {
  readonly query?: string;
}

interface WriteCall extends Call {
  readonly body?: unknown;
}

/** What the parts of the connector share: the wire and the settings. */
export interface Client extends JsonClient<ReadCall, WriteCall> {
  readonly settings: KlaviyoSettings;
  readonly clock: Clock;
}

export function createClient(
  settings: KlaviyoSettings,
  { http, clock, random }: Pick<ConnectorTools, 'http' | 'clock' | 'random'>,
): Client {
  const send = async (call: ReadCall & WriteCall, effect: CallEffect) => {
    const { operation, id, query = '', body } = call;
    const { method, scopes } = operations[operation];
    const response = await http.call({
      method,
      url: `${settings.url}${pathOf(operation, id)}${query === '' ? '' : `?${query}`}`,
      operation,
      cost: costOf(operation),
      headers: {
        accept: MEDIA_TYPE,
        authorization: `Klaviyo-API-Key ${settings.apiKey.reveal()}`,
        revision: REVISION,
        ...(body === undefined ? {} : { 'content-type': MEDIA_TYPE }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      readLimit,
    });
    const error = errorFromAnswer(response, { effect, scopes });
    if (error !== undefined) throw error;
    return response;
  };
  const calls = createJsonClient<ReadCall, WriteCall>({ vendor: 'Klaviyo', send, tools: { clock, random } });
  return { settings, clock, ...calls };
}

/** The path of an operation; the same for every page of a list. */
export function pathOf(operation: OperationName, id = ''): string {
  return operations[operation].path.replace(/\{[^}]+\}/u, encodeURIComponent(id));
}

/** Runs what follows a write that may have taken effect: from there on "nothing happened" would be a lie. */
export async function afterWrite<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnknownOutcomeError || !(error instanceof Error)) throw error;
    throw new UnknownOutcomeError(`a part was sent to Klaviyo before this: ${error.message}`, {
      cause: error,
    });
  }
}
