import type { CellFacts, NewAuthorityReading } from '#sdk/ledger/stock.ts';
import type { Chronicle } from '../chronicle.ts';
import type { CallListener } from '../named-steps.ts';

/** Judges by which of an authority's readings a cell is planned: by the one of the latest basis, whenever it came (I9). */
export interface ReadingOrderJudge {
  readonly onCall: CallListener;
  readonly onBegin: () => void;
  readonly onCommit: () => void;
  /** Commits were taken back. */
  forget(): void;
}

type Moment = Pick<NewAuthorityReading, 'basis' | 'sentAt'>;

export function createReadingOrderJudge(chronicle: Chronicle): ReadingOrderJudge {
  const newest = new Map<string, Moment>();
  let noted: NewAuthorityReading[] = [];
  const judge = ({ cell: { sku, location }, readings: [used] }: CellFacts): void => {
    const known = newest.get(`${sku} ${location}`);
    if (known === undefined || (used !== undefined && !isBefore(used, known))) return;
    chronicle.violate('I9', `${sku} at ${location} is planned by a reading that a later one had replaced`);
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'stock.recordReading') noted.push(args[0] as NewAuthorityReading);
      else if (method === 'stock.facts')
        void (result as Promise<readonly CellFacts[]>).then((facts) => facts.forEach(judge));
    },
    onBegin() {
      noted = [];
    },
    onCommit() {
      for (const reading of noted) {
        const name = `${reading.sku} ${reading.location}`;
        const known = newest.get(name);
        if (known === undefined || isBefore(known, reading)) newest.set(name, reading);
      }
      noted = [];
    },
    forget: () => newest.clear(),
  };
}

function isBefore(left: Moment, right: Moment): boolean {
  return left.basis === right.basis ? left.sentAt < right.sentAt : left.basis < right.basis;
}
