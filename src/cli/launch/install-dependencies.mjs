import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withInstallLock } from './install-lock.mjs';
import { runChild } from './run-child.mjs';

const LOSES_THE_SHORT_CUT = new Set(/** @type {unknown[]} */ (['EACCES', 'EROFS', 'ENOENT']));

/** @typedef {'full' | 'production' | 'stale'} InstallState What node_modules holds, compared with package-lock.json. */

/**
 * Makes node_modules agree with package-lock.json, by `npm ci`, when it does not.
 *
 * @param {string} root The repository's folder.
 * @param {boolean} needsTools False when the production packages alone are enough.
 * @param {(line: string) => void} say
 * @returns {Promise<number>} 0, or the exit code of a failed install.
 */
export async function installDependencies(root, needsTools, say) {
  const enough = () => {
    const state = readInstallState(root);
    return state === 'full' || (state === 'production' && !needsTools);
  };
  if (enough()) return 0;
  return withInstallLock(
    join(root, '.syncline'),
    () => say('Another launch is installing the dependencies; waiting for it.'),
    async () => {
      if (enough()) return 0;
      const started = Date.now();
      const reason = existsSync(join(root, 'node_modules'))
        ? 'do not match package-lock.json'
        : 'are missing';
      say(`The dependencies ${reason}. Installing them with: npm ci`);
      const code = await runNpmCi(root);
      if (code !== 0) {
        say(`npm ci failed with exit code ${code}; its own words are above. Nothing was started.`);
        return code;
      }
      writeMarker(root, 'full');
      say(`Dependencies installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
      return 0;
    },
  );
}

/**
 * The marker that we write after a whole install answers in a millisecond. Without it (somebody ran npm by hand, or the
 * image was built with `--omit=dev`) npm's own record of what it installed is compared package by package.
 *
 * @param {string} root
 * @returns {InstallState}
 */
function readInstallState(root) {
  const marker = readText(join(root, 'node_modules', '.syncline-lock'));
  for (const state of /** @type {const} */ (['full', 'production'])) {
    if (marker === toMarker(root, state)) return state;
  }
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (installed === undefined || wanted === undefined) return 'stale';
  let production = true;
  let full = true;
  for (const [path, entry] of Object.entries(wanted)) {
    // The root itself is not installed; packages for other machines may be absent.
    if (path === '' || entry.optional === true || entry.devOptional === true) continue;
    const found = installed[path];
    if (found?.version === entry.version && found?.integrity === entry.integrity) continue;
    full = false;
    if (entry.dev !== true) production = false;
  }
  const state = full ? 'full' : production ? 'production' : 'stale';
  if (state !== 'stale') writeMarker(root, state);
  return state;
}

/** @param {string} root */
async function runNpmCi(root) {
  // Under `npm run` this is the npm in use; a bare `npx` or a supervisor leaves only the one on PATH.
  const script = process.env['npm_execpath'];
  // NODE_ENV=production would leave out Node 24 itself.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = /** @type {const} */ ({ cwd: root, stdout: 'stderr' });
  if (script !== undefined && basename(script) === 'npm-cli.js') {
    return runChild(process.execPath, [script, ...args], options);
  }
  try {
    return await runChild('npm', args, options);
  } catch (cause) {
    throw new Error(
      'npm was not found on PATH. Install Node.js 24 with npm (https://nodejs.org), then try again.',
      { cause },
    );
  }
}

/** @param {string} root @param {'full' | 'production'} state */
function toMarker(root, state) {
  const hash = createHash('sha256')
    .update(readText(join(root, 'package-lock.json')) ?? '')
    .digest('hex');
  return `${state} ${process.platform} ${process.arch} ${hash}\n`;
}

/** A folder that we may not write to, or that an install takes away just now, only loses the short cut. @param {string} root @param {'full' | 'production'} state */
function writeMarker(root, state) {
  try {
    writeFileSync(join(root, 'node_modules', '.syncline-lock'), toMarker(root, state));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && LOSES_THE_SHORT_CUT.has(error.code))) throw error;
  }
}

/**
 * What an install is still writing counts as not there.
 *
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readPackages(file) {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
