import { judgeConsents } from '#demo/verdict/judge-consents.ts';
import { judgeErased } from '#demo/verdict/judge-erased.ts';
import { judgeToldEvents } from '#demo/verdict/judge-told-events.ts';
import { type MarketingBook, TOOL } from '#demo/verdict/marketing-book.ts';
import { readMarketingBook } from '#demo/verdict/read-marketing-book.ts';
import type { Subscribers } from '../world/subscribers.ts';
import type { Vendors } from '../world/vendors.ts';
import type { Unfinished } from './told-people.ts';

/** A look, a call and what it sets off at the tool; a no that is said there meanwhile is overwritten. */
const GIVING_MS = 60_000;

/** The books of the tool that writes to customers, and of the store that feeds it; null where there is none. */
export function readMarketing(vendors: Vendors, subscribers: Subscribers | null): MarketingBook | null {
  const { mail, stores } = vendors;
  const [store] = stores;
  if (mail === null || store === undefined || subscribers === null) return null;
  // Reading the books does what is due.
  mail.sandbox.books.profiles();
  const feeding = { name: store.name, shop: store.model.state };
  return readMarketingBook(mail.sandbox.state, [feeding], subscribers.erased());
}

/** What may never be told, whatever else is still under way: something twice. */
export function findToldTwice(book: MarketingBook | null): readonly Unfinished[] {
  if (book === null) return [];
  return judgeToldEvents(book).doubles.map((detail) => ({ invariant: 'I4', detail }));
}

/** Everything that keeps the tool from knowing what it should, and nothing else. */
export function findUntold(book: MarketingBook | null): readonly Unfinished[] {
  if (book === null) return [];
  return [
    ...judgeConsents(withoutOverwritten(book)).complaints.map((detail) => ({ invariant: 'I20', detail })),
    ...judgeErased(book).complaints.map((detail) => ({ invariant: 'I20', detail })),
    ...judgeToldEvents(book).lacks.map((detail) => ({ invariant: 'I21', detail })),
    ...findToldTwice(book),
  ];
}

/**
 * The tool compares nothing for us: a no that is said there between our look and our yes is overwritten, and nobody can know of it
 * (docs/connectors/klaviyo.md).
 */
function withoutOverwritten(book: MarketingBook): MarketingBook {
  const { words } = book;
  const isOverwritten = (word: MarketingBook['words'][number]): boolean =>
    word.where === TOOL &&
    word.said === 'no' &&
    word.by === 'person' &&
    words.some(
      ({ where, by, said, email, atMs }) =>
        where === TOOL &&
        by === 'sync' &&
        said === 'yes' &&
        email === word.email &&
        atMs >= word.atMs &&
        atMs <= word.atMs + GIVING_MS,
    );
  return { ...book, words: words.filter((word) => !isOverwritten(word)) };
}
