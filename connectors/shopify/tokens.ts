import { z } from 'zod';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { NoAnswerError, NotSentError, ThrottledError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { hideSecret, type Secret } from '#sdk/secret.ts';
import { retryAfterOf } from './cost-report.ts';
import { baseUrlOf, type ShopifySettings } from './settings.ts';

/** Renewed at this part of its life, so that no call ever meets an expired token in good weather. */
const RENEW_AT_LIFE_SHARE = 0.8;
const RETRY_WITHOUT_ADVICE_MS = 2_000;

export interface TokenSource {
  /** The token to use now. Many callers at once cause one request. */
  current(): Promise<Secret>;
  /** Another one than `refused`, or undefined when there can be none (a static token). */
  renew(refused: Secret): Promise<Secret | undefined>;
}

const grantShape = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export function createTokenSource(settings: ShopifySettings, tools: ConnectorTools): TokenSource {
  const { accessToken, clientId, clientSecret } = settings;
  if (accessToken !== undefined) {
    return { current: () => Promise.resolve(accessToken), renew: () => Promise.resolve(undefined) };
  }
  if (clientId === undefined || clientSecret === undefined) {
    // The settings schema refuses this; the check satisfies the types.
    throw new TypeError('neither a token nor client credentials');
  }
  return createClientCredentials({ url: baseUrlOf(settings), clientId, clientSecret, tools });
}

interface ClientCredentials {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly tools: Pick<ConnectorTools, 'http' | 'clock'>;
}

/** The client credentials grant: the app's own id and secret for a token of a day. There is nothing to refresh. */
function createClientCredentials(options: ClientCredentials): TokenSource {
  const { clock } = options.tools;
  let held: { readonly token: Secret; readonly renewAtMs: number } | undefined;
  let underWay: Promise<Secret> | undefined;

  const ask = async (): Promise<Secret> => {
    const askedAtMs = clock.monotonicMs();
    const grant = await requestGrant(options);
    const token = hideSecret(grant.access_token);
    held = { token, renewAtMs: askedAtMs + grant.expires_in * 1_000 * RENEW_AT_LIFE_SHARE };
    return token;
  };
  const askOnce = (): Promise<Secret> => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    async current() {
      if (held !== undefined && clock.monotonicMs() < held.renewAtMs) return held.token;
      return askOnce();
    },
    async renew(refused) {
      // Another call may have renewed it while this one was being refused.
      if (held !== undefined && held.token !== refused) return held.token;
      held = undefined;
      return askOnce();
    },
  };
}

/** Until there is a token, the call it was for has not left this machine: every failure here is "not sent". */
async function requestGrant(options: ClientCredentials): Promise<z.output<typeof grantShape>> {
  const response = await postGrant(options);
  if (response.status === 429) {
    const waitMs = retryAfterOf(response) ?? RETRY_WITHOUT_ADVICE_MS;
    throw new ThrottledError('Shopify throttled the request for a token', waitMs);
  }
  if (response.status >= 500)
    throw new NotSentError(`no access token: Shopify failed (HTTP ${response.status})`);
  if (response.status !== 200) {
    throw new UnauthorizedError(`Shopify does not accept the client credentials (HTTP ${response.status})`);
  }
  try {
    return grantShape.parse(JSON.parse(response.body));
  } catch {
    // The cause is left out on purpose: it could carry the token.
    throw new NotSentError('no access token: Shopify answered the request for one with an unexpected shape');
  }
}

async function postGrant({ url, clientId, clientSecret, tools }: ClientCredentials): Promise<HttpResponse> {
  try {
    return await tools.http.call({
      method: 'POST',
      url: `${url}/admin/oauth/access_token`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret.reveal(),
      }),
      operation: 'token',
      unmetered: true,
    });
  } catch (error) {
    if (error instanceof NoAnswerError)
      throw new NotSentError('no access token: no answer', { cause: error });
    throw error;
  }
}
