import type { LeasedWork, Mark, WorkOutcome, WorkRef } from '#sdk/ledger/work.ts';
import type { Chronicle } from '../chronicle.ts';
import type { CallListener } from '../named-steps.ts';

/** Judges what becomes of work rows: each run counts (I17), and what is parked wakes by news, not by the same again (W7). */
export interface WorkJudge {
  readonly onCall: CallListener;
  readonly onBegin: () => void;
  readonly onCommit: () => void;
  /** Told of what is parked now: nothing of it may have been marked since. */
  judgeParked(parked: readonly WorkRef[]): void;
  /** Commits were taken back, or a person retried what is parked: nothing is known any more. */
  forget(): void;
}

type Settlement = { readonly work: LeasedWork; readonly outcome: WorkOutcome };

/** A look that saw the same again, by the cause that it gives. */
const SAME_AGAIN = /^a (?:sweep|pull) /;

export function createWorkJudge(chronicle: Chronicle): WorkJudge {
  /** Attempts of the run that has not been settled yet. */
  const running = new Map<string, number>();
  const parked = new Set<string>();
  const marked = new Set<string>();
  let noted: (() => void)[] = [];

  const noteLease = (leased: readonly LeasedWork[]): void => {
    for (const one of leased) {
      const name = nameOf(one);
      const before = running.get(name);
      if (before !== undefined && one.attempts <= before)
        chronicle.violate('I17', `${name} was begun again, and the run that broke off was not counted`);
      running.set(name, one.attempts);
      parked.delete(name);
      marked.delete(name);
    }
  };
  const noteSettlements = (settlements: readonly Settlement[], isSure: boolean): void => {
    for (const { work, outcome } of settlements) {
      const name = nameOf(work);
      running.delete(name);
      // What came in during the run un-parks at once.
      if (isSure && outcome.kind === 'park' && !marked.has(name)) parked.add(name);
    }
  };
  const noteMarks = (marks: readonly Mark[]): void => {
    for (const mark of marks) {
      const name = nameOf(mark);
      // Once there was news it is parked no more, and may be marked by anybody.
      if (parked.has(name) && !marked.has(name) && SAME_AGAIN.test(mark.cause))
        chronicle.violate('I16', `${name} is parked, and ${mark.cause} woke it without any news`);
      marked.add(name);
    }
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'work.lease')
        void (result as Promise<readonly LeasedWork[]>).then((leased) => noted.push(() => noteLease(leased)));
      else if (method === 'work.mark') {
        const marks = args[0] as readonly Mark[];
        noted.push(() => noteMarks(marks));
      } else if (method === 'work.wakeWaiting') {
        const [job, connection] = args as [string, string];
        noted.push(() => {
          for (const name of running.keys()) if (name.startsWith(`${job} ${connection} `)) marked.add(name);
        });
      } else if (method === 'work.settle')
        void (result as Promise<{ readonly lost: number }>).then(({ lost }) =>
          noted.push(() => noteSettlements(args[0] as readonly Settlement[], lost === 0)),
        );
    },
    onBegin() {
      noted = [];
    },
    onCommit() {
      for (const note of noted) note();
      noted = [];
    },
    judgeParked(rows) {
      for (const row of rows) {
        const name = nameOf(row);
        if (parked.has(name) && marked.has(name))
          chronicle.violate('I3', `${name} stays parked, though there were news of it`);
      }
    },
    forget() {
      for (const known of [running, parked, marked]) known.clear();
    },
  };
}

function nameOf({ job, connection, subject }: WorkRef): string {
  return `${job} ${connection} ${subject}`;
}
