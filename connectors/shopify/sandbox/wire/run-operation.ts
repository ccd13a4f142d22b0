import {
  execute,
  type ExecutionResult,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { documentCost } from '#connectors/shopify/query-cost.ts';
import { sandboxSchema } from '../resolvers/build-schema.ts';
import type { Context } from '../resolvers/context.ts';
import { actualCost } from './actual-cost.ts';
import type { Bucket } from './bucket.ts';
import { variableErrors } from './coerce-variables.ts';
import { createDocuments } from './documents.ts';
import type { GraphErrorEntry } from './graph-errors.ts';
import { findLongArray } from './long-arrays.ts';

const COST_MAX = 1_000;
const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits';
const prepare = createDocuments(sandboxSchema());

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** The body of an answer; always with status 200, whatever went wrong. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphErrorEntry[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * What happens to a call, in Shopify's order: parse and validate, variables, long arrays, cost, bucket, run. The points
 * reserved beyond the actual cost come back afterwards.
 */
export async function runOperation(
  operation: Operation,
  {
    bucket,
    context,
    isThrottled,
  }: { readonly bucket: Bucket; readonly context: Context; readonly isThrottled: boolean },
): Promise<Answer> {
  const schema = sandboxSchema();
  const prepared = prepare(operation.query);
  if ('errors' in prepared) return { errors: prepared.errors };
  const { document } = prepared;
  const definition = findOperation(document.definitions, operation.operationName);
  if (definition === undefined) return { errors: [{ message: 'No operation named or found' }] };
  const wrong = variableErrors(schema, definition, operation.variables);
  if (wrong.length > 0) return { errors: wrong };
  const long = findLongArray(definition, operation.variables);
  if (long !== undefined) return { errors: [long] };

  const requested = documentCost(schema, document, operation.variables, operation.operationName);
  if (requested > COST_MAX) return { errors: [tooCostly(requested)] };
  if (isThrottled || !bucket.reserve(requested)) return throttled(requested, bucket);
  const result = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: operation.variables,
    operationName: operation.operationName ?? null,
  });
  const actual = Math.min(
    requested,
    actualCost(schema, document, operation.variables, operation.operationName, result.data),
  );
  bucket.refund(requested - actual);
  return toAnswer(result, {
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
    ...(context.searchNotes.length === 0 ? {} : { search: context.searchNotes }),
  });
}

function findOperation(
  definitions: readonly { readonly kind: Kind }[],
  name: string | undefined,
): OperationDefinitionNode | undefined {
  const operations = definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  return name === undefined ? operations[0] : operations.find((node) => node.name?.value === name);
}

function toAnswer(result: ExecutionResult, extensions: Readonly<Record<string, unknown>>): Answer {
  const { data, errors } = result;
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(toEntry) }),
    extensions,
  };
}

/** An error that a resolver did not mean is a defect of the sandbox, and is shown as Shopify shows its own. */
function toEntry(error: GraphQLError): GraphErrorEntry {
  const code = error.extensions['code'];
  return {
    message: error.message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.extensions['bare'] === true
      ? {}
      : {
          extensions:
            code === undefined ? { code: 'INTERNAL_SERVER_ERROR', requestId: 'sandbox' } : error.extensions,
        }),
  };
}

function tooCostly(cost: number): GraphErrorEntry {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${COST_MAX}).\n\nSee ${LIMITS_PAGE} for more information on how the cost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/api/usage/bulk-operations/queries for usage details.\n`,
    extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: COST_MAX, documentation: LIMITS_PAGE },
  };
}

function throttled(requestedQueryCost: number, bucket: Bucket): Answer {
  return {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: LIMITS_PAGE } }],
    extensions: { cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: bucket.status() } },
  };
}
