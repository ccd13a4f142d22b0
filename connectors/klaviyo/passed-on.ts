/**
 * How a yes that we pass on begins its `custom_source`. By the specification Klaviyo shows what a caller provided as `custom_method_detail` of
 * a consent to e-mail; a consent to text messages has `method_detail` alone, and whether it holds this is not published.
 */
const MARK = 'Syncline: ';

/** What is kept beside a yes that we pass on. */
export function passedOnSource(source: string, proof: string): string {
  return `${MARK}${source} (${proof})`;
}

/** Whether one of a consent's details says that it was us. */
export function isPassedOn(details: readonly (string | null | undefined)[]): boolean {
  return details.some((detail) => detail?.startsWith(MARK) === true);
}
