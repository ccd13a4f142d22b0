import sjson from 'secure-json-parse';
import { type CallEffect, noAnswer } from '#sdk/call-effect.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';

/** One public method of one model, in one transaction of its own. */
export interface OdooCall {
  readonly model: string;
  readonly method: string;
  readonly effect: CallEffect;
  readonly ids?: readonly number[];
  /** In the method's own order and under its own names: JSON-RPC sends them by place, JSON-2 by name. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Always by name: `fields`, `limit`, `order`. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface OdooAnswer {
  /** Undefined for a method that returns nothing. */
  readonly result: unknown;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The server's Date header. */
  readonly vendorAt: number | null;
}

/** A wire protocol: how a call becomes a request, and how its answer is read. @throws the errors of the contract. */
export interface Protocol {
  send(call: OdooCall): Promise<{ readonly response: HttpResponse; readonly result: unknown }>;
}

/** Reads a JSON body. @throws MalformedAnswerError for a read, UnknownOutcomeError for a write. */
export function parseBody(response: HttpResponse, effect: CallEffect): unknown {
  try {
    return sjson.parse(response.body, { protoAction: 'remove', constructorAction: 'remove' });
  } catch (cause) {
    if (effect === 'write')
      throw noAnswer('Odoo answered a write with something that is no JSON', effect, cause);
    throw new MalformedAnswerError('Odoo answered with something that is no JSON', '$', { cause });
  }
}
