import type { FulfillmentRequestTarget } from '#sdk/fulfillment-requests.ts';
import { cancelRequest } from './cancel-request.ts';
import type { Client } from './client.ts';
import { createRequest } from './create-request.ts';
import { allRequests, findRequest, readRequests } from './read-requests.ts';

/**
 * Requests are ShipBob's orders. `reference_id` is "unique and immutable" within a channel, so sending again is safe at
 * any time. Calls: 1 for a new request, 2 for one that was there, 3 for a cancellation.
 */
export function createRequestTarget(client: Client): FulfillmentRequestTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    find: (reference) => findRequest(client, reference),
    read: (ids) => readRequests(client, ids),
    create: (request) => createRequest(client, request),
    cancel: (id) => cancelRequest(client, id),
    all: () => allRequests(client),
  };
}
