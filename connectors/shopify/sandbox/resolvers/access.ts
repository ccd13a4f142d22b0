import type { GraphQLError } from 'graphql';
import { readFileSync } from 'node:fs';
import { SHOPIFY_API_VERSION } from '#connectors/shopify/api-version.ts';
import { graphFault } from './context.ts';

/** The vendor's sentence, and the scopes of which one is enough. */
export interface AccessRule {
  readonly requiredAccess: string;
  readonly scopes: readonly string[];
}

const path = new URL(`../../generated/admin-access-${SHOPIFY_API_VERSION}.json`, import.meta.url);
const rules = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, AccessRule>>;

/** The rule of a field: its own, else that of the type it answers. Inside an object that may be read, leaves are free. */
export function accessRuleOf(
  typeName: string,
  fieldName: string,
  resultType: string,
): AccessRule | undefined {
  return rules[`${typeName}.${fieldName}`] ?? rules[resultType.replace(/Connection$/, '')];
}

export function isAllowed(rule: AccessRule, scopes: ReadonlySet<string>): boolean {
  return rule.scopes.some((scope) => scopes.has(scope) || scopes.has(scope.replace(/^read_/, 'write_')));
}

export function denyAccess(rule: AccessRule, fieldName: string): GraphQLError {
  const message = `Access denied for ${fieldName} field. Required access: ${rule.requiredAccess}`;
  return graphFault(message, 'ACCESS_DENIED', {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess: rule.requiredAccess,
  });
}
