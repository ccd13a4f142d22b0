import type { FulfillmentOrder } from '#domain/order.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { UnitsByLine } from './match-shipment.ts';

/** One call of `fulfillmentCreate`: it must stay within one location. */
export interface PlannedFulfillment {
  readonly locationId: string | null;
  readonly parts: readonly {
    readonly fulfillmentOrderId: string;
    readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  }[];
}

interface Take {
  readonly order: FulfillmentOrder;
  readonly id: string;
  readonly quantity: number;
}

/**
 * Spreads shipped units over the order's open fulfillment orders. Units that fit nowhere refuse the whole shipment before
 * anything is sent.
 *
 * @throws {RejectedError} `already-fulfilled`: nothing is open for a line. `on-hold`: what is open may not be shipped.
 */
export function planFulfillments(
  units: UnitsByLine,
  fulfillmentOrders: readonly FulfillmentOrder[],
): readonly PlannedFulfillment[] {
  const takes = [...units].flatMap(([lineId, quantity]) => takeUnits(lineId, quantity, fulfillmentOrders));
  const locations = new Set(takes.map(({ order }) => order.locationId));
  return [...locations].map((locationId) => {
    const here = takes.filter(({ order }) => order.locationId === locationId);
    const orderIds = new Set(here.map(({ order }) => order.id));
    const parts = [...orderIds].map((fulfillmentOrderId) => ({
      fulfillmentOrderId,
      lines: here
        .filter(({ order }) => order.id === fulfillmentOrderId)
        .map(({ id, quantity }) => ({ id, quantity })),
    }));
    return { locationId, parts };
  });
}

function takeUnits(lineId: string, quantity: number, orders: readonly FulfillmentOrder[]): readonly Take[] {
  const holders = orders.flatMap((order) =>
    order.lines
      .filter((line) => line.lineId === lineId && line.remaining > 0)
      .map((line) => ({ order, id: line.id, remaining: line.remaining })),
  );
  const takes: Take[] = [];
  let left = quantity;
  for (const { order, id, remaining } of holders.filter((holder) => holder.order.fulfillable)) {
    const part = Math.min(left, remaining);
    if (part > 0) takes.push({ order, id, quantity: part });
    left -= part;
  }
  if (left === 0) return takes;
  if (holders.some((holder) => !holder.order.fulfillable)) {
    const states = new Set(holders.map((holder) => holder.order.status));
    throw new RejectedError(`the store does not let the line be fulfilled now (${[...states].join(', ')})`, {
      code: 'on-hold',
    });
  }
  throw new RejectedError(`${left} shipped units of a line are not open in the store`, {
    code: 'already-fulfilled',
  });
}
