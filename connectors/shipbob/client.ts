import type { z } from 'zod';
import type { Clock } from '#sdk/clock.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { MalformedAnswerError, NoAnswerError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { HttpRequest, HttpResponse } from '#sdk/http.ts';
import { retryRead } from '#sdk/retry-read.ts';
import { placeOf } from './records.ts';
import type { ShipbobSettings } from './settings.ts';
import { type CallEffect, errorFromAnswer, readLimit } from './vendor-errors.ts';

/** The version of the API that this connector was written for; a part of every path. */
export const API = '/2026-01';

/** A usable answer: what was parsed, and when. `vendorAt` is ShipBob's clock, null where it gave none. */
export interface Answer<Data> {
  readonly data: Data;
  readonly headers: Readonly<Record<string, string>>;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly vendorAt: number | null;
}

interface ReadCall<Schema extends z.ZodType> {
  /** With its query string. */
  readonly path: string;
  readonly operation: string;
  readonly schema: Schema;
  /** Throws when the answer contradicts itself; then it is read again. */
  readonly verify?: (answer: Answer<z.output<Schema>>) => void;
}

interface WriteCall<Schema extends z.ZodType> {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly operation: string;
  readonly body?: unknown;
  /** Absent: the answer has no body. */
  readonly schema?: Schema;
}

/** What the parts of the connector share: the wire and the settings. */
export interface Client {
  readonly settings: ShipbobSettings;
  readonly clock: Clock;
  read<Schema extends z.ZodType>(call: ReadCall<Schema>): Promise<Answer<z.output<Schema>>>;
  /** A success that cannot be read is an open outcome. */
  write<Schema extends z.ZodType>(call: WriteCall<Schema>): Promise<Answer<z.output<Schema> | undefined>>;
}

export function createClient(
  settings: ShipbobSettings,
  { http, clock, random }: Pick<ConnectorTools, 'http' | 'clock' | 'random'>,
): Client {
  const send = async (request: Omit<HttpRequest, 'url'> & { path: string }, effect: CallEffect) => {
    const { path, body, ...rest } = request;
    const response = await http.call({
      ...rest,
      url: `${settings.url}${path}`,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${settings.token.reveal()}`,
        shipbob_channel_id: settings.channelId,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      readLimit,
    });
    const error = errorFromAnswer(response, effect);
    if (error !== undefined) throw error;
    return response;
  };
  return {
    settings,
    clock,
    read: ({ path, operation, schema, verify }) =>
      retryRead(
        async () => {
          const response = await harmless(() => send({ method: 'GET', path, operation }, 'read'));
          const parsed = schema.safeParse(bodyOf(response, operation));
          if (!parsed.success) throw malformed(operation, placeOf(parsed.error));
          const answer = answerOf(response, parsed.data);
          verify?.(answer);
          return answer;
        },
        { clock, random },
      ),
    async write({ method, path, operation, body, schema }) {
      const request = {
        method,
        path,
        operation,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const response = await send(request, 'write');
      if (schema === undefined) return answerOf(response, undefined);
      const parsed = schema.safeParse(bodyOrNothing(response));
      if (parsed.success) return answerOf(response, parsed.data);
      throw new UnknownOutcomeError(`ShipBob took ${operation}, but its answer cannot be read`);
    },
  };
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
  return { data, headers, sentAt, answeredAt, vendorAt: Number.isNaN(date) ? null : date };
}

function bodyOf(response: HttpResponse, operation: string): unknown {
  const body = bodyOrNothing(response);
  if (body === undefined) throw malformed(operation, '$: expected JSON');
  return body;
}

function bodyOrNothing({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Cut, or a page of somebody in between: no schema accepts it.
    return undefined;
  }
}

function malformed(operation: string, place: string): MalformedAnswerError {
  return new MalformedAnswerError(`ShipBob answered ${operation} in another form: ${place}`, place);
}
