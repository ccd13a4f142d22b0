import { and, asc, eq, sql } from '../drizzle.ts';
import type { Shipment } from '#domain/shipment.ts';
import type { ShipmentRepository, StoredShipment, UsedUnits } from '#sdk/ledger/orders.ts';
import type { Session } from '../session.ts';
import { shipmentLines, shipments } from '../tables/orders.ts';
import { partOfLine } from './part-statements.ts';
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

  const selectOfOrder = db
    .select()
    .from(shipments)
    .where(
      and(
        eq(shipments.orderConnection, sql.placeholder('orderConnection')),
        eq(shipments.orderId, sql.placeholder('orderId')),
      ),
    )
    .orderBy(asc(shipments.recordedAt), asc(shipments.shipmentId))
    .prepare('shipments_of_order');

  const state = async (said: UsedUnits & { readonly mirrors: string | null }): Promise<boolean> => {
    const { connection, orderConnection, orderId, parcel, units, mirrors, sequence, now } = said;
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
          eq(shipmentLines.shipmentId, parcel),
        ),
      )
      .groupBy(shipmentLines.lineId);
    const changes = changedUnits(units, new Map(known.map((line) => [line.lineId, line.units])));
    if (changes.length === 0) return false;
    for (const { lineId, quantity } of changes) {
      await lines.state({
        orderConnection,
        orderId,
        lineId,
        source: connection,
        shipmentId: parcel,
        mirrors,
        quantity,
        sequence,
        recordedAt: now,
      });
    }
    await lines.close(orderConnection, orderId);
    return true;
  };

  return {
    async record({ connection, shipment, orderConnection, orderId }, location, sequence, now) {
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
      const key = { connection, orderConnection, orderId, parcel: shipment.id };
      const mirrors = connectionOf(shipment.mirrorOf ?? null);
      const isNews = await state({ ...key, units: unitsIn(shipment), mirrors, sequence, now });
      return isNews || before === undefined;
    },

    useUp: (used) => state({ ...used, mirrors: null }),

    async get(connection, id) {
      const [row] = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.connection, connection), eq(shipments.shipmentId, id)));
      return row === undefined ? null : opened(row);
    },

    async ofOrder(orderConnection, orderId) {
      return (await selectOfOrder.execute({ orderConnection, orderId })).map(opened);
    },
  };
}

/** Names of connections have no slash; ids of shipments may. */
function connectionOf(reference: string | null): string | null {
  return reference === null ? null : (reference.split('/')[0] ?? null);
}

/** Units of the lines and, under names of their own, of the parts of bundles. */
function unitsIn({ lines, parts = [] }: Shipment): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  const add = (name: string, quantity: number) => units.set(name, (units.get(name) ?? 0) + quantity);
  for (const { reference, quantity } of lines) add(reference, quantity);
  for (const { lineId, sku, quantity } of parts) if (sku !== null) add(partOfLine(lineId, sku), quantity);
  return units;
}

/**
 * What this word about a parcel adds to the ones before: a corrected quantity is one more statement of the difference.
 * A line that is no longer in it was taken out of the parcel.
 */
function changedUnits(
  said: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, number>,
): readonly { readonly lineId: string; readonly quantity: number }[] {
  return [...new Set([...known.keys(), ...said.keys()])]
    .map((lineId) => ({ lineId, quantity: (said.get(lineId) ?? 0) - (known.get(lineId) ?? 0) }))
    .filter((change) => change.quantity !== 0);
}
