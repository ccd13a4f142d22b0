import { exitCodes } from './exit-codes.ts';

/** Ends a command with a message for people. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;
  readonly advice: string | undefined;
  constructor(
    message: string,
    options: { readonly exitCode?: number; readonly advice?: string | undefined } = {},
  ) {
    super(message);
    this.exitCode = options.exitCode ?? exitCodes.failed;
    this.advice = options.advice;
  }
}
