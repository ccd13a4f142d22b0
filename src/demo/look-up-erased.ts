import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { blankedEnvironment } from '#config/demo.ts';
import type { ErasedPerson } from './verdict/marketing-book.ts';

const MAIN_FILE = fileURLToPath(new URL('../main.ts', import.meta.url));
const answerShape = z.object({ customers: z.number(), orders: z.number() });

/**
 * Asks Syncline once more, as a person would, to erase those who were: how many records it still finds of them.
 *
 * @throws when the command fails.
 */
export async function lookUpErased(people: readonly ErasedPerson[], configFile: string): Promise<number> {
  const run = promisify(execFile);
  const answers = await Promise.all(
    people.map(async ({ email }) => {
      const command = ['privacy', 'erase', email, '--by', 'demo', '--json', '--config', configFile];
      const { stdout } = await run('env', [...blankedEnvironment(), process.execPath, MAIN_FILE, ...command]);
      return answerShape.parse(JSON.parse(stdout));
    }),
  );
  return answers.reduce((sum, { customers, orders }) => sum + customers + orders, 0);
}
