import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OdooSandbox, startOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import { asList, fieldOf, json, runCommand } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'syncline-check-'));
let sandbox: OdooSandbox;

beforeAll(async () => {
  sandbox = await startOdooSandbox({ apiKey: 'hunter2', workMs: () => 0 });
  sandbox.erp.addProduct({ sku: 'A', name: 'A', onHand: { WH: 3 } });
  sandbox.erp.addProduct({ sku: 'A', name: 'A again' });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;

async function check(configuration: string) {
  files += 1;
  const file = `${files}.config.ts`;
  writeFileSync(join(folder, file), `export default ${configuration}`);
  const { code, out } = await runHere(['check', '--json', '--config', file], folder);
  return { code, findings: asList(fieldOf(json(out), 'findings')) };
}

function erp(settings = ''): string {
  return `{ connector: 'odoo', settings: { url: '${sandbox.url}', database: '${sandbox.database}', login: 'admin', apiKey: { secretFromEnv: 'TOKEN' } ${settings} } }`;
}

test('a configuration that imports what only the Syncline folder knows is refused with the way out', async () => {
  const text = "import { defineConfig } from '#config/define-config.ts'; export default defineConfig({})";
  writeFileSync(join(folder, 'syncline.config.ts'), text);
  const { code, err } = await runCommand(['check'], folder);
  expect(code).not.toBe(0);
  expect(err).toMatch(/it does not run: .*without imports/u);
});

test('a system that answers is reported with what is right and what to do about the rest', async () => {
  const { code, findings } = await check(
    `{ connections: { erp: ${erp()} }, locations: { main: { authority: { connection: 'erp', locationId: '1' } } } }`,
  );
  expect(code).toBe(0);
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: 'erp', code: 'location.mapped', severity: 'ok' }),
      expect.objectContaining({
        subject: 'erp',
        code: 'sku.shared',
        severity: 'warning',
        message: expect.stringContaining('"A"') as unknown,
      }),
      expect.objectContaining({ subject: 'redis', severity: 'ok' }),
    ]),
  );
});

test('a dead system and a wrong location are errors, and do not hide what the others say', async () => {
  const dead = `{ connector: 'shopify', settings: { shop: 'acme.myshopify.com', url: 'http://127.0.0.1:1', accessToken: { secretFromEnv: 'TOKEN' } } }`;
  const { code, findings } = await check(
    `{ connections: { 'store-us': ${dead}, erp: ${erp()} }, channels: { 'store-us': { bookedBy: 'erp' } }, locations: { main: { authority: { connection: 'erp', locationId: '999' } } } }`,
  );
  expect(code).toBe(1);
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: 'store-us', severity: 'error' }),
      expect.objectContaining({
        subject: 'erp',
        code: 'location.unknown',
        severity: 'error',
        advice: expect.stringMatching(/it has: 1 /) as unknown,
      }),
    ]),
  );
});

test('a connection that cannot do its part is an error at its setting', async () => {
  const { code, findings } = await check(
    `{ connections: { erp: ${erp()}, other: ${erp()} }, channels: { erp: { bookedBy: 'other' } } }`,
  );
  expect(code).toBe(1);
  expect(findings).toEqual(
    expect.arrayContaining([expect.objectContaining({ subject: 'channels.erp', code: 'capability' })]),
  );
});

test('a refused credential is an error', async () => {
  const { code, findings } = await check(
    `{ connections: { erp: ${erp().replace("{ secretFromEnv: 'TOKEN' }", "'wrong'")} } }`,
  );
  expect(code).toBe(1);
  expect(findings).toEqual(
    expect.arrayContaining([expect.objectContaining({ subject: 'erp', severity: 'error' })]),
  );
});
