import { z } from 'zod';
import { afterWrite } from '#sdk/call-effect.ts';
import { RejectedError, TransientError } from '#sdk/errors.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import { vendorWords } from '#sdk/vendor-words.ts';
import { API, type Client } from './client.ts';
import { readRequests } from './read-requests.ts';

// Success, Failure or PartialSuccess: the state of the order afterwards decides, this only says why.
const answer = z.object({
  status: z.string(),
  canceled_shipment_results: z
    .array(z.object({ is_success: z.boolean(), reason: z.string().nullish() }))
    .nullish(),
});

/**
 * Asks first, so that a request of which a part has left is not canceled by halves, and asks again afterwards: what ShipBob
 * says to an order that is canceled already, or at work, is not published, so the order's state decides. Canceled is
 * success, whoever did it.
 */
export async function cancelRequest(client: Client, id: string): Promise<FulfillmentRequest> {
  if (!/^\d+$/u.test(id))
    throw new RejectedError('this is no id of a ShipBob order', { code: 'bad-request-id' });
  const before = await existing(client, id);
  if (before.state === 'canceled') return before;
  if (before.lines.some(({ shipped }) => shipped > 0)) throw notCancelable(before, 'a part of it has left');
  const { reason, isRefused } = await tryToCancel(client, id);
  const verify = async (): Promise<FulfillmentRequest> => {
    const after = await existing(client, id);
    if (after.state === 'canceled') return after;
    throw notCancelable(after, reason);
  };
  return isRefused ? verify() : afterWrite('ShipBob', verify);
}

async function existing(client: Client, id: string): Promise<FulfillmentRequest> {
  const [request] = await readRequests(client, [id]);
  if (request !== undefined) return request;
  // It had this id from ShipBob itself: a list that does not show it yet is no refusal.
  throw new TransientError('ShipBob does not show this order, or not in this channel');
}

function notCancelable({ number, state }: FulfillmentRequest, reason: string): RejectedError {
  const words = `${number} is ${state} at ShipBob and cannot be canceled`;
  return new RejectedError(reason === '' ? words : `${words}: ${reason}`, { code: 'not-cancelable' });
}

async function tryToCancel(client: Client, id: string): Promise<{ reason: string; isRefused: boolean }> {
  const path = `${API}/order/${id}:cancel`;
  try {
    const { data } = await client.write({
      method: 'POST',
      path,
      operation: 'requests.cancel',
      schema: answer,
    });
    const reasons = (data?.canceled_shipment_results ?? [])
      .filter((result) => !result.is_success)
      .map((result) => result.reason ?? '');
    return { reason: vendorWords([...new Set(reasons)].join('; ')), isRefused: false };
  } catch (error) {
    if (!(error instanceof RejectedError) || !/^http-4(00|04|09|22)$/u.test(error.code ?? '')) throw error;
    return { reason: error.message, isRefused: true };
  }
}
