import { spawn } from 'node:child_process';
import { findProgram } from './find-program.ts';
import { PACKAGE_MANAGERS, type PackageManager } from './package-managers.ts';
import type { ServerProgram } from './server-programs.ts';

/** An install that moves takes seconds to minutes; a package manager that waits for a person is ended. */
const STEP_TIMEOUT_MS = 10 * 60 * 1000;

/** The program is not on this machine and could not be put there. The message says what to type. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError';
}

export interface EnsureOptions {
  /** Told what is about to be done and every line the package manager prints. */
  readonly say: (line: string) => void;
  /** False only looks. An install happens as root or by a sudo that asks nothing, never otherwise. */
  readonly install?: boolean;
  /** Like the environment's PATH, which is the default. */
  readonly path?: string;
  /** Tests look at PATH alone. */
  readonly usualFolders?: readonly string[];
  readonly isRoot?: boolean;
}

/**
 * The path of the program; installs its package first where it is missing and we may.
 *
 * @throws {MissingProgramError}
 */
export async function ensureProgram(program: ServerProgram, options: EnsureOptions): Promise<string> {
  const search = toSearch(options);
  const find = () =>
    findProgram({ ...search, names: program.names, folders: options.usualFolders ?? program.folders });
  const present = find();
  if (present !== undefined) return present;

  const missing = `${program.title} is needed, and none of ${program.names.join(', ')} was found on this machine.`;
  const manager = PACKAGE_MANAGERS.find(
    ({ name }) => findProgram({ ...search, names: [name] }) !== undefined,
  );
  if (manager === undefined) {
    throw new MissingProgramError(`${missing} Install it by your system's package manager and start again.`);
  }
  const advice = `Type: ${manager.advice(program.packages[manager.name][0])}`;
  if (options.install === false) throw new MissingProgramError(`${missing} ${advice}`);
  const prefix = await toPrivilege(manager, options);
  if (prefix === undefined) {
    throw new MissingProgramError(
      `${missing} Installing it needs root, or a sudo without password. ${advice}`,
    );
  }

  const failures: string[] = [];
  for (const name of program.packages[manager.name]) {
    options.say(`${program.title} is missing; installing the package ${name} with ${manager.name}.`);
    const failure = await runSteps(manager.steps(name), prefix, options);
    const installed = find();
    if (installed !== undefined) return installed;
    failures.push(
      failure ?? `${manager.name} installed ${name}, but it holds none of ${program.names.join(', ')}`,
    );
  }
  throw new MissingProgramError(`${missing} ${failures.join('; ')}. ${advice}`);
}

function toSearch({ path, usualFolders }: EnsureOptions) {
  return { ...(path === undefined ? {} : { path }), ...(usualFolders === undefined ? {} : { usualFolders }) };
}

/** Words to put before a command so that it runs with the rights it needs; undefined when we have none. */
async function toPrivilege(
  manager: PackageManager,
  options: EnsureOptions,
): Promise<readonly string[] | undefined> {
  const isRoot = options.isRoot ?? process.getuid?.() === 0;
  if (!manager.needsRoot) return isRoot ? undefined : [];
  if (isRoot) return [];
  const sudo = findProgram({ ...toSearch(options), names: ['sudo'] });
  if (sudo === undefined) return undefined;
  return (await run([sudo, '-n', 'true'], options)) === undefined ? [sudo, '-n'] : undefined;
}

async function runSteps(
  steps: readonly (readonly string[])[],
  prefix: readonly string[],
  options: EnsureOptions,
): Promise<string | undefined> {
  for (const step of steps) {
    const failure = await run([...prefix, ...step], options);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Undefined when the command ended well, else what went wrong. */
function run(command: readonly string[], { say, path }: EnsureOptions): Promise<string | undefined> {
  const [file = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STEP_TIMEOUT_MS,
      env: { ...process.env, ...(path === undefined ? {} : { PATH: path }) },
    });
    const tellLines = (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n'))
        if (line.trim() !== '') say(`  ${line.trimEnd()}`);
    };
    child.stdout.on('data', tellLines);
    child.stderr.on('data', tellLines);
    child.on('error', (error) => resolve(`${file} could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      resolve(
        code === 0
          ? undefined
          : `"${command.slice(0, 3).join(' ')}" ended with ${signal ?? `exit code ${String(code)}`}`,
      );
    });
  });
}
