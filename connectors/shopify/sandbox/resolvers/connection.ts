import { tailOf } from '../model/ids.ts';
import { type Context, graphFault } from './context.ts';

const PAGE_MAX = 250;
const TOO_MANY =
  'To query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/api/usage/bulk-operations/queries for usage details.\n';

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly reverse?: boolean | null | undefined;
}

export interface Connection<Item> {
  readonly nodes: readonly Item[];
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

interface Listing<Item> {
  readonly idOf: (item: Item) => string;
  /** What the list is sorted by, beside the id; equal for all when it is the id alone. */
  readonly sortValue?: (item: Item) => number | string;
  /** The list begins in the middle of a longer one. */
  readonly hasMoreBefore?: boolean;
}

/**
 * One page of a sorted list. Cursors name the last row (id and value) instead of a position, so pages stay right while
 * rows come in; a row that moved to the end meanwhile is seen again.
 */
export function pageOf<Item>(
  items: readonly Item[],
  args: PageArgs,
  context: Context,
  { idOf, sortValue, hasMoreBefore = false }: Listing<Item>,
): Connection<Item> {
  checkWindow(args);
  const list = args.reverse === true ? items.toReversed() : items;
  const toCursor = (item: Item): string => {
    const id = tailOf(idOf(item));
    const value = sortValue?.(item) ?? id;
    const lastId = Number.isSafeInteger(Number(id)) ? Number(id) : id;
    return Buffer.from(JSON.stringify({ last_id: lastId, last_value: String(value) })).toString('base64');
  };
  const keyOf = (item: Item): Key => ({ id: tailOf(idOf(item)), value: sortValue?.(item) });
  const isDown = args.reverse === true;
  let start = 0;
  let end = list.length;
  if (args.after) start = positionOf(list, keyOf, readCursor(args.after), isDown, true);
  if (args.before) end = positionOf(list, keyOf, readCursor(args.before), isDown, false);
  const span = list.slice(start, Math.max(start, end));
  const isFirst = args.first !== null && args.first !== undefined;
  const size = (isFirst ? args.first : args.last) ?? 0;
  const nodes = isFirst ? span.slice(0, size) : size === 0 ? [] : span.slice(-size);
  const [head] = nodes;
  const tail = nodes.at(-1);
  const hasMoreAfter = isFirst ? span.length > size : end < list.length;
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: toCursor(node), node }));
    },
    pageInfo: {
      hasNextPage: hasMoreAfter && !context.cutPages,
      hasPreviousPage: isFirst ? start > 0 || hasMoreBefore : span.length > size,
      startCursor: head === undefined ? null : toCursor(head),
      endCursor: tail === undefined ? null : toCursor(tail),
    },
  };
}

/** A list that has no order but the one in which its rows were made. */
export function pageById<Item extends { readonly id: string }>(
  items: readonly Item[],
  args: PageArgs,
  context: Context,
): Connection<Item> {
  return pageOf(items, args, context, { idOf: (item) => item.id });
}

/** A plain list with a size but without pages. */
export function plainList<Item>(
  items: readonly Item[],
  args: { readonly first?: number | null | undefined },
): readonly Item[] {
  return args.first === null || args.first === undefined ? items : items.slice(0, args.first);
}

function checkWindow({ first, last }: PageArgs): void {
  const hasFirst = first !== null && first !== undefined;
  const hasLast = last !== null && last !== undefined;
  if (!hasFirst && !hasLast) throw graphFault('you must provide one of first or last', 'BAD_REQUEST');
  if (hasFirst && hasLast) throw graphFault('providing both first and last is not supported', 'BAD_REQUEST');
  for (const [name, size] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (size === null || size === undefined) continue;
    if (size < 0) throw graphFault(`${name} must be a positive number`, 'BAD_REQUEST');
    if (size > PAGE_MAX)
      throw graphFault(`${name} cannot exceed ${PAGE_MAX}. ${TOO_MANY}`.trim(), 'BAD_REQUEST');
  }
}

interface Key {
  readonly id: string;
  readonly value: number | string | undefined;
}

export function readCursor(cursor: string): { readonly id: string; readonly value: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'last_id' in parsed && 'last_value' in parsed) {
      return { id: String(parsed.last_id), value: String(parsed.last_value) };
    }
  } catch {
    // Falls through to the same refusal.
  }
  throw graphFault('Malformed cursor', 'BAD_REQUEST');
}

/** The first position behind (`after`), or at, the row that a cursor names. */
function positionOf<Item>(
  list: readonly Item[],
  keyOf: (item: Item) => Key,
  cursor: { readonly id: string; readonly value: string },
  isDown: boolean,
  isAfter: boolean,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    const order = item === undefined ? 1 : compareKey(keyOf(item), cursor) * (isDown ? -1 : 1);
    if (order < 0 || (isAfter && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareKey(key: Key, cursor: { readonly id: string; readonly value: string }): number {
  if (typeof key.value === 'number' && key.value !== Number(cursor.value))
    return key.value - Number(cursor.value);
  if (typeof key.value === 'string' && key.value !== cursor.value) return key.value < cursor.value ? -1 : 1;
  return compareIds(key.id, cursor.id);
}

/** Numeric tails, of which some are longer than a number can be. */
export function compareIds(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left === right ? 0 : left < right ? -1 : 1;
}
