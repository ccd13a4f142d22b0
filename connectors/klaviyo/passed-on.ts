/** How a yes that we pass on begins its `custom_source`, which Klaviyo keeps on the consent and shows. */
const MARK = 'Syncline: ';

/** What is kept beside a yes that we pass on. */
export function passedOnSource(source: string, proof: string): string {
  return `${MARK}${source} (${proof})`;
}

/** Whether a consent's detail says that it was us. The specification names two fields in which it may stand. */
export function isPassedOn(details: readonly (string | null | undefined)[]): boolean {
  return details.some((detail) => detail?.startsWith(MARK) === true);
}
