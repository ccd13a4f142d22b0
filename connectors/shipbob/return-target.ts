import { afterWrite } from '#sdk/call-effect.ts';
import { RejectedError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { AnnouncedReturn, ReturnTarget, ReturnToAnnounce } from '#sdk/returns.ts';
import { API, type Client } from './client.ts';
import {
  announcedRow,
  findReturn,
  readReturns,
  refuseBadReturnReference,
  toAnnounced,
} from './read-returns.ts';

const RETURNS = `${API}/return`;

/**
 * Announces returns. ShipBob calls the reference of a return unique and does not say that it refuses a second one, so it is looked
 * for before anything is sent.
 */
export function createReturnTarget(client: Client): ReturnTarget {
  const { quarantineMs } = client.settings;
  return {
    idempotency: { by: 'look-up', quarantineMs },
    quarantineMs,
    find: (reference) => findReturn(client, reference),
    read: (ids) => readReturns(client, ids),
    announce: (coming) => announce(client, coming),
    amend: (id, coming) =>
      write(client, { method: 'PUT', path: `${RETURNS}/${idOf(id)}`, operation: 'returns.amend' }, coming),
    withdraw: (id) => withdraw(client, idOf(id)),
  };
}

async function announce(client: Client, coming: ReturnToAnnounce): Promise<AnnouncedReturn> {
  const known = await findReturn(client, coming.reference);
  if (known !== null) return known;
  try {
    return await write(client, { method: 'POST', path: RETURNS, operation: 'returns.announce' }, coming);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The words of a refusal are not published: one that is there already is what was asked for.
    const found = await findReturn(client, coming.reference);
    if (found === null) throw error;
    return found;
  }
}

async function write(
  client: Client,
  call: { readonly method: 'POST' | 'PUT'; readonly path: string; readonly operation: string },
  coming: ReturnToAnnounce,
): Promise<AnnouncedReturn> {
  const { data } = await client.write({ ...call, body: bodyOf(coming), schema: announcedRow });
  if (data !== undefined && data.reference_id === coming.reference) return toAnnounced(data);
  throw new UnknownOutcomeError('ShipBob answered with another return than the one that it was told of');
}

/** Asks first and afterwards: what ShipBob says to a return that is canceled already, or has arrived, is not published. */
async function withdraw(client: Client, id: string): Promise<AnnouncedReturn> {
  const before = await existing(client, id);
  if (before.status === 'canceled') return before;
  if (before.status !== 'expected') throw notCancelable(before, '');
  const refusal = await tryToCancel(client, id);
  const verify = async (): Promise<AnnouncedReturn> => {
    const after = await existing(client, id);
    if (after.status === 'canceled') return after;
    throw notCancelable(after, refusal ?? '');
  };
  return refusal === null ? afterWrite('ShipBob', verify) : verify();
}

/** ShipBob's words when it refuses; null: it took the cancellation. */
async function tryToCancel(client: Client, id: string): Promise<string | null> {
  try {
    await client.write({ method: 'POST', path: `${RETURNS}/${id}:cancel`, operation: 'returns.withdraw' });
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.message;
  }
}

async function existing(client: Client, id: string): Promise<AnnouncedReturn> {
  const [found] = await readReturns(client, [id]);
  if (found !== undefined) return found;
  // It had this id from ShipBob itself: a list that does not show it yet is no refusal.
  throw new TransientError('ShipBob does not show this return');
}

function isRefusal(error: unknown): error is RejectedError {
  return error instanceof RejectedError && /^http-4(00|04|09|22)$/u.test(error.code ?? '');
}

function notCancelable({ reference, status }: AnnouncedReturn, reason: string): RejectedError {
  const words = `${reference} is ${status} at ShipBob and cannot be canceled`;
  return new RejectedError(reason === '' ? words : `${words}: ${reason}`, { code: 'not-cancelable' });
}

/** The body of "Create Return Order" and "Edit Return Order". What becomes of the goods is left to each item's own setting. */
function bodyOf({ reference, locationId, shipmentId, lines }: ReturnToAnnounce): object {
  refuseBadReturnReference(reference);
  return {
    reference_id: reference,
    fulfillment_center: { id: numberOf(locationId, 'location') },
    ...(shipmentId === null ? {} : { original_shipment_id: numberOf(shipmentId, 'shipment') }),
    inventory: lines.map(({ listingId, quantity }) => ({
      id: numberOf(listingId, 'item'),
      quantity,
      requested_action: 'Default',
    })),
  };
}

function numberOf(id: string, what: string): number {
  const number = Number(id);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RejectedError(`the ${what} is not one of ShipBob`, { code: `bad-${what}` });
}

function idOf(id: string): string {
  if (/^\d+$/u.test(id)) return id;
  throw new RejectedError('this is no id of a ShipBob return', { code: 'bad-return-id' });
}
