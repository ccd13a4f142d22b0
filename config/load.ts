import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';
import type { Connector } from '#sdk/define-connector.ts';
import { readerOf } from './environment.ts';
import { parseConfiguration } from './parse.ts';
import { ConfigurationError } from './problem.ts';
import type { Configuration } from './schema.ts';

export const CONFIGURATION_FILE = 'syncline.config.ts';

export interface LoadOptions {
  readonly connectors: readonly Connector[];
  /** `--config`; default: `SYNCLINE_CONFIG`, else `syncline.config.ts` in the working folder. */
  readonly path?: string | undefined;
  readonly cwd?: string | undefined;
  /** Default: the environment of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface LoadedConfiguration {
  /** Absolute path of the file. */
  readonly file: string;
  /** `dataDir` is absolute. */
  readonly configuration: Configuration;
  /**
   * The same file's settings with secrets and overrides read again from `.env` and `*_FILE`: for SIGHUP.
   *
   * @throws {ConfigurationError} what is there now cannot be used; go on with what was.
   */
  reread(): Configuration;
}

/**
 * Reads the configuration: the one reader of the environment. A file `.env` beside the configuration counts as
 * environment; real variables win over it.
 *
 * @throws {ConfigurationError} with the path and the reason of every wrong setting.
 */
export async function loadConfiguration(options: LoadOptions): Promise<LoadedConfiguration> {
  const real = options.environment ?? process.env;
  const cwd = options.cwd ?? process.cwd();
  const file = resolve(cwd, options.path ?? real['SYNCLINE_CONFIG'] ?? CONFIGURATION_FILE);
  const written = await importDefault(file);
  const reread = (): Configuration => {
    const readVariable = readerOf({ ...readDotEnv(dirname(file)), ...real });
    const parsed = parseConfiguration(written, readVariable, options.connectors);
    if (!parsed.ok) throw new ConfigurationError(file, parsed.problems);
    const { configuration } = parsed;
    return { ...configuration, dataDir: resolve(dirname(file), configuration.dataDir) };
  };
  return { file, configuration: reread(), reread };
}

async function importDefault(file: string): Promise<unknown> {
  if (!existsSync(file)) {
    const advice = 'run "syncline init" to write one, or name another with --config';
    throw new ConfigurationError(file, [{ path: '', reason: 'there is no such file', advice }]);
  }
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  } catch (error) {
    // The words of the language about a mistake in the merchant's own file: where it is, and what.
    const reason = error instanceof Error ? `it does not run: ${error.message}` : 'it does not run';
    throw new ConfigurationError(file, [{ path: '', reason, advice: adviceFor(error) }]);
  }
}

function adviceFor(error: unknown): string | undefined {
  const isOwnImport = error instanceof Error && /#config\//.test(error.message);
  return isOwnImport
    ? 'outside the Syncline folder write "export default { ... }" without imports, and { secretFromEnv: "NAME" } for secrets'
    : undefined;
}

function readDotEnv(folder: string): Readonly<Record<string, string | undefined>> {
  const file = resolve(folder, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}
