import { createHash } from 'node:crypto';

/** What Shopify says a day is for a token of the client credentials grant. */
export const TOKEN_LIFE_MS = 86_399_000;

/** Who may call: one static token, and those that the grant gave out. */
export interface Tokens {
  readonly clientId: string;
  clientSecret: string;
  /** @returns a token and the seconds it lives, or undefined for wrong credentials. */
  grant(
    clientId: string,
    clientSecret: string,
  ): { readonly token: string; readonly expiresIn: number } | undefined;
  accepts(token: string): boolean;
  /** Every token given out so far stops working, the static one too unless it is kept. */
  revokeAll(): void;
  /** A new secret; tokens that were granted with the old one stop working. */
  rotateSecret(secret: string): void;
}

export function createTokens(options: {
  readonly now: () => number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly staticToken: string;
  readonly lifeMs: number;
}): Tokens {
  const expiries = new Map<string, number>();
  let count = 0;
  let isRevoked = false;
  const tokens: Tokens = {
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    grant(clientId, clientSecret) {
      if (clientId !== tokens.clientId || clientSecret !== tokens.clientSecret) return undefined;
      count += 1;
      const token = `shpca_${createHash('sha256').update(`${clientSecret} ${count}`).digest('hex').slice(0, 32)}`;
      expiries.set(token, options.now() + options.lifeMs);
      isRevoked = false;
      return { token, expiresIn: Math.floor(options.lifeMs / 1_000) };
    },
    accepts(token) {
      if (token === options.staticToken) return !isRevoked;
      const expiry = expiries.get(token);
      return expiry !== undefined && options.now() < expiry;
    },
    revokeAll() {
      expiries.clear();
      isRevoked = true;
    },
    rotateSecret(secret) {
      expiries.clear();
      tokens.clientSecret = secret;
    },
  };
  return tokens;
}
