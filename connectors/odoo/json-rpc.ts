import { z } from 'zod';
import { type CallEffect, noAnswer } from '#sdk/call-effect.ts';
import { MalformedAnswerError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import type { Exchange } from './exchange.ts';
import type { OdooSettings } from './settings.ts';
import { parseBody, type Protocol } from './protocol.ts';
import { errorFromComplaint, errorFromStatus } from './vendor-errors.ts';

// A method that returns nothing is answered with neither result nor error.
const answerShape = z.object({
  result: z.unknown().optional(),
  error: z
    .object({
      message: z.string().default(''),
      data: z.object({ name: z.string(), message: z.string().default('') }).optional(),
    })
    .optional(),
});

/** `POST /jsonrpc`, `execute_kw`, for Odoo 17 and 18. Every refusal comes with HTTP 200. */
export function createJsonRpc(settings: OdooSettings, exchange: Exchange): Protocol {
  const password = settings.apiKey.reveal();
  let userId: Promise<number> | undefined;
  let lastId = 0;

  const post = async (
    params: { service: string; method: string; args: readonly unknown[] },
    operation: string,
    effect: CallEffect,
  ): Promise<{ response: HttpResponse; result: unknown }> => {
    lastId += 1;
    const body = { jsonrpc: '2.0', method: 'call', id: lastId, params };
    const response = await exchange({ method: 'POST', path: '/jsonrpc', body, operation });
    return { response, result: readAnswer(response, effect) };
  };
  const authenticate = async (): Promise<number> => {
    const args = [settings.database, settings.login, password, {}];
    const { result } = await post(
      { service: 'common', method: 'authenticate', args },
      'authenticate',
      'read',
    );
    if (typeof result === 'number') return result;
    throw new UnauthorizedError('Odoo does not know this login and key');
  };
  const signIn = (): Promise<number> => {
    userId ??= authenticate().catch((error: unknown) => {
      userId = undefined;
      throw error;
    });
    return userId;
  };
  return {
    async send({ model, method, effect, ids, params, options, context }) {
      const positional = [...(ids === undefined ? [] : [ids]), ...Object.values(params ?? {})];
      const named = { ...options, ...(context === undefined ? {} : { context }) };
      const args = [settings.database, await signIn(), password, model, method, positional, named];
      try {
        return await post({ service: 'object', method: 'execute_kw', args }, `${model}.${method}`, effect);
      } catch (error) {
        if (error instanceof UnauthorizedError) userId = undefined;
        throw error;
      }
    },
  };
}

function readAnswer(response: HttpResponse, effect: CallEffect): unknown {
  const error = errorFromStatus(response, effect);
  if (error !== undefined) throw error;
  const parsed = answerShape.safeParse(parseBody(response, effect));
  if (!parsed.success) {
    const message = 'Odoo answered with something that is no JSON-RPC';
    throw effect === 'write' ? noAnswer(message, effect) : new MalformedAnswerError(message, '$');
  }
  const { error: refusal, result } = parsed.data;
  if (refusal === undefined) return result;
  throw errorFromComplaint(
    { name: refusal.data?.name ?? 'unknown', message: refusal.data?.message || refusal.message },
    effect,
  );
}
