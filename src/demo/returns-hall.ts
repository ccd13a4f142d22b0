import type { ShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import type { Agenda } from './agenda.ts';
import type { ReturnedGoods, ReturnsCounter } from './shoppers.ts';

type Expected = ReturnType<ShipbobSandbox['books']['returns']>[number];

/** How long a parcel with returned goods travels, and how long it lies in the hall when nobody there expects it yet. */
const TRAVEL_MS = 4_000;
const LIES_MS = 2_000;

/** Where the 3PL opens what comes back. */
export interface ReturnsHall {
  /** The store agrees, the goods travel and are put on the shelf, and only then the money goes back. */
  send(goods: ReturnedGoods, counter: ReturnsCounter): void;
}

export function openReturnsHall({
  center,
  agenda,
  now,
}: {
  readonly center: Pick<ShipbobSandbox, 'books' | 'warehouse'>;
  readonly agenda: Agenda;
  readonly now: () => number;
}): ReturnsHall {
  const { books, warehouse } = center;
  const isOf = ({ shipmentId }: Expected, orderId: string): boolean =>
    shipmentId === null ||
    books
      .orders()
      .some(
        ({ reference, shipments }) =>
          reference.includes(`:${orderId}/`) && shipments.some(({ id }) => id === shipmentId),
      );
  const open = (name: string, orderId: string, done: () => void): void => {
    const box = books
      .returns()
      .find(
        (one) =>
          one.reference.startsWith(`${name}/`) && one.status === 'Awaiting Arrival' && isOf(one, orderId),
      );
    if (box === undefined) {
      agenda.at(now() + LIES_MS, () => open(name, orderId, done));
      return;
    }
    warehouse.arriveReturn(box.id);
    for (const [sku, quantity] of Object.entries(box.unitsBySku))
      warehouse.decideReturn(box.id, { sku, action: 'Restock', quantity });
    warehouse.completeReturn(box.id);
    done();
  };
  return {
    send({ orderId, sku, units }, { desk, payBack }) {
      const agreed = desk.agreeReturn(orderId, sku, units);
      if (agreed === null) return;
      agenda.at(now() + TRAVEL_MS, () =>
        open(agreed.name, orderId, () => {
          payBack();
          desk.closeReturn(agreed.id);
        }),
      );
    },
  };
}
