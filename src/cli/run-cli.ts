import { CommanderError } from 'commander';
import { ConfigurationError, describeProblem } from '#config/problem.ts';
import { OperationError } from '#operations/operation-error.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { remark } from './output.ts';
import { createProgram } from './program.ts';

/** Runs one command line; resolves with the exit code and never throws. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : exitCodes.done;
  } catch (error) {
    // Commander has printed its own words: help, version, or what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const failure = describe(error);
    if (args.includes('--json'))
      process.stdout.write(`${JSON.stringify({ error: failure.message, advice: failure.advice })}\n`);
    remark(
      `syncline: ${failure.message}${failure.advice === undefined ? '' : `\n  What to do: ${failure.advice}`}`,
    );
    return failure.exitCode;
  }
}

interface Failure {
  readonly message: string;
  readonly advice?: string | undefined;
  readonly exitCode: number;
}

function describe(error: unknown): Failure {
  if (error instanceof ConfigurationError) {
    const list = error.problems.map((problem) => `\n  - ${describeProblem(problem)}`).join('');
    return { message: `${error.file} cannot be used:${list}`, exitCode: exitCodes.usage };
  }
  if (error instanceof CliError) return error;
  if (error instanceof OperationError)
    return { message: error.message, advice: error.advice, exitCode: exitCodes.notFound };
  if (error instanceof Error) return { message: error.message, exitCode: exitCodes.failed };
  return { message: String(error), exitCode: exitCodes.failed };
}
