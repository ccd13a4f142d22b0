import { RejectedError, UnknownOutcomeError } from '#sdk/errors.ts';
import { toWords } from './answer.ts';
import type { UserErrors } from './answer-shape.ts';

/**
 * The last layer of errors: what a mutation refused. The words of an idempotency conflict are matched as well as its
 * code, because some payloads have no code (`inventoryActivate`).
 *
 * @throws {UnknownOutcomeError} the first call with this key is still running: its outcome is open.
 * @throws {RejectedError} with Shopify's code, or the constant given for words that are known.
 */
export function refuseUserErrors(
  errors: UserErrors,
  knownWords: readonly { readonly pattern: RegExp; readonly code: string }[] = [],
): void {
  const first = errors[0];
  if (first === undefined) return;
  if (first.code === 'IDEMPOTENCY_CONCURRENT_REQUEST' || /currently in progress/i.test(first.message)) {
    throw new UnknownOutcomeError('the first call with this key is still running at Shopify');
  }
  const known = knownWords.find(({ pattern }) => pattern.test(first.message));
  const code = known?.code ?? first.code ?? undefined;
  const where = first.field === null || first.field === undefined ? '' : ` (${first.field.join('.')})`;
  throw new RejectedError(`${toWords(first.message)}${where}`, code === undefined ? {} : { code });
}
