import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { SHOPIFY_API_VERSION } from './api-version.ts';

let built: GraphQLSchema | undefined;

/** The part of the published Admin API that connector and sandbox use; built at the first call. */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(
    readFileSync(new URL(`./generated/admin-${SHOPIFY_API_VERSION}.graphql`, import.meta.url), 'utf8'),
    // It was generated from a valid one, and a test validates it.
    { assumeValid: true },
  );
  return built;
}
