import { z } from 'zod';
import { MalformedAnswerError } from '#sdk/errors.ts';
import type { Answer } from '#sdk/json-client.ts';
import type { OperationName } from './call-costs.ts';
import { type Client, pathOf } from './client.ts';

// Klaviyo writes null where there is no next page; its specification leaves the field out.
const envelope = z.object({
  data: z.array(z.unknown()),
  links: z.object({ self: z.string(), next: z.string().nullish() }),
});

/** One page of a JSON:API list. `next` is the query of the page after it, null at the end. */
export interface LinkedPage extends Answer<readonly unknown[]> {
  readonly next: string | null;
}

interface LinkedRead {
  readonly operation: OperationName;
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Walks over the pages of a list by their `links.next`. The call for a page leaves when the page is asked for. */
export async function* linkedPages(client: Client, read: LinkedRead): AsyncGenerator<LinkedPage> {
  const { operation, id } = read;
  const visited = new Set<string>();
  let query = new URLSearchParams(read.query).toString();
  for (;;) {
    visited.add(query);
    const call = { operation, query, schema: envelope, ...(id === undefined ? {} : { id }) };
    const { data, ...answer } = await client.read(call);
    const { next: link = null } = data.links;
    const next = link === null ? null : follow(client, read, link);
    if (next !== null && visited.has(next)) throw broken(read, 'names a page that was read already');
    yield { ...answer, data: data.data, next };
    if (next === null) return;
    query = next;
  }
}

/** The key goes with the next call, so it never leaves the address of the connection, nor the list. */
function follow({ settings }: Client, read: LinkedRead, link: string): string {
  const here = new URL(pathOf(read.operation, read.id), settings.url);
  const target = URL.canParse(link) ? new URL(link) : undefined;
  const isOurs = target?.origin === here.origin && target.pathname.replace(/\/$/u, '') === here.pathname;
  if (target !== undefined && isOurs && target.search !== '') return target.search.slice(1);
  throw broken(read, 'names a next page of another address');
}

function broken({ operation }: LinkedRead, what: string): MalformedAnswerError {
  return new MalformedAnswerError(`Klaviyo's answer to ${operation} ${what}`, 'links.next');
}
