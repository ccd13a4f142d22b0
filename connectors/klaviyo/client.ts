import type { z } from 'zod';
import type { Clock } from '#sdk/clock.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { MalformedAnswerError, NoAnswerError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { retryRead } from '#sdk/retry-read.ts';
import { costOf, type OperationName } from './call-costs.ts';
import { operations, REVISION } from './generated/operations.ts';
import { placeOf } from './records.ts';
import type { KlaviyoSettings } from './settings.ts';
import { type CallEffect, errorFromAnswer, readLimit } from './vendor-errors.ts';

const MEDIA_TYPE = 'application/vnd.api+json';

/** A usable answer: what was parsed, and when. `vendorAt` is Klaviyo's clock, null where it gave none. */
export interface Answer<Data> {
  readonly data: Data;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly vendorAt: number | null;
}

interface Call {
  readonly operation: OperationName;
  /** For the variable in the operation's path. */
  readonly id?: string;
}

interface ReadCall<Schema extends z.ZodType> extends Call {
  readonly query?: string;
  readonly schema: Schema;
}

interface WriteCall<Schema extends z.ZodType> extends Call {
  readonly body?: unknown;
  /** Absent: nothing is read from the answer. */
  readonly schema?: Schema;
}

/** What the parts of the connector share: the wire and the settings. */
export interface Client {
  readonly settings: KlaviyoSettings;
  readonly clock: Clock;
  read<Schema extends z.ZodType>(call: ReadCall<Schema>): Promise<Answer<z.output<Schema>>>;
  /** A success that cannot be read is an open outcome. */
  write<Schema extends z.ZodType>(call: WriteCall<Schema>): Promise<Answer<z.output<Schema> | undefined>>;
}

export function createClient(
  settings: KlaviyoSettings,
  { http, clock, random }: Pick<ConnectorTools, 'http' | 'clock' | 'random'>,
): Client {
  const send = async ({ operation, id }: Call, query: string, effect: CallEffect, body?: unknown) => {
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
  return {
    settings,
    clock,
    read: ({ query = '', schema, ...call }) =>
      retryRead(
        async () => {
          const response = await harmless(() => send(call, query, 'read'));
          const parsed = schema.safeParse(bodyOf(response));
          if (parsed.success) return answerOf(response, parsed.data);
          const place = placeOf(parsed.error);
          throw new MalformedAnswerError(
            `Klaviyo answered ${call.operation} in another form: ${place}`,
            place,
          );
        },
        { clock, random },
      ),
    async write({ body, schema, ...call }) {
      const response = await send(call, '', 'write', body);
      if (schema === undefined) return answerOf(response, undefined);
      const parsed = schema.safeParse(bodyOf(response));
      if (parsed.success) return answerOf(response, parsed.data);
      throw new UnknownOutcomeError(`Klaviyo took ${call.operation}, but its answer cannot be read`);
    },
  };
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

/** A lost answer is harmless for a read. */
async function harmless(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NoAnswerError) throw new TransientError(error.message, { cause: error });
    throw error;
  }
}

function answerOf<Data>({ headers, sentAt, answeredAt }: HttpResponse, data: Data): Answer<Data> {
  const date = Date.parse(headers['date'] ?? '');
  return { data, sentAt, answeredAt, vendorAt: Number.isNaN(date) ? null : date };
}

function bodyOf({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Cut, or a page of somebody in between: no schema accepts it.
    return undefined;
  }
}
