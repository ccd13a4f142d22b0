import type { Books } from '#demo/verdict/books.ts';
import { isExpected, matchReturns } from '#demo/verdict/match-returns.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import type { Unfinished } from './told-people.ts';

const DISPUTES_MAX = 500;

/** I4: one box is never announced twice. I7: nothing is announced that no store knows. */
export function findAnnouncedTwice(books: Books): readonly Unfinished[] {
  const { matched, unexplained } = matchesOf(books);
  const twice = matched.filter(({ expected }) => expected.length > 1);
  return [
    ...twice.map(({ name }) => ({
      invariant: 'I4',
      detail: `return ${name} is announced twice to the depot`,
    })),
    ...unexplained.map(({ mark }) => ({
      invariant: 'I7',
      detail: `the depot expects ${mark}, which no store knows`,
    })),
  ];
}

/** I21: in the end the depot expects what the stores have agreed to, and nothing that was called off. */
export async function findUnannounced(books: Books, ledger: MemoryLedger): Promise<readonly Unfinished[]> {
  const wrong = matchesOf(books).matched.filter((one) => !isExpected(one));
  if (wrong.length === 0) return [];
  const open = await ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: DISPUTES_MAX }));
  const told = new Set(open.map(({ subject }) => subject));
  return wrong
    .filter(({ reference }) => !told.has(reference))
    .map(({ name, wanted, expected }) => ({
      invariant: 'I21',
      detail: `of return ${name} the depot expects ${expected.map(({ units }) => say(units)).join(' and ') || 'nothing'}, right is ${say(wanted)}`,
    }));
}

function matchesOf(books: Books): ReturnType<typeof matchReturns> {
  const { thirdParty } = books;
  return thirdParty === undefined ? { matched: [], unexplained: [] } : matchReturns(books, thirdParty);
}

function say(units: Readonly<Record<string, number>>): string {
  const words = Object.entries(units).map(([sku, count]) => `${count} ${sku}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}
