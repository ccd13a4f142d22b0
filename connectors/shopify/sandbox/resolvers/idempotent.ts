import { getDirectiveValues, type GraphQLField, isObjectType, getNamedType } from 'graphql';
import { type Context, graphFault, type Resolve } from './context.ts';

/** Older versions take calls without a key and without a compare. */
export const STRICT_SINCE = '2026-04';

/** Shopify's words for the outcomes of a key that was seen before. */
const refusals = {
  mismatch: {
    code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    message: 'The idempotency key was used with different parameters.',
  },
  'in-progress': {
    code: 'IDEMPOTENCY_CONCURRENT_REQUEST',
    message: 'This request is currently in progress, please try again.',
  },
} as const;

/** Runs a mutation once per key: a repeated one gets the first answer. Without a key it is refused. */
export function withIdempotency(field: GraphQLField<unknown, Context>, resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const directive = info.schema.getDirective('idempotent');
    const [node] = info.fieldNodes;
    const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
    const key = values?.['key'];
    if (typeof key !== 'string') {
      if (context.apiVersion < STRICT_SINCE) return resolve(source, args, context, info);
      throw graphFault(
        'The @idempotent directive is required for this mutation but was not provided.',
        'BAD_REQUEST',
      );
    }
    if (key.trim() === '') throw graphFault('The idempotency key must not be empty.', 'BAD_REQUEST');
    const verdict = context.idempotency.begin(field.name, key, args);
    if (verdict.kind === 'replay') return verdict.result;
    if (verdict.kind !== 'new') return refusal(field, refusals[verdict.kind]);
    let isSuccess = false;
    let result: unknown;
    try {
      result = resolve(source, args, context, info);
      isSuccess = !hasUserErrors(result);
      return result;
    } finally {
      context.idempotency.end(field.name, key, result, isSuccess);
    }
  };
}

function refusal(
  field: GraphQLField<unknown, Context>,
  error: { readonly code: string; readonly message: string },
): unknown {
  const payload = getNamedType(field.type);
  const name = isObjectType(payload)
    ? Object.keys(payload.getFields()).find((candidate) => candidate.toLowerCase().endsWith('usererrors'))
    : undefined;
  return { [name ?? 'userErrors']: [{ field: null, ...error }] };
}

function hasUserErrors(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false;
  return Object.entries(result).some(
    ([name, value]) => name.toLowerCase().endsWith('usererrors') && Array.isArray(value) && value.length > 0,
  );
}
