import { z } from 'zod';
import { type Secret, secret } from '#sdk/secret.ts';

export const KEY_BYTES = 32;

/** A setting that is a key of 32 bytes; it stays text, as `decodeKey` reads it. */
export function sealingKey() {
  return secret().transform((value, context): Secret => {
    if (decodeKey(value.reveal()) !== null) return value;
    context.addIssue({ code: 'custom', message: 'expected 32 random bytes in base64 or hex' });
    return z.NEVER;
  });
}

/** 64 hex digits or 44 characters of base64; null when it is neither, or a key that nobody should use. */
export function decodeKey(text: string): Buffer | null {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  const key = Buffer.from(text, isHex ? 'hex' : 'base64');
  const isRepeated = key.every((byte) => byte === key[0]);
  return key.length === KEY_BYTES && !isRepeated ? key : null;
}
