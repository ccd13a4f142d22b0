import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Secret } from '#sdk/secret.ts';

/**
 * Lets a request pass that carries the token, as `Bearer` or as the password of HTTP Basic (so that a browser asks for
 * it); answers 401 to all others. The token is asked for anew each time: a reload may have changed it.
 */
export function createTokenGuard(token: () => Secret, realm: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = readToken(request.headers.authorization);
    if (given !== null && isSame(given, token().reveal())) return;
    await reply
      .code(401)
      .header('www-authenticate', `Basic realm="${realm}", charset="UTF-8"`)
      .send({ error: 'a token is needed: as Bearer, or as the password of Basic' });
  };
}

function readToken(header: string | undefined): string | null {
  const [, scheme, value] = /^(basic|bearer) +(\S+)$/i.exec(header ?? '') ?? [];
  if (scheme === undefined || value === undefined) return null;
  if (scheme.toLowerCase() === 'bearer') return value;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  const colon = credentials.indexOf(':');
  return colon < 0 ? null : credentials.slice(colon + 1);
}

/** Over digests: equally long, so neither length nor contents show in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
