import { z } from 'zod';
import { MalformedAnswerError } from '#sdk/errors.ts';
import type { Answer } from '#sdk/json-client.ts';
import type { Client } from './client.ts';

const envelope = z.object({ items: z.array(z.unknown()), next: z.string().nullable() });

/** One page of a list that names its next page. `next` is the path to it, null at the end. */
export interface LinkedPage extends Answer<readonly unknown[]> {
  readonly next: string | null;
}

interface LinkedRead {
  /** Path of the page to begin with. */
  readonly from: string;
  readonly operation: string;
  /** Throws when a page contradicts what its headers say; then it is read again. */
  readonly verify?: (items: readonly unknown[], headers: Answer<unknown>['headers']) => void;
}

/** Walks over the pages of a list by their `next`. The call for a page leaves when the page is asked for. */
export async function* linkedPages(client: Client, read: LinkedRead): AsyncGenerator<LinkedPage> {
  const visited = new Set<string>();
  let path = read.from;
  for (;;) {
    visited.add(path);
    const { data, ...answer } = await client.read({
      path,
      operation: read.operation,
      schema: envelope,
      verify: ({ data: { items }, headers }) => read.verify?.(items, headers),
    });
    const next = data.next === null ? null : follow(client.settings.url, path, data.next);
    if (next !== null && visited.has(next))
      throw broken(read.operation, 'names a page that was read already');
    yield { ...answer, data: data.items, next };
    if (next === null) return;
    path = next;
  }
}

/** All records of a list that is never long. */
export async function readList(client: Client, read: LinkedRead): Promise<Answer<readonly unknown[]>> {
  const items: unknown[] = [];
  let last: LinkedPage | undefined;
  for await (const page of linkedPages(client, read)) {
    items.push(...page.data);
    last = page;
  }
  if (last === undefined) throw broken(read.operation, 'has no page');
  return { ...last, data: items };
}

/** The token goes with the next call, so it never leaves the address of the connection, nor the list. */
function follow(base: string, path: string, next: string): string {
  const here = new URL(path, base);
  const target = URL.canParse(next, here.href) ? new URL(next, here.href) : undefined;
  if (target?.origin === here.origin && target.pathname === here.pathname) {
    return `${target.pathname}${target.search}`;
  }
  throw broken('a list', 'names a next page of another address');
}

function broken(operation: string, what: string): MalformedAnswerError {
  return new MalformedAnswerError(`ShipBob's answer to ${operation} ${what}`, 'next');
}
