import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '#sdk/define-connector.ts';
import type { FulfillmentRequestTarget, RequestToShip } from '#sdk/fulfillment-requests.ts';
import { required } from './check.ts';
import type { Ground, RequestInBooks } from './fixture.ts';
import type { WriteCase } from './write-cases.ts';

const UNITS = 2;

export const requestTitles = ['requests.create', 'requests.cancel'];

let subjects = 0;

/** What a warehouse is asked, and how the books show that it was asked exactly once. */
export function requestWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  const hands = required(ground.requesting, 'requesting');
  const target = targetOf(connection);
  const writeCase = (
    title: string,
    wanted: Partial<RequestInBooks>,
    send: (to: FulfillmentRequestTarget, request: RequestToShip, id: string) => Promise<unknown>,
  ): WriteCase => ({
    title,
    idempotency: target.idempotency,
    async prepare() {
      subjects += 1;
      const key = `kit-request-${subjects}`;
      const reference = `kit:${key}`;
      const request = hands.request(reference, UNITS);
      const isThere = title !== 'requests.create';
      const id = isThere ? (await target.create(request)).id : '';
      const fault = (): string | null => judge(hands.found(reference), wanted);
      return {
        key,
        send: (_key, through = connection) => send(targetOf(through), request, id),
        lookUp: async () => ((await target.find(reference)) !== null && fault() === null ? true : null),
        books: () => hands.found(reference),
        fault,
      };
    },
  });
  return [
    writeCase('requests.create', { state: 'accepted', units: UNITS, openUnits: UNITS }, (to, request) =>
      to.create(request),
    ),
    writeCase('requests.cancel', { state: 'canceled', openUnits: 0 }, (to, _request, id) => to.cancel(id)),
  ];
}

function targetOf({ requests }: Connection): FulfillmentRequestTarget {
  return required(requests?.target, 'a request target');
}

function judge(found: readonly RequestInBooks[], wanted: Partial<RequestInBooks>): string | null {
  const [request] = found;
  if (request === undefined || found.length > 1)
    return `there are ${found.length} requests with this reference`;
  if (isDeepStrictEqual({ ...request, ...wanted }, request)) return null;
  return `the request is ${JSON.stringify(request)}, wanted ${JSON.stringify(wanted)}`;
}
