import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProgram } from './find-program.ts';
import { ensureProgram } from './install-package.ts';
import { PACKAGE_MANAGERS } from './package-managers.ts';
import type { ServerProgram } from './server-programs.ts';

let bin: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'programs-'));
});

afterEach(() => {
  rmSync(bin, { recursive: true, force: true });
});

const program: ServerProgram = {
  title: 'The example',
  names: ['example-server'],
  folders: [],
  packages: {
    'apt-get': ['old-example', 'example'],
    dnf: ['example'],
    apk: ['old-example', 'example'],
    pacman: ['example'],
    brew: ['example'],
  },
};

function put(name: string, script: string) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** A package manager that knows one package and writes down how it was called; nothing of this machine is on its PATH. */
function putManager(name: string) {
  put(
    name,
    `echo "$0 $*" >> ${bin}/calls; case "$*" in *" example") printf '#!/bin/sh\\n' > ${bin}/example-server; /bin/chmod 755 ${bin}/example-server;; *) exit 9;; esac`,
  );
}

function ensure(isRoot: boolean, install = true) {
  return ensureProgram(program, { say: () => {}, path: bin, usualFolders: [], isRoot, install });
}

function readCalls(): string {
  return existsSync(join(bin, 'calls')) ? readFileSync(join(bin, 'calls'), 'utf8') : '';
}

test('a program that is there is found, and nothing is installed', async () => {
  putManager('apk');
  put('example-server', '');
  expect(await ensure(true)).toBe(join(bin, 'example-server'));
  expect(readCalls()).toBe('');
});

test('root installs it, trying the package names in turn', async () => {
  putManager('apk');
  expect(await ensure(true)).toBe(join(bin, 'example-server'));
  expect(readCalls()).toMatch(/apk add --no-cache old-example\n.*apk add --no-cache example\n/);
});

test('a sudo that asks nothing is used, one that would ask is not', async () => {
  putManager('dnf');
  put('sudo', `echo "sudo $*" >> ${bin}/calls; shift; [ "$1" = true ] || exec "$@"`);
  expect(await ensure(false)).toBe(join(bin, 'example-server'));
  expect(readCalls()).toContain('sudo -n dnf install -y example');

  rmSync(join(bin, 'example-server'));
  put('sudo', 'exit 1');
  await expect(ensure(false)).rejects.toThrow('Type: sudo dnf install -y example');
});

test('without rights, without a manager, or when only looking, nothing is called and the message says what to type', async () => {
  await expect(ensure(true)).rejects.toThrow("Install it by your system's package manager");
  putManager('pacman');
  await expect(ensure(false)).rejects.toThrow(
    'needs root, or a sudo without password. Type: sudo pacman -Sy example',
  );
  await expect(ensure(true, false)).rejects.toThrow('Type: sudo pacman -Sy example');
  expect(readCalls()).toBe('');
});

test('a failed install says how it failed', async () => {
  put('apk', 'exit 9');
  await expect(ensure(true)).rejects.toThrow(/ended with exit code 9.*Type: sudo apk add old-example/);
});

test('an install from Debian refreshes the lists first and keeps the service from starting', () => {
  const steps = PACKAGE_MANAGERS.find(({ name }) => name === 'apt-get')?.steps('redis-server') ?? [];
  expect(steps[0]?.slice(0, 2)).toEqual(['apt-get', 'update']);
  const [shell, flag, script, , name] = steps[1] ?? [];
  expect([shell, flag, name]).toEqual(['sh', '-c', 'redis-server']);
  expect(script).toContain('RUNLEVEL=1');
  expect(script).toContain('policy-rc.d');
});

test('of several versions the highest is taken, and a file that cannot be run is not a program', () => {
  for (const version of ['9', '15', '14']) {
    mkdirSync(join(bin, version, 'bin'), { recursive: true });
    put(join(version, 'bin', 'initdb'), '');
  }
  chmodSync(join(bin, '15/bin/initdb'), 0o644);
  const find = () =>
    findProgram({ names: ['initdb'], folders: [`${bin}/*/bin`], path: '', usualFolders: [] });
  expect(find()).toBe(join(bin, '14/bin/initdb'));
  chmodSync(join(bin, '15/bin/initdb'), 0o755);
  expect(find()).toBe(join(bin, '15/bin/initdb'));
});
