import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfiguration } from '#config/load.ts';
import { ConfigurationError } from '#config/problem.ts';
import { defineConnector } from '#sdk/define-connector.ts';
import { secret } from '#sdk/secret.ts';

/** Where the written configurations lie; the test that uses it removes it at its end. */
export const folder = mkdtempSync(join(tmpdir(), 'syncline-config-'));

const shop = defineConnector({
  name: 'shop',
  title: 'Shop',
  settings: z.strictObject({ url: z.url(), token: secret() }),
  limits: () => ({ kind: 'requests', perSecond: 1, burst: 1 }),
  connect: () => ({ check: () => Promise.resolve([]) }),
});
const loose = { ...shop, name: 'loose', settings: z.object({ colour: z.string().optional() }) };
export const connectors = [shop, loose];

let count = 0;
function write(text: string): string {
  count += 1;
  const path = join(folder, `case-${count}.config.ts`);
  // Another file of the same process may have removed it at its end.
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return path;
}

export function load(text: string, environment: Readonly<Record<string, string>> = {}) {
  return loadConfiguration({ connectors, path: write(text), environment });
}

/** The connections that every case has. */
export const good = `connections: { a: { connector: 'shop', settings: { url: 'https://a.example', token: 'hunter2' } }, b: { connector: 'loose' } }`;

/** The refusal of this configuration. */
export async function problemsOf(text: string, environment: Readonly<Record<string, string>> = {}) {
  try {
    await load(text, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

export function removeFolder(): void {
  rmSync(folder, { recursive: true, force: true });
}
