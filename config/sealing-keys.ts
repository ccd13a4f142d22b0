import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dataFilesIn } from './data-files.ts';
import type { Configuration } from './schema.ts';
import { decodeKey, KEY_BYTES } from './sealing-key.ts';

export interface SealingKeys {
  /** Seals from now on. */
  readonly current: Buffer;
  /** Open what they sealed. */
  readonly previous: readonly Buffer[];
}

/**
 * The keys of the configuration; without one, the key file in the data folder, which is made at the first start and is
 * readable by its owner alone.
 *
 * @throws When the file holds no key: a new one would leave everything sealed so far shut.
 */
export function readSealingKeys({ sealingKey, sealingKeysPrevious, dataDir }: Configuration): SealingKeys {
  const previous = sealingKeysPrevious.map((key) => mustDecode(key.reveal(), 'sealingKeysPrevious'));
  if (sealingKey !== null) return { current: mustDecode(sealingKey.reveal(), 'sealingKey'), previous };
  const file = dataFilesIn(dataDir).sealingKey;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Exclusive: of two processes that start together one makes the key, and both read the same.
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return { current: mustDecode(readFileSync(file, 'utf8').trim(), file), previous };
}

function mustDecode(text: string, place: string): Buffer {
  const key = decodeKey(text);
  if (key === null)
    throw new Error(
      `${place} holds no key of ${KEY_BYTES} bytes in base64 or hex; bring the right one back, or what it sealed stays shut`,
    );
  return key;
}
