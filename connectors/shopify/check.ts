import { z } from 'zod';
import type { Finding } from '#sdk/define-connector.ts';
import { SynclineError, UnauthorizedError } from '#sdk/errors.ts';
import { SHOPIFY_API_VERSION } from './api-version.ts';
import type { Answered, ShopifyClient } from './client.ts';
import { SHOP_INFO } from './operations/shop.ts';
import { findScopeFaults, requiredScopesOf } from './scopes.ts';
import type { OptionalReads, ShopifySettings } from './settings.ts';

const CLOCK_SKEW_MAX_MS = 5 * 60_000;

const infoShape = z.object({
  shop: z.object({ myshopifyDomain: z.string(), currencyCode: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  publicApiVersions: z.array(z.object({ handle: z.string(), supported: z.boolean() })),
});

type Info = z.output<typeof infoShape>;

/** Contacts the shop once and says what is right and wrong with the app, the token and the clocks. */
export async function checkShop(
  client: ShopifyClient,
  settings: Pick<ShopifySettings, 'shop'> & OptionalReads,
  { hasWebhookSecret }: { readonly hasWebhookSecret: boolean },
): Promise<readonly Finding[]> {
  try {
    const answer = await client.read({
      operation: SHOP_INFO,
      label: 'check',
      shape: infoShape,
      variables: {},
    });
    const { data } = answer;
    return [
      { severity: 'ok', code: 'credentials', message: 'Shopify accepts the credentials' },
      ...findDomain(data, settings.shop),
      ...findScopeFaults(
        data.currentAppInstallation.accessScopes.map(({ handle }) => handle),
        requiredScopesOf(settings),
      ),
      ...findVersion(data, client.servedVersion()),
      ...findSkew(answer),
      ...findSecret(hasWebhookSecret),
      { severity: 'ok', code: 'shop.currency', message: `the shop's currency is ${data.shop.currencyCode}` },
    ];
  } catch (error) {
    if (!(error instanceof SynclineError)) throw error;
    return [toFinding(error)];
  }
}

function toFinding(error: SynclineError): Finding {
  if (error instanceof UnauthorizedError) {
    return {
      severity: 'error',
      code: 'credentials',
      message: error.message,
      advice:
        'Check the token or the client id and secret, and that the app is still installed in this shop.',
    };
  }
  return {
    severity: 'error',
    code: 'unreachable',
    message: error.message,
    advice: 'Check the shop name and the network.',
  };
}

function findDomain({ shop }: Info, expected: string): readonly Finding[] {
  if (shop.myshopifyDomain.toLowerCase() === expected) return [];
  return [
    {
      severity: 'error',
      code: 'shop.domain',
      message: `the credentials belong to ${shop.myshopifyDomain}, not to ${expected}`,
      advice: 'Set `shop` to the permanent domain of the shop; webhooks are compared with it.',
    },
  ];
}

function findSecret(hasWebhookSecret: boolean): readonly Finding[] {
  if (hasWebhookSecret) return [];
  return [
    {
      severity: 'warning',
      code: 'webhooks.secret',
      message: 'there is no secret to verify webhooks with, so all of them are refused',
      advice: "Set `webhookSecret` to the app's client secret.",
    },
  ];
}

function findVersion({ publicApiVersions }: Info, served: string | null): readonly Finding[] {
  if (served !== null && served !== SHOPIFY_API_VERSION) {
    return [
      {
        severity: 'error',
        code: 'api-version',
        message: `Shopify serves API version ${served} instead of ${SHOPIFY_API_VERSION}`,
        advice: 'This version of Syncline is too old for the shop: update it.',
      },
    ];
  }
  const known = publicApiVersions.find(({ handle }) => handle === SHOPIFY_API_VERSION);
  if (known?.supported === true) {
    return [
      { severity: 'ok', code: 'api-version', message: `API version ${SHOPIFY_API_VERSION} is supported` },
    ];
  }
  return [
    {
      severity: 'warning',
      code: 'api-version',
      message: `Shopify no longer lists API version ${SHOPIFY_API_VERSION} as supported`,
      advice: 'Update Syncline before Shopify turns the version off.',
    },
  ];
}

function findSkew({ answeredAt, vendorAt }: Answered<unknown>): readonly Finding[] {
  if (vendorAt === null) return [];
  const skewMs = answeredAt - vendorAt;
  if (Math.abs(skewMs) <= CLOCK_SKEW_MAX_MS) {
    return [{ severity: 'ok', code: 'clock', message: 'the clocks agree' }];
  }
  return [
    {
      severity: 'warning',
      code: 'clock',
      message: `this machine's clock differs from Shopify's by ${Math.round(skewMs / 1_000)} s`,
      advice: 'Switch on time synchronization (NTP) on this machine.',
    },
  ];
}
