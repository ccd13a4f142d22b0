import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { PublishedAccess } from './published-schema.ts';

/** `Order` or `Mutation.orderCancel` -> the vendor's sentence and the scopes of which one is enough. */
export type AccessTable = Readonly<
  Record<string, { readonly requiredAccess: string; readonly scopes: readonly string[] }>
>;

/** The access rules of what the pruned schema still has; a rule that its type already states is left out. */
export function pickAccess(pruned: GraphQLSchema, published: readonly PublishedAccess[]): AccessTable {
  const ofTypes = new Map(
    published.filter((entry) => entry.fieldName === undefined).map((entry) => [entry.typeName, entry]),
  );
  const table: Record<string, { requiredAccess: string; scopes: readonly string[] }> = {};
  for (const entry of published) {
    if (entry.offlineScopes.length === 0) continue;
    const type = pruned.getType(entry.typeName);
    if (!isObjectType(type)) continue;
    if (entry.fieldName !== undefined) {
      if (type.getFields()[entry.fieldName] === undefined) continue;
      if (ofTypes.get(entry.typeName)?.requiredAccess === entry.requiredAccess) continue;
    }
    const key = entry.fieldName === undefined ? entry.typeName : `${entry.typeName}.${entry.fieldName}`;
    table[key] = { requiredAccess: entry.requiredAccess, scopes: entry.offlineScopes };
  }
  return Object.fromEntries(Object.entries(table).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
