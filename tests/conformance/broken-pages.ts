import type { Page, StockSource } from '#sdk/capabilities.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';

type Pages<Item> = AsyncIterable<Page<Item>>;

export async function* withoutLastPage<Item>(pages: Pages<Item>): Pages<Item> {
  let held: Page<Item> | undefined;
  for await (const page of pages) {
    if (held !== undefined) yield { ...held, complete: page.complete };
    held = page;
  }
}

export async function* withoutFirst<Item>(pages: Pages<Item>): Pages<Item> {
  for await (const page of pages) yield { ...page, items: page.items.slice(1) };
}

export async function* ahead<Item>(pages: Pages<Item>): Pages<Item> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  for (;;) {
    const page = await next;
    if (page.done === true) return;
    next = iterator.next();
    // Nobody may be left to hear of a failure of the page after the last one that was wanted.
    next.catch(() => undefined);
    yield page.value;
  }
}

export async function* swallowing<Item>(pages: Pages<Item>): Pages<Item> {
  let last: Page<Item> | undefined;
  try {
    for await (const page of pages) {
      last = page;
      yield page;
    }
  } catch {
    yield { items: [], refused: [], cursor: '', sentAt: 0, answeredAt: 0, ...last, complete: true };
  }
}

export async function* zeroing(pages: ReturnType<StockSource['all']>): ReturnType<StockSource['all']> {
  try {
    for await (const page of pages) {
      const made = page.refused.map(({ id }) => ({
        listingId: id ?? '',
        locationId: '1',
        quantity: 0,
        reserved: 0,
      }));
      yield { ...page, refused: [], items: [...page.items, ...made] };
    }
  } catch (error) {
    if (!(error instanceof MalformedAnswerError)) throw error;
    yield { items: [], refused: [], cursor: '', complete: true, sentAt: 0, answeredAt: 0 };
  }
}

export async function renamed<Result, Kind extends Error>(
  result: Promise<Result>,
  kind: abstract new (...args: never[]) => Kind,
  rename: (error: Kind) => Error,
): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw error instanceof kind ? rename(error) : error;
  }
}
