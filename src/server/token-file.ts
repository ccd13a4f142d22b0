import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hideSecret, type Secret } from '#sdk/secret.ts';

const TOKEN_BYTES = 32;

export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** The token in this file; made at the first call, readable by its owner alone. */
export function ensureTokenFile(file: string): Secret {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Exclusive, so that two processes which start together agree on one token.
    writeFileSync(file, `${createToken()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const token = readFileSync(file, 'utf8').trim();
  if (token.length < TOKEN_BYTES)
    throw new Error(`${file} holds no token; delete it, and a new one is made at the next start`);
  return hideSecret(token);
}
