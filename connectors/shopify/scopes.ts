import type { Finding } from '#sdk/define-connector.ts';
import type { OptionalReads } from './settings.ts';

/** The least that the connector needs; https://shopify.dev/docs/api/usage/access-scopes. */
const always: readonly string[] = [
  'read_orders',
  'read_products',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
];

/** Only where customers are read and told a no. */
const customerScopes: readonly string[] = ['read_customers', 'write_customers'];

/**
 * Who buys is a customer or a company. A company could be read with `read_companies` too, but the same field answers the
 * customer of an ordinary order, and a customer takes this one.
 */
const companyScopes: readonly string[] = ['read_customers'];

/** Of use in some shops and therefore not too much: orders older than 60 days, and locations that a 3PL runs. */
const optionalScopes: readonly string[] = [
  'read_all_orders',
  'read_third_party_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

export function requiredScopesOf({
  customers,
  companies,
  paymentTerms,
  returns,
}: OptionalReads): readonly string[] {
  const wanted = [
    ...always,
    ...(customers ? customerScopes : []),
    ...(companies ? companyScopes : []),
    ...(paymentTerms ? ['read_payment_terms'] : []),
    ...(returns ? ['read_returns'] : []),
  ];
  return [...new Set(wanted)];
}

/** What the app may do too little, and what it may do too much. A `write_` scope contains its `read_` scope. */
export function findScopeFaults(
  granted: readonly string[],
  requiredScopes: readonly string[],
): readonly Finding[] {
  const held = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]));
  const allowed = new Set([...requiredScopes, ...optionalScopes]);
  const missing = requiredScopes.filter((scope) => !held.has(scope));
  const excessive = granted.filter((scope) => !allowed.has(scope));
  const findings: Finding[] = [];
  if (missing.length > 0) {
    findings.push({
      severity: 'error',
      code: 'scopes.missing',
      message: `the app lacks the scopes ${missing.join(', ')}`,
      advice: 'Add them to the app and let the shop approve the new version.',
    });
  }
  if (excessive.length > 0) {
    findings.push({
      severity: 'warning',
      code: 'scopes.excessive',
      message: `the app has scopes that Syncline does not need: ${excessive.join(', ')}`,
      advice: 'Remove them: a stolen token can do no more than its scopes.',
    });
  }
  if (findings.length > 0) return findings;
  return [{ severity: 'ok', code: 'scopes', message: 'the app has the scopes that it needs and no others' }];
}
