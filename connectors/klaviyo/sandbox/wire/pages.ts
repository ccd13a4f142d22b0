import type { SandboxResponse } from '#sdk/sandbox/serve.ts';
import { invalid, json } from './answers.ts';
import type { Call } from './call.ts';

interface Listing<Item> {
  readonly items: readonly Item[];
  /** What the list is sorted by, first; ids make it unique. */
  readonly keyOf: (item: Item) => readonly [number | string, string];
  readonly view: (item: Item) => object;
  readonly sizeDefault: number;
  readonly sizeMax: number;
}

/** A page of a list that links to the next one. The mark of a page is the key of the last record before it. */
export function linkedPage<Item>({ url, faults, operation }: Call, listing: Listing<Item>): SandboxResponse {
  const { keyOf, view, sizeDefault, sizeMax } = listing;
  const size = Number(url.searchParams.get('page[size]') ?? sizeDefault);
  if (!Number.isInteger(size) || size < 1 || size > sizeMax) return invalid('page size is out of range');
  const mark = readMark(url.searchParams.get('page[cursor]'));
  if (mark === undefined) return invalid('the cursor is not valid');
  // A long list is asked for page by page: each row's key is made once for each of them.
  const left = listing.items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => mark === null || compare(key, mark) > 0)
    .toSorted((one, other) => compare(one.key, other.key));
  const page = left.slice(0, size).map(({ item }) => item);
  const last = page.at(-1);
  const links: { self: string; next?: string } = { self: url.href };
  if (last !== undefined && left.length > size) {
    const next = new URL(url);
    next.searchParams.set('page[cursor]', Buffer.from(JSON.stringify(keyOf(last))).toString('base64url'));
    links.next = next.href;
  }
  // An answer that lost its end without a trace still names the page behind it.
  const isCut = faults.roll('truncated-page', operation);
  const told = isCut ? page.slice(0, Math.floor(page.length / 2)) : page;
  return json(200, { data: told.map(view), links });
}

type Key = readonly [number | string, string];

function compare([left, leftId]: Key, [right, rightId]: Key): number {
  if (left !== right) return left < right ? -1 : 1;
  return leftId < rightId ? -1 : leftId > rightId ? 1 : 0;
}

/** Null: no cursor. Undefined: none of ours. */
function readMark(cursor: string | null): Key | null | undefined {
  if (cursor === null) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Key;
  } catch {
    return undefined;
  }
}
