import { z } from 'zod';
import { MalformedAnswerError, RejectedError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { FulfillmentRequest, RequestToShip } from '#sdk/fulfillment-requests.ts';
import { API, type Client } from './client.ts';
import { hidePersonal } from '#sdk/hide-personal.ts';
import { toNewOrder } from './new-order.ts';
import { findRequest, ourOrder, refuseBadReference } from './read-requests.ts';
import { toRequest } from './to-request.ts';

const answer = z.looseObject({ id: z.int() });
/** How ShipBob's answers were seen to say it; the specification does not give the words. */
const duplicate = /exist|already|duplicate/iu;

/**
 * Makes an order. Its `reference_id` is unique in the channel and immutable, so a second one with it is refused (422), and the
 * first one is what was asked for. The words of a refusal are not published: after any of them the order is looked for.
 */
export async function createRequest(client: Client, request: RequestToShip): Promise<FulfillmentRequest> {
  refuseBadReference(request.reference);
  const body = toNewOrder(request, client.settings);
  const path = `${API}/order`;
  try {
    const { data } = await client.write({
      method: 'POST',
      path,
      operation: 'requests.create',
      body,
      schema: answer,
    });
    return readBack(data, request.reference);
  } catch (error) {
    if (!(error instanceof RejectedError) || !/^http-4(00|09|22)$/u.test(error.code ?? '')) throw error;
    return linked(client, request, error);
  }
}

async function linked(
  client: Client,
  { reference, recipient }: RequestToShip,
  refusal: RejectedError,
): Promise<FulfillmentRequest> {
  const found = await findRequest(client, reference);
  if (found !== null) return found;
  if (duplicate.test(refusal.message) && /reference/iu.test(refusal.message)) {
    // It is there, says the refusal, and the search does not show it yet.
    throw new UnknownOutcomeError('ShipBob has an order with this reference, and does not show it yet');
  }
  // Without its cause, whose words are those of the answer.
  const code = refusal.code === undefined ? {} : { code: refusal.code };
  throw new RejectedError(hidePersonal(refusal.message, recipient), code);
}

/** The order was made, whatever its answer lacks. */
function readBack(raw: unknown, reference: string): FulfillmentRequest {
  try {
    const made = toRequest(ourOrder(raw));
    if (made.reference === reference) return made;
  } catch (error) {
    if (!(error instanceof MalformedAnswerError || error instanceof RejectedError)) throw error;
    throw new UnknownOutcomeError('ShipBob made the order, but its answer cannot be read', { cause: error });
  }
  throw new UnknownOutcomeError('ShipBob answered with another order than the one it was asked for');
}
