import { MalformedAnswerError } from '#sdk/errors.ts';

/**
 * Where the next page begins; null at the end. An answer that says "there is more" and names no new place would end the
 * pass early, as if it were complete, or never end it.
 *
 * @param after The cursor that this page was asked for with; null for the first page.
 * @throws {MalformedAnswerError}
 */
export function nextCursor(
  pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null },
  after: string | null,
  label: string,
): string | null {
  if (!pageInfo.hasNextPage) return null;
  if (pageInfo.endCursor === null || pageInfo.endCursor === after) {
    throw new MalformedAnswerError(
      `the answer to ${label} says that there is more and not where`,
      'pageInfo.endCursor',
    );
  }
  return pageInfo.endCursor;
}
