import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** The credential of every connection; `runCommand` refuses answers that show it. */
const SECRET = 'hunter2';

/** A folder with a configuration of one store and one ERP. */
export function createMerchantFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-cli-'));
  writeFileSync(
    join(folder, 'syncline.config.ts'),
    `export default {
      connections: {
        'store-us': { connector: 'shopify', settings: { shop: 'acme.myshopify.com', url: 'http://127.0.0.1:1', accessToken: { secretFromEnv: 'TOKEN' } } },
        erp: { connector: 'odoo', settings: { url: 'http://127.0.0.1:1', database: 'd', login: 'l', apiKey: { secretFromEnv: 'TOKEN' } } },
      },
      locations: { main: { authority: { connection: 'erp', locationId: '1' }, shownOn: { 'store-us': '77' } } },
      channels: { 'store-us': { bookedBy: 'erp', ordersFrom: '2020-01-01' } },
      buffer: 2,
    }`,
  );
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real program as a process of its own. @param more what its environment has besides the credential. */
export async function runCommand(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...environmentOf(cwd), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return refuseSecret(args, { code, out, err });
}

/** Nothing of the caller's, and the credential. */
export function environmentOf(cwd: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: cwd, TOKEN: SECRET };
}

/** @throws when the answer shows the credential. */
export function refuseSecret(args: readonly string[], result: CommandResult): CommandResult {
  if (`${result.out}${result.err}`.includes(SECRET)) throw new Error(`${args.join(' ')} printed a secret`);
  return result;
}

/** Exactly one JSON value, or it throws. */
export function json(out: string): unknown {
  return JSON.parse(out);
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
