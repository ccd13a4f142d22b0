import type { RequestToShip } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { RequestRun } from './request-run.ts';
import { warehouseLines } from './warehouse-items.ts';

/**
 * What the warehouse is sent for a request, in its own items.
 *
 * @throws {RejectedError} as `warehouseLines`; the next change of the catalog wakes the work.
 */
export async function requestBody(run: RequestRun, request: StoredRequest): Promise<RequestToShip> {
  const { context, order } = run;
  const { settings, connection } = context;
  const asked = request.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line === undefined ? [] : [{ line, quantity }];
  });
  const authority = settings.locations.find(({ name }) => name === request.location)?.authority;
  return {
    reference: request.reference,
    orderNumber: order.name,
    createdAt: order.createdAt,
    locationId: authority?.connection === connection ? authority.locationId : null,
    lines: await warehouseLines(context, asked),
    shippingMethod: order.shipping[0]?.title ?? null,
    recipient: order.personal,
  };
}
