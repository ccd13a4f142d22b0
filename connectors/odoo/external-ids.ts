import { RejectedError } from '#sdk/errors.ts';

const REFERENCE_CHARS_MAX = 200;

/** What a line of our order stands for: a store's line, a store's shipping line, or an amount that we add. */
export type LineKind = 'line' | 'shipping' | 'extra';

export interface LineName {
  readonly orderReference: string;
  readonly kind: LineKind;
  /** The channel's line id, the shipping line's id, or the name of the amount (`tip`, `balance`). */
  readonly key: string;
}

const letters: Readonly<Record<LineKind, string>> = { line: 'l', shipping: 's', extra: 'x' };
const kinds: Readonly<Record<string, LineKind>> = { l: 'line', s: 'shipping', x: 'extra' };
const token = '((?:[A-Za-z0-9]|_[0-9a-f]{2})+)';
const linePattern = new RegExp(`^order_${token}__([lsx])_${token}$`, 'u');

/** The name part of an order's external id. Reversible: letters and digits stay, every other byte becomes `_` + hex. */
export function orderName(reference: string): string {
  return `order_${escapeName(reference)}`;
}

/** The name part of a credit note's external id. */
export function refundName(reference: string): string {
  return `refund_${escape(reference)}`;
}

/** The name part of an order line's external id: it says order and line, so that one look-up tells both. */
export function lineName({ orderReference, kind, key }: LineName): string {
  return `${orderName(orderReference)}__${letters[kind]}_${escapeName(key)}`;
}

export function parseLineName(name: string): LineName | null {
  const [, reference, letter, key] = linePattern.exec(name) ?? [];
  const kind = letter === undefined ? undefined : kinds[letter];
  if (reference === undefined || kind === undefined || key === undefined) return null;
  return { orderReference: unescapeName(reference), kind, key: unescapeName(key) };
}

/** Letters and digits stay, every other byte becomes `_` + hex. @throws RejectedError for nothing, and for too much. */
export function escapeName(text: string): string {
  if (text === '' || text.length > REFERENCE_CHARS_MAX) {
    throw new RejectedError(`a reference must have 1 to ${REFERENCE_CHARS_MAX} characters`, {
      code: 'bad-reference',
    });
  }
  let escaped = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const letter = String.fromCodePoint(byte);
    escaped += /[A-Za-z0-9]/u.test(letter) && byte < 128 ? letter : `_${byte.toString(16).padStart(2, '0')}`;
  }
  return escaped;
}

export function unescapeName(text: string): string {
  const bytes = text.match(/_[0-9a-f]{2}|[A-Za-z0-9]/gu) ?? [];
  return Buffer.from(
    bytes.map((part) =>
      part.startsWith('_') ? Number.parseInt(part.slice(1), 16) : (part.codePointAt(0) ?? 0),
    ),
  ).toString('utf8');
}
