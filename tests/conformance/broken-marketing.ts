import type { Connection } from '#sdk/define-connector.ts';
import type { ConsentTarget } from '#sdk/consents.ts';
import type { CustomerTarget } from '#sdk/customers.ts';
import { TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { EventTarget } from '#sdk/marketing-events.ts';
import type { BrokenConnector } from './broken-connectors.ts';
import { renamed } from './broken-pages.ts';
import { required } from './check.ts';

/** Defects of a system that writes to customers. */
export const brokenMarketing: readonly BrokenConnector[] = [
  {
    defect: 'takes an accepted batch for a done one',
    breaks: ['customers.target: who is refused'],
    spoil: changeCustomers((target) => ({
      ...target,
      async upsert(profiles) {
        await target.upsert(profiles);
        return { state: 'done', refused: [] };
      },
    })),
  },
  {
    defect: 'clears what is absent',
    breaks: ['customers.target: what is absent stays'],
    spoil: changeCustomers((target) => ({
      ...target,
      upsert: (profiles) => target.upsert(profiles.map((profile) => ({ lastName: null, ...profile }))),
    })),
  },
  {
    defect: 'adds segments and takes none away',
    breaks: ['customers.target: a profile names'],
    spoil: changeCustomers((target) => ({
      ...target,
      upsert: (profiles) =>
        target.upsert(
          profiles.map(({ segments, ...profile }) =>
            segments == null || segments.length === 0 ? profile : { ...profile, segments },
          ),
        ),
    })),
  },
  {
    defect: 'makes a profile anew for each send',
    breaks: ['customers.upsert: whichever of its calls', 'customers.upsert: done again'],
    spoil: changeCustomers((target) => {
      let count = 0;
      return {
        ...target,
        upsert(profiles) {
          count += 1;
          return target.upsert(
            profiles.map((profile) => ({ ...profile, reference: `${profile.reference}-${count}` })),
          );
        },
      };
    }),
  },
  {
    defect: 'keeps a no to itself',
    breaks: ['consents.lower: ', 'consents.target: a no holds'],
    spoil: changeConsents((target) => ({ ...target, lower: () => Promise.resolve() })),
  },
  {
    defect: 'calls a lost no undone',
    breaks: ['consents.lower: an error that says nothing happened'],
    spoil: changeConsents((target) => ({
      ...target,
      lower: (changes) =>
        renamed(target.lower(changes), UnknownOutcomeError, (error) => new TransientError(error.message)),
    })),
  },
  {
    defect: 'dates every consent today',
    breaks: ['consents.target: consent raises only', 'consents.target: consent of long ago'],
    spoil: changeConsents((target) => ({
      ...target,
      give: (person, given) => target.give(person, { ...given, at: Date.now() + 300_000 }),
    })),
  },
  {
    defect: 'sends history as news',
    breaks: ['events.target: history'],
    spoil: changeEvents((target) => ({
      ...target,
      send: (events) => target.send(events.map((event) => ({ ...event, historical: false }))),
    })),
  },
  {
    defect: 'gives every event a new name',
    breaks: ['events.send: done again', 'events.target: one that is there'],
    spoil: changeEvents((target) => {
      let count = 0;
      return {
        ...target,
        send(events) {
          count += 1;
          return target.send(
            events.map((event) => ({ ...event, reference: `${event.reference}${'\u200b'.repeat(count)}` })),
          );
        },
      };
    }),
  },
];

function changeCustomers(change: (target: CustomerTarget) => CustomerTarget) {
  return (connection: Connection): Connection => ({
    ...connection,
    customers: { target: change(required(connection.customers?.target, 'a customer target')) },
  });
}

function changeConsents(change: (target: ConsentTarget) => ConsentTarget) {
  return (connection: Connection): Connection => ({
    ...connection,
    consents: {
      ...connection.consents,
      target: change(required(connection.consents?.target, 'a consent target')),
    },
  });
}

function changeEvents(change: (target: EventTarget) => EventTarget) {
  return (connection: Connection): Connection => ({
    ...connection,
    events: { target: change(required(connection.events?.target, 'an event target')) },
  });
}
