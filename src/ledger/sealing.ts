import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCES_PER_DRAW = 256;
const KEY_ID_DIGITS = 8;

/** Where a sealed text stands. It is part of the seal: a text that was moved to another row does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** AES-256-GCM for texts at rest. Records have the form `v1|key id|nonce|ciphertext|tag`, in base64. */
export interface Sealer {
  seal(text: string, place: SealedPlace): string;
  /** @throws SealBrokenError when it was changed or moved, or when its key is not known. */
  open(record: string, place: SealedPlace): string;
  /** Keyed fingerprint: finds equal values without storing them. */
  fingerprint(text: string): string;
  /** The same under every key that is known, the current one first: what was noted before a rotation is still found. */
  fingerprints(text: string): readonly string[];
}

/** A sealed text cannot be opened: changed, moved, or sealed with a key that we do not have. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/** New texts are sealed with `key`; texts under `previousKeys` still open. Keys are 32 random bytes. */
export function createSealer(key: Buffer, previousKeys: readonly Buffer[] = []): Sealer {
  const keys = new Map(
    [...previousKeys, key].map((candidate) => [keyIdOf(candidate), createSecretKey(candidate)]),
  );
  const currentId = keyIdOf(key);
  const currentKey = createSecretKey(key);
  const nextNonce = createNonceSource();
  return {
    seal(text, place) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(placeBytes(place, currentId));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        currentId,
        ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64')),
      ].join('|');
    },
    open(record, place) {
      const [version, keyId = '', ...parts] = record.split('|');
      const [nonce, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64'));
      const found = keys.get(keyId);
      if (
        version !== 'v1' ||
        parts.length !== 3 ||
        nonce === undefined ||
        sealed === undefined ||
        tag === undefined
      ) {
        throw new SealBrokenError(`${nameOf(place)} is no sealed text`);
      }
      if (found === undefined)
        throw new SealBrokenError(`${nameOf(place)} is sealed with key ${keyId}, which is not configured`);
      try {
        const decipher = createDecipheriv('aes-256-gcm', found, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(placeBytes(place, keyId));
        decipher.setAuthTag(tag);
        return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SealBrokenError(`${nameOf(place)} was changed or moved after it was sealed`, { cause });
      }
    },
    fingerprint: (text) => fingerprintUnder(currentKey, text),
    fingerprints: (text) => [
      ...new Set([currentKey, ...keys.values()].map((candidate) => fingerprintUnder(candidate, text))),
    ],
  };
}

/** Random nonces, each given out once; drawn many at a time, because one call costs as much as a hundred nonces. */
function createNonceSource(): () => Buffer {
  const pool = Buffer.alloc(NONCE_BYTES * NONCES_PER_DRAW);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += NONCE_BYTES;
    return Buffer.from(pool.subarray(used - NONCE_BYTES, used));
  };
}

function fingerprintUnder(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Says which key sealed a record without saying anything about the key. */
function keyIdOf(key: Buffer): string {
  if (key.length !== KEY_BYTES)
    throw new RangeError(`a sealing key has ${KEY_BYTES} bytes, this one has ${key.length}`);
  return createHash('sha256').update('key id').update(key).digest('hex').slice(0, KEY_ID_DIGITS);
}

function placeBytes({ table, column, row }: SealedPlace, keyId: string): Buffer {
  return Buffer.from(`${table}|${column}|${row}|${keyId}`);
}

function nameOf({ table, column }: SealedPlace): string {
  return `${table}.${column} of a row`;
}
