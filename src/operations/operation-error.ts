/** What was asked for cannot be done; the message says why, `advice` what to do. For people, not for the engine. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly advice: string | undefined;
  constructor(message: string, advice?: string) {
    super(message);
    this.advice = advice;
  }
}
