import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Signals that a terminal, a supervisor or `npm` sends and that the child must hear: stop, stop, read secrets again. */
const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program on our terminal and waits for it. Signals that reach us are passed on, so that the child decides how
 * to end; its end is ours.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdout?: 'inherit' | 'stderr' }} [options] `stdout: 'stderr'` keeps
 *   our own standard output free for the program that the user asked for.
 * @returns {Promise<number>} The exit code, or 128 + n when signal n killed it (the shells' convention).
 */
export function runChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['inherit', options.stdout === 'stderr' ? 2 : 'inherit', 'inherit'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    const listeners = FORWARDED.map((signal) => {
      const listener = () => child.kill(signal);
      process.on(signal, listener);
      return { signal, listener };
    });
    const release = () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      release();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
