import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { CONFIGURATION_FILE } from '#config/load.ts';
import { CliError } from './cli-error.ts';
import { withExamples } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';

const EXAMPLE = new URL('../../config/example.config.ts', import.meta.url);
const HOME = fileURLToPath(new URL('../../', import.meta.url));

/** Writes the annotated example as the configuration, and names what the environment must hold. Overwrites nothing. */
export function initCommand(): Command {
  const command = new Command('init')
    .description('write an annotated syncline.config.ts into this folder')
    .action(() => {
      const file = resolve(CONFIGURATION_FILE);
      if (existsSync(file)) {
        throw new CliError(`${file} is already there; it was left alone`, {
          exitCode: exitCodes.usage,
          advice: 'edit it, then run "syncline check"',
        });
      }
      const example = readFileSync(EXAMPLE, 'utf8');
      writeFileSync(file, example.replace("'#config/define-config.ts'", `'${importFor(file)}'`), {
        flag: 'wx',
      });
      const names = [...example.matchAll(/^\s*[^/\s].*FromEnv\('([A-Z_]+)'\)/gm)].map(([, name]) => name);
      process.stdout.write(
        `${[
          `Wrote ${file}.`,
          '',
          'It reads these variables, from the environment or from a file .env beside it (never commit that one):',
          ...names.map((name) => `  ${name ?? ''}=`),
          '',
          'Next: edit it, run "syncline check", then "syncline start".',
        ].join('\n')}\n`,
      );
    });
  return withExamples(command, ['syncline init']);
}

/** Inside this repository the room's name works; elsewhere only a path does. */
function importFor(file: string): string {
  if (file.startsWith(HOME)) return '#config/define-config.ts';
  const path = relative(resolve(file, '..'), join(HOME, 'config/define-config.ts')).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
