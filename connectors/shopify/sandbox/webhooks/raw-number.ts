import { tailOf } from '../model/ids.ts';

const MARK = '\u0001';
const MARKED = new RegExp(`"\\\\u0001(-?\\d+)"`, 'g');

/** An id for a payload: written as a bare number however long it is, longer than a JavaScript number can be, too. */
export function numericId(gid: string): string {
  return `${MARK}${tailOf(gid)}`;
}

export function numericIdOrNull(gid: string | null | undefined): string | null {
  return gid === null || gid === undefined ? null : numericId(gid);
}

/** As `JSON.stringify`, with the marked ids as bare numbers. */
export function stringifyPayload(payload: unknown): string {
  return JSON.stringify(payload).replaceAll(MARKED, '$1');
}
