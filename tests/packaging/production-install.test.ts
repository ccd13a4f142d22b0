import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findFreePort } from '#machine/free-port.ts';
import { type ChildServer, startChildServer } from '#machine/child-server.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { readSourceFiles } from '#tests/architecture/source-file.ts';
import { readBuildContext } from './build-context.ts';
import { type LaidOutImage, layOutImage } from './lay-out-image.ts';
import { findRunTimeImports } from './run-time-imports.ts';

const INSTALL_TIMEOUT_MS = 180_000;
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 100;

const repository = fileURLToPath(new URL('../..', import.meta.url));
const manifest = z
  .object({
    imports: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(readJson('package.json'));
const lock = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
  .parse(readJson('package-lock.json'));
const onlyForDevelopment = Object.keys(lock.packages).filter((path) => lock.packages[path]?.dev === true);
const runTime = findRunTimeImports('src/main.ts', readSourceFiles(repository), manifest.imports);
const folder = mkdtempSync(join(tmpdir(), 'syncline-image-'));
let image: LaidOutImage;
let redis: ChildServer;
let redisPort: number;

beforeAll(async () => {
  image = await layOutImage(repository, folder);
  redisPort = await findFreePort();
  const settings = ['--port', String(redisPort), '--bind', '127.0.0.1', '--appendonly', 'yes', '--save', ''];
  redis = await startChildServer({
    file: await ensureProgram(REDIS_SERVER, { say: () => {} }),
    args: [...settings, '--maxmemory-policy', 'noeviction'],
    cwd: folder,
    deathSignal: 'KILL',
  });
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
  await redis.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('the image holds every file that the program may import, and no test', () => {
  const missing = [...runTime.files].filter((path) => !existsSync(join(image.appDir, path)));
  expect(missing).toEqual([]);
  expect(runTime.files.size).toBeGreaterThan(100);
  expect(readBuildContext(repository).filter((path) => /\.test\.ts$|^tests\//.test(path))).toEqual([]);
});

test('the program imports no package that is only there for development', () => {
  const strangers = [...runTime.packages].filter(([name]) => manifest.dependencies[name] === undefined);
  expect(strangers).toEqual([]);
  // Some tools for development are also optional companions of a package that runs; these may come along.
  const installed = onlyForDevelopment.filter((path) => existsSync(join(image.appDir, path)));
  expect(installed).toEqual([]);
  expect(onlyForDevelopment).toContain('node_modules/vitest');
});

test(
  'the image starts with its own command, is ready although no vendor answers, and drains when it is told to stop',
  async () => {
    const port = await findFreePort();
    // Nobody listens on port 9 of this machine: a vendor that is away is no reason not to take webhooks.
    writeFileSync(join(image.appDir, 'syncline.config.ts'), configurationText('http://127.0.0.1:9'));
    const [program = '', ...args] = image.command;
    expect(program).toBe('node');
    const environment = {
      ...image.environment,
      PATH: process.env['PATH'],
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      SYNCLINE_HOST: '127.0.0.1',
      SYNCLINE_PORT: String(port),
    };
    const where = { cwd: image.appDir, env: environment };
    const engine = spawn(process.execPath, args, { ...where, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    engine.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString('utf8')).slice(-4_000);
    });
    const ended = once(engine, 'close');
    try {
      const deadline = performance.now() + START_TIMEOUT_MS;
      while ((await statusOf(port)) !== 200) {
        if (engine.exitCode !== null || performance.now() > deadline) throw new Error(`not ready: ${words}`);
        await sleep(POLL_MS);
      }
      // What the engine of the containers will run.
      await promisify(execFile)(process.execPath, image.healthCheck.slice(1), where);
      engine.kill('SIGTERM');
      await ended;
      if (engine.exitCode !== 0) throw new Error(`it did not end well: ${words}`);
    } finally {
      engine.kill('SIGKILL');
      await ended;
    }
  },
  START_TIMEOUT_MS + 40_000,
);

async function statusOf(port: number): Promise<number> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Nobody listens yet.
    return 0;
  }
}

/** As a merchant writes it beside the image: without imports. */
function configurationText(vendorUrl: string): string {
  const store = {
    shop: 'acme.myshopify.com',
    url: vendorUrl,
    accessToken: 'shpat_test',
    webhookSecret: 'test',
  };
  const erp = { url: vendorUrl, database: 'acme', login: 'syncline', apiKey: 'test' };
  const configuration = {
    connections: {
      store: { connector: 'shopify', settings: store },
      erp: { connector: 'odoo', settings: erp },
    },
    locations: { main: { authority: { connection: 'erp', locationId: '1' }, shownOn: { store: '1' } } },
    channels: { store: { bookedBy: 'erp' } },
  };
  return `export default ${JSON.stringify(configuration)};\n`;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(repository, file), 'utf8'));
}
