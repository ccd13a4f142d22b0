import { hitting, together } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Words enough that some come while others are on their way. */
const talkative = { acts: [{ who: 'customer', count: 50 }], lengthMs: 60_000, stock: plenty } as const;

/** What customers said, what they bought, and that they want to be forgotten, on its way to who writes to them. */
export const consentBugs: readonly PlantedBug[] = [
  {
    id: 'consent-raised-by-a-resync',
    title: 'A resync passes on every word of the store as if it were a yes.',
    rule: 'I20',
    mode: 'liveness',
    hasMarketing: true,
    budget: 60,
    focus: talkative,
    edits: [
      {
        file: 'jobs/steps/give-consent.ts',
        from: "if (consent?.state !== 'subscribed') return null;",
        to: "if (consent === undefined || consent.state === 'never') return null;",
      },
      {
        file: 'jobs/steps/give-consent.ts',
        from: 'if (!(await stillStands(tx, person, given)))',
        to: "if (person.reference === '' && !(await stillStands(tx, person, given)))",
      },
    ],
  },
  {
    id: 'event-renamed-when-sent-again',
    title: 'An event that may have arrived is sent again under a new name, so it counts twice.',
    rule: 'I4',
    mode: 'liveness',
    hasMarketing: true,
    budget: 200,
    edits: [
      {
        file: 'jobs/steps/send-once.ts',
        from: 'else await sendEventsOnce(context, sending, events);',
        to: `else
      await sendEventsOnce(
        context,
        sending,
        events.map((event) => ({ ...event, reference: event.reference + ':again' })),
      );`,
      },
    ],
  },
  {
    id: 'tombstone-not-checked',
    title: 'A reading of a customer is recorded without asking whether the person was erased.',
    rule: 'I20',
    mode: 'liveness',
    hasMarketing: true,
    budget: 200,
    edits: [
      {
        file: 'src/ledger/repositories/customers.ts',
        from: "if ((await people.erasedAt({ reference, email, phone })) !== null) return 'erased';",
        to: 'await people.erasedAt({ reference, email, phone });',
      },
    ],
  },
  {
    id: 'no-overtaken-by-our-own-yes',
    title: 'A yes that we passed on and that lands late counts as newer than the no that came before it.',
    rule: 'I20',
    mode: 'liveness',
    hasMarketing: true,
    budget: 60,
    focus: {
      ...talkative,
      ...together(
        hitting('late-effect', 0.5, 'bulk_subscribe_profiles'),
        hitting('latency', 0.6, 'subscribe_profiles'),
      ),
    },
    edits: [
      {
        file: 'src/reconcile/plan-opt-out.ts',
        from: `    current?.isPassedOn !== true &&
    yesAt > (said.at ?? said.since) &&
    (oursUntil === null || yesAt > oursUntil);`,
        to: `    yesAt > (said.at ?? said.since) &&
    oursUntil !== -1;`,
      },
    ],
  },
  {
    id: 'older-no-taken-for-the-newest',
    title:
      'A tool that shows a no is left alone, although a yes that we passed on before may still land there.',
    rule: 'I20',
    mode: 'liveness',
    hasMarketing: true,
    budget: 60,
    focus: { ...talkative, ...hitting('late-effect', 0.9, 'bulk_subscribe_profiles') },
    edits: [
      {
        file: 'jobs/steps/read-opt-outs.ts',
        from: 'if (found.plans.length === 0 && found.unsettledUntil !== null) unsettled.set(row, found.unsettledUntil);',
        to: 'if (found.plans.length > 0 && found.unsettledUntil !== null) unsettled.set(row, found.unsettledUntil);',
      },
    ],
  },
  {
    id: 'no-overtaken-by-an-older-profile',
    title: 'An older reading of a customer, and what it says of consent, is recorded over a newer one.',
    rule: 'I5',
    mode: 'safety',
    hasMarketing: true,
    budget: 60,
    focus: {
      acts: [{ who: 'customer', count: 40 }],
      instances: 2,
      ...hitting('paused', 0.1, 'customers\\.\\w+ answered'),
      lengthMs: 60_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/customers.ts',
        from: 'if (updatedAt !== stored.updatedAt) return updatedAt < stored.updatedAt;',
        to: 'if (updatedAt !== stored.updatedAt) return false;',
      },
      {
        file: 'src/ledger/repositories/consents.ts',
        from: 'at !== null && at < known.saidAt)',
        to: 'at !== null && at < known.saidAt && at < 0)',
      },
    ],
  },
];
