import type { Books } from './books.ts';
import { judgeConsents } from './judge-consents.ts';
import { judgeErased } from './judge-erased.ts';
import { judgeToldEvents } from './judge-told-events.ts';

/** What the tool that writes to customers shows; all null when there is none. */
export interface MarketingFigures {
  /** People who said yes at a store, and may be written to by the tool since. */
  readonly people_subscribed: number | null;
  readonly people_unsubscribed: number | null;
  readonly people_erased: number | null;
  /** People who may be written to, or were, and did not say so. */
  readonly consent_violations: number | null;
  readonly events_told: number | null;
  readonly events_missing: number | null;
  readonly events_duplicated: number | null;
  /** At the tool or, when it was asked in the end, by Syncline itself. */
  readonly erased_person_found: boolean | null;
}

export interface MarketingVerdict {
  readonly figures: MarketingFigures;
  /** Nothing is left to wait for. */
  readonly isSettled: boolean;
  readonly failures: readonly string[];
  readonly complaints: readonly string[];
}

const noTool: MarketingVerdict = {
  figures: {
    people_subscribed: null,
    people_unsubscribed: null,
    people_erased: null,
    consent_violations: null,
    events_told: null,
    events_missing: null,
    events_duplicated: null,
    erased_person_found: null,
  },
  isSettled: true,
  failures: [],
  complaints: [],
};

/** @param foundBySyncline records that Syncline itself still finds of those who were erased; null: it was not asked. */
export function judgeMarketing(books: Books, foundBySyncline: number | null): MarketingVerdict {
  const { marketing } = books;
  if (marketing === undefined) return noTool;
  const consents = judgeConsents(marketing);
  const events = judgeToldEvents(marketing);
  const erased = judgeErased(marketing);
  const found = erased.complaints.length + (foundBySyncline ?? 0);
  const rules: readonly (readonly [boolean, string])[] = [
    [consents.violations > 0, `${consents.violations} times somebody may be written to who did not say so`],
    [consents.passedOn === 0, 'nobody who said yes was subscribed, so consent was not tried'],
    [erased.asked === 0, 'nobody asked to be forgotten, so erasure was not tried'],
    [events.missing > 0, `${events.missing} things that happened to orders are unknown to the tool`],
    [events.duplicated > 0, `${events.duplicated} things were told to the tool too often`],
    [found > 0, `of those who were erased something is still there`],
  ];
  const failures = rules.flatMap(([failed, words]) => (failed ? [words] : []));
  return {
    figures: {
      people_subscribed: consents.passedOn,
      people_unsubscribed: consents.unsubscribed,
      people_erased: erased.asked,
      consent_violations: consents.violations,
      events_told: events.told,
      events_missing: events.missing,
      events_duplicated: events.duplicated,
      erased_person_found: found > 0,
    },
    isSettled: failures.length === 0,
    failures,
    complaints: [
      ...consents.complaints,
      ...events.lacks,
      ...events.doubles,
      ...erased.complaints,
      ...(foundBySyncline !== null && foundBySyncline > 0
        ? [`Syncline finds ${foundBySyncline} records of people who were erased`]
        : []),
    ],
  };
}
