import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch test-'));
  const here = fileURLToPath(new URL('.', import.meta.url));
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  cpSync(join(here, 'launch.mjs'), join(root, 'src/cli/launch.mjs'));
  cpSync(join(here, 'launch'), join(root, 'src/cli/launch'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeLock('1.0.0');
  writeFileSync(join(root, 'src/main.ts'), MAIN);
  // Stands where npm says it is; it installs as npm does: everything new, npm's own record last.
  writeFileSync(join(root, 'npm-cli.js'), NPM);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const MAIN = `
const [what, ...rest]: string[] = process.argv.slice(2);
if (what === 'wait') {
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => { console.log('heard ' + name); process.exit(7); });
  setInterval(() => {}, 1000);
  console.log('ready');
} else if (what === 'die') process.kill(process.pid, 'SIGKILL');
else console.log(JSON.stringify({ what, rest, cwd: process.cwd() }));
`;

const NPM = `
import { appendFileSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules');
await new Promise((resolve) => setTimeout(resolve, 300));
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
process.exit(Number(process.env.FAKE_NPM_CODE ?? 0));
`;

function writeLock(version: string) {
  const packages = {
    '': {},
    'node_modules/a': { version, integrity: 'x' },
    'node_modules/b': { version: '2.0.0', dev: true },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

function start(
  args: readonly string[],
  file = join(root, 'src/cli/launch.mjs'),
  env: NodeJS.ProcessEnv = {},
) {
  return spawn(process.execPath, [file, ...args], {
    cwd: tmpdir(),
    env: { ...process.env, npm_execpath: join(root, 'npm-cli.js'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: ReturnType<typeof start>) {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: Number(code) };
}

function readInstalls(): readonly string[] {
  return readFileSync(join(root, 'npm.log'), 'utf8').trim().split('\n');
}

async function untilReady(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('The output is not piped.');
  await once(child.stdout, 'data');
}

test('a bare clone installs once, and the command gets its arguments and the folder of its caller', async () => {
  const first = await finish(start(['demo', '--seconds', '5']));
  expect(JSON.parse(first.out)).toEqual({ what: 'demo', rest: ['--seconds', '5'], cwd: tmpdir() });
  expect(first.err).toContain('npm ci');
  const second = await finish(start(['status']));
  expect(second.err).toBe('');
  expect(readInstalls()).toHaveLength(1);
});

test('a changed package-lock.json installs again', async () => {
  await finish(start(['status']));
  writeLock('1.0.1');
  await finish(start(['status']));
  expect(readInstalls()).toHaveLength(2);
});

test('an install made by hand is recognized, and one without development packages is enough for a command', async () => {
  mkdirSync(join(root, 'node_modules'));
  const production = { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } };
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(production));
  expect(await finish(start(['status']))).toMatchObject({ code: 0, err: '' });
  // The tools of a check are development packages.
  const check = await finish(start(['--run-file', 'src/main.ts']));
  expect(check.err).toContain('npm ci');
});

test('the folder that will hold the data is closed to others from the first launch on', async () => {
  await finish(start(['status']));
  expect(statSync(join(root, '.syncline')).mode & 0o777).toBe(0o700);
});

test("npm's record that is only half written is no install, and no reason to fail", async () => {
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages": {');
  const launched = await finish(start(['status']));
  expect(launched).toMatchObject({ code: 0 });
  expect(readInstalls()).toHaveLength(1);
});

test(
  'who waits for a lock gets it while it is given back, again and again',
  { timeout: 90_000 },
  async () => {
    const LOCK = fileURLToPath(new URL('./launch/install-lock.mjs', import.meta.url));
    const script = `
    const { withInstallLock } = await import(process.argv[1]);
    const { existsSync, mkdirSync, rmdirSync } = await import('node:fs');
    for (let round = 0; round < 300; round += 1)
      await withInstallLock(process.argv[2], () => {}, async () => {
        mkdirSync(process.argv[2] + '/held');
        rmdirSync(process.argv[2] + '/held');
      });
  `;
    const folder = join(root, 'locks');
    const take = () =>
      finish(
        spawn(process.execPath, ['--input-type=module', '--eval', script, LOCK, folder], {
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
    expect(await Promise.all([take(), take(), take()])).toMatchObject([
      { code: 0 },
      { code: 0 },
      { code: 0 },
    ]);
  },
);

test('two launches at once install once', async () => {
  const results = await Promise.all([finish(start(['a'])), finish(start(['b'])), finish(start(['c']))]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(readInstalls()).toHaveLength(1);
});

test('the lock of a launcher that was killed is taken over', async () => {
  mkdirSync(join(root, '.syncline/install.lock'), { recursive: true });
  writeFileSync(join(root, '.syncline/install.lock/owner'), '999999999-x');
  const results = await Promise.all([finish(start(['a'])), finish(start(['b']))]);
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(readInstalls()).toHaveLength(1);
});

test('a failed install starts nothing and gives its exit code', async () => {
  const failed = await finish(start(['status'], undefined, { FAKE_NPM_CODE: '3' }));
  expect(failed).toMatchObject({ code: 3, out: '' });
  expect(failed.err).toContain('npm ci failed with exit code 3');
});

test('a link to the launcher, as npm makes it, finds the repository', async () => {
  const link = join(root, 'elsewhere/.bin/syncline');
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(root, 'src/cli/launch.mjs'), link);
  expect((await finish(start(['status'], link))).code).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s reaches the command, whose exit code is ours',
  async (signal) => {
    const child = start(['wait']);
    await untilReady(child);
    const end = finish(child);
    child.kill(signal);
    expect(await end).toMatchObject({ out: `heard ${signal}\n`, code: 7 });
  },
);

test('a command killed by a signal gives 128 and the number of the signal', async () => {
  expect((await finish(start(['die']))).code).toBe(137);
});

test('--run-file names a file that is not there', async () => {
  const result = await finish(start(['--run-file', 'tests/none.ts']));
  expect(result.code).toBe(1);
  expect(result.err).toContain('There is no file tests/none.ts');
});
