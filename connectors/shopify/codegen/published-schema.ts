import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { SHOPIFY_API_VERSION } from '../api-version.ts';

/** Which access scopes allow a type or a field; any one of `offlineScopes` is enough. */
export interface PublishedAccess {
  readonly typeName: string;
  readonly fieldName?: string;
  readonly requiredAccess: string;
  readonly offlineScopes: readonly string[];
}

export interface PublishedApi {
  readonly schema: GraphQLSchema;
  readonly access: readonly PublishedAccess[];
}

interface PublishedFile {
  readonly data: IntrospectionQuery;
  readonly offline_scopes: { readonly items: readonly PublishedAccess[] };
}

/** The whole Admin API of our version, as Shopify publishes it in the package `@shopify/dev-mcp`. */
export function loadPublishedApi(): PublishedApi {
  const manifest = findPackageJSON('@shopify/dev-mcp', import.meta.url);
  if (manifest === undefined) throw new Error('@shopify/dev-mcp is not installed');
  const path = join(dirname(manifest), 'dist', 'data', `admin_${SHOPIFY_API_VERSION}.json.gz`);
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as PublishedFile;
  return { schema: buildClientSchema(file.data), access: file.offline_scopes.items };
}
