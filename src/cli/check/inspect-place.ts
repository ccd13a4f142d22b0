import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import type { Configuration } from '#config/schema.ts';
import type { Finding } from '#sdk/define-connector.ts';

const DISK_FREE_BYTES_MIN = 1024 * 1024 * 1024;

/** The folder of the ledger and the keys: writable, and with room. */
export async function inspectPlace({ dataDir, databaseUrl }: Configuration): Promise<readonly Finding[]> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await access(dataDir, constants.W_OK);
  const where = databaseUrl === null ? `SQLite in ${dataDir}` : 'PostgreSQL (DATABASE_URL)';
  const findings: Finding[] = [{ severity: 'ok', code: 'ledger.place', message: where }];
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < DISK_FREE_BYTES_MIN) {
    findings.push({
      severity: 'warning',
      code: 'ledger.disk',
      message: `only ${Math.floor((bavail * bsize) / 1_048_576)} MB are free at ${dataDir}`,
      advice: 'make room: webhooks are refused when the disk is full',
    });
  }
  return findings;
}
