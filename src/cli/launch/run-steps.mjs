import { runChild } from './run-child.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} args Arguments of Node.
 */

/**
 * Runs the steps one after the other and stops at the first that fails.
 *
 * @param {string} node
 * @param {readonly Step[]} steps
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 * @param {(line: string) => void} say
 * @returns {Promise<number>} 0, or the exit code of the step that failed.
 */
export async function runSteps(node, steps, where, say) {
  for (const step of steps) {
    const started = Date.now();
    say(`${step.name} ...`);
    const code = await runChild(node, step.args, where);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    say(
      code === 0
        ? `${step.name}: ok (${seconds} s)`
        : `${step.name}: FAILED with exit code ${code} (${seconds} s)`,
    );
    if (code !== 0) return code;
  }
  return 0;
}
