import { readFileSync } from 'node:fs';
import {
  buildSchema,
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { SHOPIFY_API_VERSION } from '#connectors/shopify/api-version.ts';
import { keyedMutations } from '../wire/idempotency.ts';
import { accessRuleOf, denyAccess, isAllowed } from './access.ts';
import { type Context, graphFault, type Resolve } from './context.ts';
import { withIdempotency } from './idempotent.ts';
import { allResolvers } from './registry.ts';

let built: GraphQLSchema | undefined;

/** The executable schema. It keeps nothing of a shop: what a resolver needs is in the context of its call. */
export function sandboxSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const path = new URL(`../../generated/admin-${SHOPIFY_API_VERSION}.graphql`, import.meta.url);
  const schema = buildSchema(readFileSync(path, 'utf8'), { assumeValid: true });
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = typeNameOf;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const isRoot = type === mutation || type === schema.getQueryType();
      const own = allResolvers[type.name]?.[field.name];
      const base: Resolve = own ?? (isRoot ? unsupported(field) : defaultFieldResolver);
      const keyed = type === mutation ? asMutation(field, base) : base;
      field.resolve = guarded(type.name, field, keyed);
    }
  }
  return schema;
}

function typeNameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('typeName' in value && typeof value.typeName === 'string') return value.typeName;
  return 'kind' in value && typeof value.kind === 'string' ? value.kind : undefined;
}

/** The schema has more roots than the sandbox plays; it says so instead of inventing an answer. */
function unsupported(field: GraphQLField<unknown, Context>): Resolve {
  return () => {
    throw graphFault(`The sandbox does not play ${field.name}.`, 'SANDBOX_UNSUPPORTED');
  };
}

function asMutation(field: GraphQLField<unknown, Context>, resolve: Resolve): Resolve {
  const withFreshTotals: Resolve = (source, args, context, info) => {
    context.amounts.clear();
    return resolve(source, args, context, info);
  };
  return keyedMutations.has(field.name) ? withIdempotency(field, withFreshTotals) : withFreshTotals;
}

/** Refuses a field that the app's scopes do not allow. */
function guarded(typeName: string, field: GraphQLField<unknown, Context>, resolve: Resolve): Resolve {
  const rule = accessRuleOf(typeName, field.name, getNamedType(field.type).name);
  if (rule === undefined) return resolve;
  return (source, args, context, info) => {
    if (!isAllowed(rule, context.scopes)) throw denyAccess(rule, field.name);
    return resolve(source, args, context, info);
  };
}
