import { SealBrokenError, type SealedPlace, type Sealer } from '#ledger/sealing.ts';

/**
 * Keeps what a real seal promises without its cipher: a text opens where it was sealed and nowhere else. Nothing of a
 * history leaves the memory, so there is nobody to hide it from.
 */
export const plainSealer: Sealer = {
  seal: (text, place) => `${markOf(place)}${text}`,
  open(record, place) {
    const mark = markOf(place);
    if (!record.startsWith(mark))
      throw new SealBrokenError(
        `${place.table}.${place.column} of a row was changed or moved after it was sealed`,
      );
    return record.slice(mark.length);
  },
  fingerprint: (text) => `fingerprint ${text}`,
  fingerprints: (text) => [`fingerprint ${text}`],
};

function markOf({ table, column, row }: SealedPlace): string {
  return `sealed ${table}|${column}|${row}|`;
}
