import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { loadConfiguration } from '#config/load.ts';
import type { Connector } from '#sdk/define-connector.ts';
import {
  findEnvironmentReaders,
  findReachingOut,
  findShapeViolations,
} from '#tests/architecture/file-laws.ts';
import { findRoomViolations } from '#tests/architecture/rooms.ts';
import { layOut } from './guide/lay-out.ts';
import { applyChange, readBlocks } from './guide/read-blocks.ts';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(join(repository, 'docs/writing-a-connector.md'), 'utf8');
const blocks = readBlocks(guide);
const code = blocks.filter(({ language }) => language === 'ts');
const target = mkdtempSync(join(tmpdir(), 'syncline-guide-'));
layOut(blocks, { repository, target });
// Begun here, so that it runs beside the kit.
const compiled = compile();

afterAll(() => {
  rmSync(target, { recursive: true, force: true });
});

// The guide's own registration: every check of the kit runs over the connector that the guide writes.
await importWritten('tests/conformance/parcelhouse.test.ts');

test('what the guide writes has the right types', async () => {
  expect(await compiled).toBe('');
});

test('what the guide writes keeps the laws of the house', () => {
  const { imports } = z
    .object({ imports: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')));
  // The merchant's configuration is nobody's room.
  const files = code.filter(({ path }) => path.includes('/'));
  expect(files.length).toBeGreaterThan(10);
  expect(findRoomViolations(files, imports)).toEqual([]);
  expect([findShapeViolations, findReachingOut, findEnvironmentReaders].flatMap((law) => law(files))).toEqual(
    [],
  );
});

test('the registry of the guide knows its connector, and its configuration is one that the program takes', async () => {
  const { connectors } = (await importWritten('connectors/registry.ts')) as {
    readonly connectors: readonly Connector[];
  };
  const { configuration } = await loadConfiguration({
    connectors,
    path: join(target, 'syncline.config.ts'),
    environment: {
      SHOPIFY_TOKEN: 'shpat_1',
      ODOO_KEY: 'key',
      PARCELHOUSE_TOKEN: 'token',
      PARCELHOUSE_WEBHOOK_SECRET: 'sixteen-characters',
    },
  });
  expect(configuration.connections['warehouse']?.connector).toBe('parcelhouse');
});

test('the page of the guide explains every setting of its connector', async () => {
  const { settings } = (await importWritten('connectors/parcelhouse/settings.ts')) as {
    readonly settings: z.ZodObject;
  };
  const page = blocks.find(({ path }) => path === 'docs/connectors/parcelhouse.md')?.text ?? '';
  const names = Object.keys(settings.shape);
  expect(names).toContain('webhookSecret');
  expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});

test('a block without a name and a change that does not fit are told', () => {
  expect(() => readBlocks('text\n\n```ts\nconst a = 1;\n```\n')).toThrow(/has no name/);
  const change = { path: 'a.ts', language: 'diff', text: ' one\n-two\n+three\n' };
  expect(applyChange('zero\none\ntwo\nfour\n', change)).toBe('zero\none\nthree\nfour\n');
  expect(() => applyChange('zero\n', change)).toThrow(/a\.ts does not fit/);
});

function importWritten(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(join(target, path)).href);
}

/** What the compiler complains about. */
async function compile(): Promise<string> {
  const include = code.map(({ path }) => path);
  writeFileSync(join(target, 'guide.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  try {
    return (await run(process.execPath, [compiler, '--noEmit', '-p', 'guide.json'], { cwd: target })).stdout;
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
