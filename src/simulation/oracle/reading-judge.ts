import type { NewAuthorityReading } from '#sdk/ledger/stock.ts';
import type { Chronicle } from '../chronicle.ts';
import type { Knowledge } from './knowledge.ts';

interface ReadingEdges {
  readonly chronicle: Chronicle;
  readonly knowledge: () => Knowledge;
  /** Every number that this shelf has had since a moment, the one of that moment included. */
  readonly numbersSince: (sku: string, location: string, at: number) => ReadonlySet<number>;
}

/** A reading is a number that the authority had (I10), under a version of the ledger from before its request (I9, S1). */
export function createReadingJudge({
  chronicle,
  knowledge,
  numbersSince,
}: ReadingEdges): (reading: NewAuthorityReading) => void {
  return (reading) => {
    const { sku, location, quantity, basis } = reading;
    const request = knowledge().requestOf(reading);
    if (request === undefined) {
      chronicle.violate('I7', `a reading of ${sku} was recorded that no request brought`);
      return;
    }
    if (basis > request.sequence)
      chronicle.violate(
        'I9',
        `a reading of ${sku} carries version ${basis}; its request left at ${request.sequence}`,
      );
    if (!numbersSince(sku, location, request.at).has(quantity))
      chronicle.violate(
        'I10',
        `${quantity} ${sku} were read at ${location}, which never held that many meanwhile`,
      );
  };
}
