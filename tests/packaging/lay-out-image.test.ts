import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBuildContext } from './build-context.ts';
import { layOutImage } from './lay-out-image.ts';

let repository: string;
let target: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'syncline-planted-'));
  target = mkdtempSync(join(tmpdir(), 'syncline-planted-'));
});

afterEach(() => {
  for (const folder of [repository, target]) rmSync(folder, { recursive: true, force: true });
});

function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
}

test('the build sees what the last fitting rule of .dockerignore lets through', () => {
  plant({
    '.dockerignore': '**\n!package.json\n!src/**\n**/*.test.ts\n',
    'package.json': '{}',
    '.env': 'SECRET=1',
    'src/a.ts': '',
    'src/deep/b.ts': '',
    'src/deep/b.test.ts': '',
    'tests/c.ts': '',
  });
  expect(readBuildContext(repository).toSorted()).toEqual(['package.json', 'src/a.ts', 'src/deep/b.ts']);
});

test('stages, copies, settings and commands end up as the engine would make them', async () => {
  plant({
    '.dockerignore': '**/node_modules\n',
    'package.json': '{"name":"planted"}',
    'src/deep/a.ts': 'a',
    'jobs/b.ts': 'b',
    Dockerfile: [
      '# comment',
      'FROM node AS packages',
      'WORKDIR /app',
      'RUN mkdir node_modules',
      'FROM node',
      'WORKDIR /app',
      'ENV NODE_ENV=production \\',
      '    # in between',
      '    NODE_OPTIONS="--a --b"',
      'COPY --from=packages /app/node_modules ./node_modules',
      'COPY package.json ./',
      'COPY src ./src',
      'USER node',
      'HEALTHCHECK --interval=1s CMD ["node", "-e", "0"]',
      'CMD ["node", "src/deep/a.ts"]',
    ].join('\n'),
  });
  const image = await layOutImage(repository, target);
  expect(image.environment).toEqual({ NODE_ENV: 'production', NODE_OPTIONS: '--a --b' });
  expect(image.command).toEqual(['node', 'src/deep/a.ts']);
  expect(image.healthCheck).toEqual(['node', '-e', '0']);
  expect(readFileSync(join(image.appDir, 'src/deep/a.ts'), 'utf8')).toBe('a');
  expect(existsSync(join(image.appDir, 'node_modules'))).toBe(true);
  expect(existsSync(join(image.appDir, 'package.json'))).toBe(true);
  // No line copies it, so it is not there.
  expect(existsSync(join(image.appDir, 'jobs'))).toBe(false);
});

test.each(['ADD a b', 'RUN apt-get install curl', 'COPY missing ./missing'])(
  'what cannot be followed is an error and no silence: %s',
  async (line) => {
    plant({ '.dockerignore': '', Dockerfile: `FROM node\n${line}\n` });
    await expect(layOutImage(repository, target)).rejects.toThrow(/does not follow|leaves nothing/);
  },
);
