#!/usr/bin/env node
// Starts everything of this repository from a bare clone. It is plain JavaScript for Node 20 and newer without
// dependencies, because it runs before they exist and on a machine whose own Node may be too old for the rest.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './launch/install-dependencies.mjs';
import { runChild } from './launch/run-child.mjs';
import { runSteps } from './launch/run-steps.mjs';

const NODE_MAJOR_MIN = 24;
const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'];

/** What `npm run check` runs, cheapest first. */
const CHECK_STEPS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware'] },
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'architecture', args: [...VITEST, 'tests/architecture.test.ts'] },
];

// npx and npm's bin folder call us through a link.
const root = resolve(dirname(realpathSync(fileURLToPath(import.meta.url))), '../..');

try {
  process.exitCode = await launch(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/**
 * What is compiled and who installs stand where the data of a first configuration will: whoever makes that folder first closes it to others.
 *
 * @param {string} folder
 */
function makePrivateFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Who may not write here compiles anew each time, and is told when there is something to install.
  }
}

/** @param {readonly string[]} args */
async function launch(args) {
  const [mode, ...rest] = args;
  makePrivateFolder(join(root, '.syncline'));
  const isOurTask = mode === '--run-check' || mode === '--run-tests' || mode === '--run-file';
  const installed = await installDependencies(root, isOurTask, say);
  if (installed !== 0) return installed;

  const node = findNode();
  const env = {
    // What was compiled once is not compiled again: every process of ours starts in half the time.
    NODE_COMPILE_CACHE: join(root, '.syncline/compiled'),
    ...process.env,
    PATH: [dirname(node), process.env['PATH']].filter(Boolean).join(delimiter),
  };
  // Tools expect the repository's folder; a command of the user resolves its files against the user's own.
  const where = { cwd: root, env };
  switch (mode) {
    case '--run-check':
      return runSteps(node, CHECK_STEPS, where, say);
    case '--run-tests':
      return runSteps(node, [...CHECK_STEPS, ...toTestSteps(rest)], where, say);
    case '--run-file': {
      const [file, ...fileArgs] = rest;
      if (file === undefined)
        throw new Error('--run-file needs the path of a file, relative to the repository.');
      if (!existsSync(join(root, file))) throw new Error(`There is no file ${file} in ${root}.`);
      return runChild(node, [join(root, file), ...fileArgs], { env });
    }
    default:
      return runChild(node, [join(root, 'src/main.ts'), ...args], { env });
  }
}

/** @param {readonly string[]} vitestArgs */
function toTestSteps(vitestArgs) {
  return [
    { name: 'Redis and PostgreSQL', args: ['tests/support/ensure-servers.ts'] },
    { name: 'tests', args: [...VITEST, ...vitestArgs] },
  ];
}

/** The Node that runs us when it is new enough, else the one that is pinned among the development dependencies. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath;
  const pinned = join(root, 'node_modules/node/bin/node');
  if (existsSync(pinned)) return pinned;
  throw new Error(
    `Syncline runs on Node ${NODE_MAJOR_MIN} or newer; this is Node ${process.versions.node} at ${process.execPath}. ` +
      `The install here has no Node of its own (it was made without development dependencies, or with install scripts off). ` +
      `Start it with a Node ${NODE_MAJOR_MIN}, or run "npm ci --include=dev" in ${root}.`,
  );
}

/** Progress goes to standard error: standard output belongs to the command. @param {string} line */
function say(line) {
  process.stderr.write(`[syncline] ${line}\n`);
}
