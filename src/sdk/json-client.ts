import type { z } from 'zod';
import { asEffect, type CallEffect } from './call-effect.ts';
import type { ConnectorTools } from './define-connector.ts';
import { MalformedAnswerError, UnknownOutcomeError } from './errors.ts';
import type { HttpResponse } from './http.ts';
import { placeOf } from './records.ts';
import { retryRead } from './retry-read.ts';

/** A usable answer: what was parsed, and when. `vendorAt` is the vendor's clock (its Date header), null where it gave none. */
export interface Answer<Data> {
  readonly data: Data;
  readonly headers: Readonly<Record<string, string>>;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly vendorAt: number | null;
}

interface Reading<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Throws when the answer contradicts itself; then it is read again. */
  readonly verify?: (answer: Answer<z.output<Schema>>) => void;
}

interface Writing<Schema extends z.ZodType> {
  /** Absent: nothing is read from the answer. */
  readonly schema?: Schema;
}

/** Calls of a vendor that answers in JSON, in the vendor's own words: a path, or the name of an operation. */
export interface JsonClient<ReadCall, WriteCall = ReadCall> {
  /** @throws MalformedAnswerError when the answer has another form. It is asked again within one run, as `retryRead` says. */
  read<Schema extends z.ZodType>(call: ReadCall & Reading<Schema>): Promise<Answer<z.output<Schema>>>;
  /** Sent once. A success that cannot be read is an open outcome. */
  write<Schema extends z.ZodType>(
    call: WriteCall & Writing<Schema>,
  ): Promise<Answer<z.output<Schema> | undefined>>;
}

interface Named {
  /** A short constant such as `orders.fetch`. */
  readonly operation: string;
}

/**
 * What is the same for every vendor of that kind. `send` is what is not: it makes the request of a call, and throws the
 * errors of the contract for every answer that is no success.
 */
export function createJsonClient<ReadCall extends Named, WriteCall extends Named = ReadCall>(options: {
  /** For messages: `ShipBob`. */
  readonly vendor: string;
  readonly send: (call: ReadCall | WriteCall, effect: CallEffect) => Promise<HttpResponse>;
  readonly tools: Pick<ConnectorTools, 'clock' | 'random'>;
}): JsonClient<ReadCall, WriteCall> {
  const { vendor, send, tools } = options;
  return {
    read: (call) =>
      retryRead(async () => {
        const response = await asEffect('read', () => send(call, 'read'));
        const parsed = call.schema.safeParse(jsonOf(response));
        if (!parsed.success) {
          const place = placeOf(parsed.error);
          throw new MalformedAnswerError(
            `${vendor} answered ${call.operation} in another form: ${place}`,
            place,
          );
        }
        const answer = toAnswer(response, parsed.data);
        call.verify?.(answer);
        return answer;
      }, tools),
    async write(call) {
      const response = await send(call, 'write');
      if (call.schema === undefined) return toAnswer(response, undefined);
      const parsed = call.schema.safeParse(jsonOf(response));
      if (parsed.success) return toAnswer(response, parsed.data);
      throw new UnknownOutcomeError(`${vendor} took ${call.operation}, but its answer cannot be read`);
    },
  };
}

function toAnswer<Data>({ headers, sentAt, answeredAt }: HttpResponse, data: Data): Answer<Data> {
  const date = Date.parse(headers['date'] ?? '');
  return { data, headers, sentAt, answeredAt, vendorAt: Number.isNaN(date) ? null : date };
}

function jsonOf({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Cut, or a page of somebody in between: no schema accepts it.
    return undefined;
  }
}
