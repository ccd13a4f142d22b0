import type { OrderPersonal } from '#domain/order.ts';

/** Shorter ones are parts of words everywhere, and say nothing about anybody: country and state codes. */
const LENGTH_MIN = 3;

/** A refusal's words without what they repeat of the recipient; they end in errors, logs and on screens. */
export function hidePersonal(
  words: string,
  { delivery, billing: _billing, ...person }: OrderPersonal,
): string {
  return [...Object.values(person), ...Object.values(delivery ?? {})]
    .filter((value): value is string => typeof value === 'string' && value.trim().length >= LENGTH_MIN)
    .toSorted((left, right) => right.length - left.length)
    .reduce((text, value) => replaceAnyCase(text, value.trim()), words);
}

function replaceAnyCase(text: string, value: string): string {
  const pattern = value.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return text.replaceAll(new RegExp(pattern, 'giu'), '[value]');
}
