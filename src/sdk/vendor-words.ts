const WORDS_MAX = 300;

/**
 * A vendor's words on one line, without what they quote: an address, a name. `numbers` hides long numbers as well, which may
 * be phone numbers.
 */
export function vendorWords(message: string, hide: { readonly numbers?: boolean } = {}): string {
  const line = message
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[^\s@<>"'()]+@[^\s@<>"'()]+/gu, '[email]')
    .replaceAll(/\+?\d[\d ().-]{5,}\d/gu, (number) => (hide.numbers === true ? '[number]' : number))
    .replaceAll(/"[^"]*"|(?<!\w)'[^']*'(?!\w)/gu, '[value]')
    .trim();
  return line.length > WORDS_MAX ? `${line.slice(0, WORDS_MAX)}...` : line;
}
