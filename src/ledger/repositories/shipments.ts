import { and, asc, eq, sql } from '../drizzle.ts';
import type { Shipment } from '#domain/order.ts';
import type { ShipmentRepository, StoredShipment } from '#sdk/ledger/orders.ts';
import type { Session } from '../session.ts';
import { shipmentLines, shipments } from '../tables/orders.ts';
import type { OrderLineStore } from './order-lines.ts';

export function createShipmentRepository({ db, sealer }: Session, lines: OrderLineStore): ShipmentRepository {
  const place = (connection: string, id: string) => ({
    table: 'shipments',
    column: 'body',
    row: JSON.stringify([connection, id]),
  });
  const opened = (row: typeof shipments.$inferSelect): StoredShipment => ({
    connection: row.connection,
    orderConnection: row.orderConnection,
    orderId: row.orderId,
    shipment: JSON.parse(sealer.open(row.body, place(row.connection, row.shipmentId))) as Shipment,
  });

  return {
    async record({ connection, shipment, orderConnection, orderId }, location, sequence, now) {
      const known = await db
        .select({
          lineId: shipmentLines.lineId,
          units: sql<number>`sum(${shipmentLines.quantity})`.mapWith(Number),
        })
        .from(shipmentLines)
        .where(
          and(
            eq(shipmentLines.orderConnection, orderConnection),
            eq(shipmentLines.orderId, orderId),
            eq(shipmentLines.source, connection),
            eq(shipmentLines.shipmentId, shipment.id),
          ),
        )
        .groupBy(shipmentLines.lineId);
      const body = sealer.seal(JSON.stringify(shipment), place(connection, shipment.id));
      const changing = { orderConnection, orderId, location, body };
      const [before] = await db
        .select({ id: shipments.shipmentId })
        .from(shipments)
        .where(and(eq(shipments.connection, connection), eq(shipments.shipmentId, shipment.id)));
      await db
        .insert(shipments)
        .values({ connection, shipmentId: shipment.id, recordedAt: now, ...changing })
        .onConflictDoUpdate({ target: [shipments.connection, shipments.shipmentId], set: changing });
      const changes = changedUnits(shipment, new Map(known.map((line) => [line.lineId, line.units])));
      if (changes.length === 0) return before === undefined;
      for (const { lineId, quantity } of changes) {
        await lines.state({
          orderConnection,
          orderId,
          lineId,
          source: connection,
          shipmentId: shipment.id,
          mirrors: connectionOf(shipment.mirrorOf ?? null),
          quantity,
          sequence,
          recordedAt: now,
        });
      }
      await lines.close(orderConnection, orderId);
      return true;
    },

    async get(connection, id) {
      const [row] = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.connection, connection), eq(shipments.shipmentId, id)));
      return row === undefined ? null : opened(row);
    },

    async ofOrder(orderConnection, orderId) {
      const rows = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.orderConnection, orderConnection), eq(shipments.orderId, orderId)))
        .orderBy(asc(shipments.recordedAt), asc(shipments.shipmentId));
      return rows.map(opened);
    },
  };
}

/** Names of connections have no slash; ids of shipments may. */
function connectionOf(reference: string | null): string | null {
  return reference === null ? null : (reference.split('/')[0] ?? null);
}

/**
 * What this word about a shipment adds to the ones before: a corrected quantity is one more statement of the difference.
 * A line that is no longer in it was taken out of the parcel.
 */
function changedUnits(
  shipment: Shipment,
  known: ReadonlyMap<string, number>,
): readonly { readonly lineId: string; readonly quantity: number }[] {
  const units = new Map([...known.keys()].map((lineId) => [lineId, 0]));
  for (const { reference, quantity } of shipment.lines)
    units.set(reference, (units.get(reference) ?? 0) + quantity);
  return [...units]
    .map(([lineId, quantity]) => ({ lineId, quantity: quantity - (known.get(lineId) ?? 0) }))
    .filter((change) => change.quantity !== 0);
}
