import type { Connection } from '#sdk/define-connector.ts';
import { RejectedError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { FulfillmentRequestTarget } from '#sdk/fulfillment-requests.ts';
import type { ReturnSource, ReturnTarget } from '#sdk/returns.ts';
import type { BrokenConnector } from './broken-connectors.ts';
import { renamed, withoutFirst, withoutLastPage } from './broken-pages.ts';
import { required } from './check.ts';

/** Defects of a warehouse that takes requests and tells of returns. */
export const brokenWarehouses: readonly BrokenConnector[] = [
  {
    defect: 'asks anew for each send',
    breaks: ['requests.create: whichever of its calls', 'requests.create: done again'],
    spoil: changeRequests((target) => {
      let count = 0;
      return {
        ...target,
        create: (request) => {
          count += 1;
          // Invisible at the end, so that the books still show one reference.
          const reference = request.reference.padEnd(request.reference.length + count, '\u200b');
          return target.create({ ...request, reference });
        },
      };
    }),
  },
  {
    defect: 'takes a duplicate for a failure',
    breaks: ['requests.target: a second request'],
    spoil: changeRequests((target) => ({
      ...target,
      create: async (request) => {
        if ((await target.find(request.reference)) !== null) throw new RejectedError('it exists already');
        return target.create(request);
      },
    })),
  },
  {
    defect: 'calls a lost cancellation undone',
    breaks: ['requests.cancel: an error that says nothing happened'],
    spoil: changeRequests((target) => ({
      ...target,
      cancel: (id) =>
        renamed(target.cancel(id), UnknownOutcomeError, (error) => new TransientError(error.message)),
    })),
  },
  {
    defect: 'says of what left in part that it left whole',
    breaks: ['requests.target: what left is told'],
    spoil: changeRequests((target) => ({
      ...target,
      read: async (ids) =>
        (await target.read(ids)).map((request) => ({
          ...request,
          lines: request.lines.map((line) => ({ ...line, shipped: line.shipped > 0 ? line.quantity : 0 })),
        })),
    })),
  },
  {
    defect: 'calls a cancellation done that was refused',
    breaks: ['requests.target: a request of which something left'],
    spoil: changeRequests((target) => ({
      ...target,
      cancel: async (id) => {
        const [request] = await target.read([id]);
        return target
          .cancel(id)
          .catch(() => ({ ...required(request, 'a request'), state: 'canceled' as const }));
      },
    })),
  },
  {
    defect: 'does not say why a request waits',
    breaks: ['requests.target: a request on hold'],
    spoil: changeRequests((target) => ({
      ...target,
      read: async (ids) => (await target.read(ids)).map((request) => ({ ...request, reason: null })),
    })),
  },
  {
    defect: 'announces a return anew for each change of it',
    breaks: ['returns.amend: whichever of its calls', 'returns.target: a return reads the same'],
    spoil: changeAnnouncing((target) => ({ ...target, amend: (_id, coming) => target.announce(coming) })),
  },
  {
    defect: 'looks for a return under another reference',
    breaks: ['returns.target: a return reads the same'],
    spoil: changeAnnouncing((target) => ({ ...target, find: (reference) => target.find(`${reference}.`) })),
  },
  {
    defect: 'calls goods withdrawn that have arrived',
    breaks: ['returns.target: goods that have arrived'],
    spoil: changeAnnouncing((target) => ({
      ...target,
      withdraw: async (id) => {
        const [found] = await target.read([id]);
        return target
          .withdraw(id)
          .catch(() => ({ ...required(found, 'a return'), status: 'canceled' as const }));
      },
    })),
  },
  {
    defect: 'leaves out the last page of returns',
    breaks: ['returns changedSince: all pages together'],
    spoil: changeReturns((source) => ({
      changedSince: (cursor) => withoutLastPage(source.changedSince(cursor)),
    })),
  },
  {
    defect: 'moves its cursor past returns that it has not read',
    breaks: ['returns changedSince: '],
    spoil: changeReturns((source) => ({
      changedSince: (cursor) =>
        cursor === null ? source.changedSince(null) : withoutFirst(source.changedSince(cursor)),
    })),
  },
];

function changeRequests(change: (target: FulfillmentRequestTarget) => FulfillmentRequestTarget) {
  return (connection: Connection): Connection => ({
    ...connection,
    requests: { target: change(required(connection.requests?.target, 'a request target')) },
  });
}

function changeAnnouncing(change: (target: ReturnTarget) => ReturnTarget) {
  return (connection: Connection): Connection => ({
    ...connection,
    returns: {
      ...connection.returns,
      target: change(required(connection.returns?.target, 'a return target')),
    },
  });
}

function changeReturns(change: (source: ReturnSource) => ReturnSource) {
  return (connection: Connection): Connection => ({
    ...connection,
    returns: {
      ...connection.returns,
      source: change(required(connection.returns?.source, 'a return source')),
    },
  });
}
