import { runCli } from '#cli/run-cli.ts';
import { type CommandResult, environmentOf, refuseSecret } from './run-command.ts';

/** The folder, the environment, the streams and the exit code belong to the process: one command at a time has them. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The same as `runCommand` without a process of its own, which saves a second of the processor's time: for what a command
 * says and does. That the program is one, its signals and its exit are tested with processes. A configuration file is read
 * once: one that changes between two commands needs another name.
 */
export function runHere(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const mine = last.then(() => run(args, cwd, more));
  last = mine.catch(() => undefined);
  return mine;
}

async function run(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const before = { cwd: process.cwd(), env: process.env, exitCode: process.exitCode };
  const [out, err] = [capture(process.stdout), capture(process.stderr)];
  process.chdir(cwd);
  process.env = { ...environmentOf(cwd), ...more };
  process.exitCode = undefined;
  try {
    const code = await runCli(args);
    return refuseSecret(args, { code, out: out.text(), err: err.text() });
  } finally {
    out.end();
    err.end();
    process.chdir(before.cwd);
    process.env = before.env;
    process.exitCode = before.exitCode;
  }
}

/** Keeps what is written instead of writing it. */
function capture(stream: NodeJS.WriteStream): { readonly text: () => string; readonly end: () => void } {
  const written: string[] = [];
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  stream.write = (chunk: Uint8Array | string): boolean => {
    written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  return {
    text: () => written.join(''),
    end: () => {
      if (own === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', own);
    },
  };
}
