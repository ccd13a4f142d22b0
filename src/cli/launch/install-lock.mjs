import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
/** Longer than any install that still makes progress; a lock that old is reported, never broken by force. */
const WAIT_MAX_MS = 15 * 60 * 1000;
const TOMBSTONE_AGE_MS = 60 * 60 * 1000;

/**
 * Runs `work` while no other launcher on this machine works in the same folder.
 *
 * The lock is a folder that holds its owner's pid. It is prepared under another name and renamed into place, so it
 * never exists without its pid. A lock whose owner is gone is renamed to a tombstone that carries the lock's own
 * token: of several launchers that find the same dead lock only one rename can succeed, and a late one cannot take
 * away the lock of a living successor, because its tombstone's name is taken already.
 *
 * @template T
 * @param {string} folder Where the lock lives; created when missing.
 * @param {() => void} onWait Told once when somebody else holds the lock.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withInstallLock(folder, onWait, work) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'install.lock');
  const deadline = Date.now() + WAIT_MAX_MS;
  let told = false;
  while (!tryTake(folder, lock)) {
    if (buryDead(folder, lock)) continue;
    if (!told) onWait();
    told = true;
    if (Date.now() > deadline)
      throw new Error(
        `Another install has held ${lock} for too long. Remove that folder if none is running.`,
      );
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    release(folder, lock);
    removeOldTombstones(folder);
  }
}

/**
 * Away in one step: removed in its place it is empty for a moment, and who waits renames its own lock over an empty one.
 *
 * @param {string} folder @param {string} lock
 */
function release(folder, lock) {
  const away = mkdtempSync(join(folder, 'install.lock.done-'));
  try {
    renameSync(lock, away);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
  rmSync(away, { recursive: true, force: true });
}

/** @param {string} folder @param {string} lock */
function tryTake(folder, lock) {
  const prepared = mkdtempSync(join(folder, 'install.lock.new-'));
  const token = `${process.pid}-${Date.now().toString(36)}`;
  writeFileSync(join(prepared, 'owner'), token);
  try {
    renameSync(prepared, lock);
    return true;
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** True when a dead owner's lock was moved away, or has gone by itself. @param {string} folder @param {string} lock */
function buryDead(folder, lock) {
  const token = readOwner(lock);
  if (token === undefined) return true;
  if (isAlive(Number(token.split('-')[0]))) return false;
  try {
    renameSync(lock, join(folder, `install.lock.dead-${token}`));
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST') && !isCode(error, 'ENOENT')) throw error;
  }
  return true;
}

/** @param {string} lock */
function readOwner(lock) {
  try {
    return readFileSync(join(lock, 'owner'), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  try {
    // After a reboot the pid may belong to somebody else; Linux tells, elsewhere the pid alone has to do.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}

/** @param {string} folder */
function removeOldTombstones(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('install.lock.')) continue;
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > TOMBSTONE_AGE_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
