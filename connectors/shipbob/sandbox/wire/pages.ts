import { json } from '#sdk/sandbox/json-body.ts';
import type { SandboxResponse } from '#sdk/sandbox/serve.ts';

const SIZE_MAX = 250;
const SIZE = 50;

/** A page of a list that links to the next one. The mark of a page is the id of its first record. */
export function linkedPage<Item>(options: {
  readonly url: URL;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => number;
  readonly view: (item: Item) => object;
  readonly sizeName: string;
  readonly cursorName: string;
  readonly isCut: boolean;
}): SandboxResponse {
  const { url, idOf, cursorName } = options;
  const size = sizeOf(url, options.sizeName);
  const from = Number(url.searchParams.get(cursorName) ?? 0);
  const items = options.items.filter((item) => idOf(item) >= from).toSorted((a, b) => idOf(a) - idOf(b));
  const page = items.slice(0, size);
  const following = items[size];
  return json(200, {
    items: cut(page, options.isCut).map(options.view),
    next: following === undefined ? null : linkTo(url, cursorName, idOf(following)),
    prev: null,
  });
}

/** A page of a list that is asked for by numbers. */
export function numberedPage<Item>(items: readonly Item[], url: URL, isCut: boolean): readonly Item[] {
  const size = sizeOf(url, 'Limit');
  const page = Math.max(1, Number(url.searchParams.get('Page') ?? 1));
  return cut(items.slice((page - 1) * size, page * size), isCut);
}

export function sizeOf(url: URL, name: string): number {
  const size = Number(url.searchParams.get(name) ?? SIZE);
  return Number.isInteger(size) && size > 0 ? Math.min(size, SIZE_MAX) : SIZE;
}

export function linkTo(url: URL, name: string, value: number): string {
  const next = new URL(url);
  next.searchParams.set(name, String(value));
  return `${next.pathname}${next.search}`;
}

/** What is left of an answer that lost its end without a trace. */
export function cut<Item>(items: readonly Item[], isCut: boolean): readonly Item[] {
  return isCut ? items.slice(0, Math.floor(items.length / 2)) : items;
}
