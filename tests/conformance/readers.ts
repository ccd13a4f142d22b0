import type { Page } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { idOfRecord } from './check.ts';
import type { ReaderName } from './fixture.ts';

/** One paged read of a connection, whatever it reads. */
export interface Reader {
  readonly name: ReaderName;
  /** Whether a pass can go on from a cursor. */
  readonly isResumable: boolean;
  /** It reads everything each time, so what changes behind its cursor is the next pass's. */
  readonly isWhole: boolean;
  pages(cursor: string | null): AsyncIterable<Page<unknown>>;
  idOf(item: unknown): string;
}

const SINCE_THE_BEGINNING = 0;

/** All paged reads that the connection declares. */
export function readersOf(connection: Connection): readonly Reader[] {
  const { orders, requests, returns, stock, shipments, catalog, customers, consents } = connection;
  const found: (Reader | undefined)[] = [
    orders?.source &&
      changes('orders.source changedSince', (cursor) => {
        return orders.source?.changedSince(cursor, SINCE_THE_BEGINNING);
      }),
    orders?.target && whole('orders.target all', () => orders.target?.all()),
    requests?.target && whole('requests.target all', () => requests.target?.all()),
    stock?.source && changes('stock.source changedSince', (cursor) => stock.source?.changedSince(cursor)),
    stock?.source && whole('stock.source all', () => stock.source?.all()),
    stock?.target && whole('stock.target all', () => stock.target?.all()),
    shipments?.source &&
      changes('shipments changedSince', (cursor) => shipments.source?.changedSince(cursor)),
    returns?.source && changes('returns changedSince', (cursor) => returns.source?.changedSince(cursor)),
    catalog?.source && changes('catalog changedSince', (cursor) => catalog.source?.changedSince(cursor)),
    catalog?.source && whole('catalog all', () => catalog.source?.all()),
    customers?.source &&
      changes('customers changedSince', (cursor) => customers.source?.changedSince(cursor)),
    customers?.source && resumableWhole('customers all', (cursor) => customers.source?.all(cursor)),
    consents?.source && changes('consents changedSince', (cursor) => consents.source?.changedSince(cursor)),
    consents?.source && whole('consents all', () => consents.source?.all()),
  ];
  return found.filter((reader) => reader !== undefined);
}

export function readerOf(connection: Connection, name: ReaderName): Reader {
  const reader = readersOf(connection).find((one) => one.name === name);
  if (reader === undefined) throw new TypeError(`the connection has no ${name}`);
  return reader;
}

/** Reads to the end, or fails when there is none. */
export async function collectPages(
  pages: AsyncIterable<Page<unknown>>,
  pagesMax = 200,
): Promise<readonly Page<unknown>[]> {
  const all: Page<unknown>[] = [];
  for await (const page of pages) {
    all.push(page);
    if (all.length > pagesMax) throw new EndlessPassError();
  }
  return all;
}

/** A pass went on and on. */
export class EndlessPassError extends Error {
  override readonly name = 'EndlessPassError';
  constructor() {
    super('the pass has no end');
  }
}

type Open = (cursor: string | null) => AsyncIterable<Page<unknown>> | undefined;

function changes(name: ReaderName, open: Open): Reader {
  return {
    name,
    isResumable: true,
    isWhole: false,
    pages: (cursor) => mustOpen(name, open(cursor)),
    idOf: idOfRecord,
  };
}

function resumableWhole(name: ReaderName, open: Open): Reader {
  return { ...changes(name, open), isWhole: true };
}

function whole(name: ReaderName, open: Open): Reader {
  return { ...changes(name, open), isResumable: false, isWhole: true };
}

function mustOpen(
  name: ReaderName,
  pages: AsyncIterable<Page<unknown>> | undefined,
): AsyncIterable<Page<unknown>> {
  if (pages === undefined) throw new TypeError(`the connection has no ${name}`);
  return pages;
}
