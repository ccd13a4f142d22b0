import type { OdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { required } from './check.ts';
import type { ParcelHands } from './fixture.ts';

const UNITS = 3;
const LINE = 'L1';

interface Confirmed {
  readonly id: string;
  readonly reference: string;
}

/** What the warehouse of another system sends off of orders that this Odoo has booked. */
export function odooParcels(
  { erp }: OdooSandbox,
  connection: Connection,
  book: (units: number) => Promise<Confirmed>,
): ParcelHands {
  const before = new Map<string, number>();
  let count = 0;
  const delivered = (orderId: string): number => {
    const name = erp.saleOrders().find(({ id }) => String(id) === orderId)?.name;
    return erp
      .pickings()
      .filter(({ kind, state, orderName }) => kind === 'outgoing' && state === 'done' && orderName === name)
      .flatMap(({ lines }) => lines)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  };
  const parcelOf = ({ id, reference }: Confirmed, units: number): ShipmentToPublish => {
    count += 1;
    return {
      reference: `3pl/${count}`,
      orderId: id,
      locationId: '1',
      shipment: {
        id: String(count),
        orderReference: `${reference}/1`,
        locationId: 'elsewhere',
        shippedAt: Date.UTC(2026, 10, 20),
        carrier: 'DHL',
        trackingNumbers: [`TRACK-${count}`],
        trackingUrl: null,
        lines: [{ reference: LINE, quantity: units }],
      },
    };
  };
  return {
    kinds: ['whole', 'of a part', 'of the rest'],
    async make(kind) {
      const order = await book(UNITS);
      if (kind === 'whole') return parcelOf(order, UNITS);
      if (kind === 'of a part') return parcelOf(order, 1);
      // Odoo copies the notes of the first delivery, and with them its mark, into the back order.
      await required(connection.fulfillment?.target, 'a fulfillment target').fulfill(parcelOf(order, 1));
      before.set(order.id, delivered(order.id));
      return parcelOf(order, UNITS - 1);
    },
    told(orderId) {
      const units = delivered(orderId) - (before.get(orderId) ?? 0);
      return new Map(units === 0 ? [] : [[LINE, units]]);
    },
  };
}
