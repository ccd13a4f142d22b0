import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectors } from '#connectors/registry.ts';
import { createPlainHttp } from '#tests/support/plain-http.ts';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const printed = z.object({ url: z.url(), settings: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Starts one as a person does; what it prints is all that one needs to use it. */
async function startByHand(args: readonly string[]) {
  const child = spawn(process.execPath, [main, 'sandbox', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const { settings } = await new Promise<z.output<typeof printed>>((resolve, reject) => {
    let [out, said] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.endsWith('}\n')) resolve(printed.parse(JSON.parse(out)));
    });
    child.once('close', () => reject(new Error(said)));
  });
  return {
    settings,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

test.each([
  ['shopify', []],
  ['odoo', ['--version', '19']],
  ['shipbob', []],
  ['klaviyo', ['--profiles', '3']],
] as const)(
  '"sandbox %s" prints settings with which its connector finds nothing wrong, and ends when told to',
  { timeout: 120_000 },
  async (name, options) => {
    const sandbox = await startByHand([name, '--products', '2', ...options]);
    const connector = connectors.find((one) => one.name === name);
    const connection = connector?.open(sandbox.settings, {
      http: createPlainHttp(),
      clock: systemClock,
      random: systemRandom,
      log: createNotedLog(),
    });
    const findings = (await connection?.check()) ?? [];
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    if (name === 'klaviyo') {
      const pages = connection?.consents?.source?.changedSince(null) ?? [];
      let people = 0;
      for await (const { items } of pages) people += items.length;
      expect(people).toBe(3);
    }
    expect(await sandbox.stop()).toBe(0);
  },
);
