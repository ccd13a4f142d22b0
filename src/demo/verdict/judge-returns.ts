import type { Books } from './books.ts';
import { isExpected, matchReturns } from './match-returns.ts';

export interface ReturnsVerdict {
  /** Returns of which something had left from the 3PL. */
  readonly agreed: number;
  readonly missing: number;
  /** Announced twice, with too many units, after they were called off, or for no return at all. */
  readonly duplicated: number;
  readonly complaints: readonly string[];
}

/** The 3PL must expect what stores take back of what it shipped, each return once. Null when there is none. */
export function judgeReturns(books: Books): ReturnsVerdict | null {
  const { thirdParty } = books;
  if (thirdParty === undefined) return null;
  const { matched, unexplained } = matchReturns(books, thirdParty);
  const wanted = matched.filter((one) => Object.keys(one.wanted).length > 0);
  const missing = wanted.filter(({ expected }) => expected.length === 0);
  const wrong = matched.filter((one) => one.expected.length > 0 && !isExpected(one));
  return {
    agreed: wanted.length,
    missing: missing.length,
    duplicated: wrong.length + unexplained.length,
    complaints: [
      ...missing.map(({ name }) => `the 3PL was not told of return ${name}`),
      ...wrong.map(({ name, expected }) => {
        const marks = expected.map(({ mark }) => mark).join(' and ');
        return `the 3PL expects other goods of return ${name} than come back (${marks})`;
      }),
      ...unexplained.map(({ mark }) => `the 3PL expects ${mark}, which no store takes back`),
    ],
  };
}
