import { and, eq, sql } from '../drizzle.ts';
import type { LinePlace, OrderLinePosition } from '#sdk/ledger/orders.ts';
import type { Session } from '../session.ts';
import { orderLines, shipmentLines } from '../tables/orders.ts';
import { bookedOf, CHANNEL, closingOf, type Statement, statementsThatCount } from './line-closing.ts';

export type StoredLine = typeof orderLines.$inferSelect;
type LineStatement = Statement & { readonly lineId: string };

interface LineRecord {
  readonly connection: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly positions: readonly OrderLinePosition[];
  readonly now: number;
}

/** The lines of orders with what is owed of each, kept consistent with every statement about them. */
export interface OrderLineStore {
  /** Lines that the order no longer has stay with nothing to book: an authority may still ship them (S2). */
  record(record: LineRecord): Promise<void>;
  setBooked(
    connection: string,
    orderId: string,
    bookedBy: (line: StoredLine) => StoredLine['bookedBy'],
  ): Promise<boolean>;
  booked(connection: string, orderId: string, by: string): Promise<ReadonlyMap<string, number | null>>;
  place(connection: string, orderId: string, places: ReadonlyMap<string, LinePlace>): Promise<boolean>;
  state(
    statement: LineStatement & {
      readonly orderConnection: string;
      readonly orderId: string;
      readonly shipmentId: string | null;
    },
  ): Promise<void>;
  /** After new statements. */
  close(connection: string, orderId: string): Promise<void>;
}

export function createOrderLineStore({ db, nextSequence }: Session): OrderLineStore {
  const { connection: lineConnection, orderId: lineOrder, lineId: lineKey } = orderLines;
  const placed = <Name extends string>(name: Name) => sql.placeholder(name);
  const select = db
    .select()
    .from(orderLines)
    .where(and(eq(lineConnection, placed('connection')), eq(lineOrder, placed('orderId'))))
    .prepare('order_lines');
  const selectStatements = db
    .select({
      lineId: shipmentLines.lineId,
      source: shipmentLines.source,
      mirrors: shipmentLines.mirrors,
      quantity: shipmentLines.quantity,
      sequence: shipmentLines.sequence,
      recordedAt: shipmentLines.recordedAt,
    })
    .from(shipmentLines)
    .where(
      and(
        eq(shipmentLines.orderConnection, placed('connection')),
        eq(shipmentLines.orderId, placed('orderId')),
      ),
    )
    .prepare('line_statements');
  const insertStatement = db
    .insert(shipmentLines)
    .values({
      orderConnection: placed('orderConnection'),
      orderId: placed('orderId'),
      lineId: placed('lineId'),
      source: placed('source'),
      shipmentId: placed('shipmentId'),
      mirrors: placed('mirrors'),
      quantity: placed('quantity'),
      sequence: placed('sequence'),
      recordedAt: placed('recordedAt'),
    })
    .prepare('insert_statement');
  const changing = {
    orderName: placed('orderName'),
    sku: placed('sku'),
    inventoryItemId: placed('inventoryItemId'),
    channelLocationId: placed('channelLocationId'),
    location: placed('location'),
    quantity: placed('quantity'),
    taken: placed('taken'),
    reserves: placed('reserves'),
    channelShipped: placed('channelShipped'),
    statedBy: placed('statedBy'),
    bookedBy: placed('bookedBy'),
    booked: placed('booked'),
    owed: placed('owed'),
    closedSequence: placed('closedSequence'),
    closedAt: placed('closedAt'),
  };
  const save = db
    .insert(orderLines)
    .values({
      connection: placed('connection'),
      orderId: placed('orderId'),
      lineId: placed('lineId'),
      ...changing,
    })
    .onConflictDoUpdate({
      target: [lineConnection, lineOrder, lineKey],
      set: {
        orderName: sql`excluded.order_name`,
        sku: sql`excluded.sku`,
        inventoryItemId: sql`excluded.inventory_item_id`,
        channelLocationId: sql`excluded.channel_location_id`,
        location: sql`excluded.location`,
        quantity: sql`excluded.quantity`,
        taken: sql`excluded.taken`,
        reserves: sql`excluded.reserves`,
        channelShipped: sql`excluded.channel_shipped`,
        statedBy: sql`excluded.stated_by`,
        bookedBy: sql`excluded.booked_by`,
        booked: sql`excluded.booked`,
        owed: sql`excluded.owed`,
        closedSequence: sql`excluded.closed_sequence`,
        closedAt: sql`excluded.closed_at`,
      },
    })
    .prepare('save_order_line');
  const saveAll = (lines: readonly StoredLine[]) =>
    Promise.all(lines.map((line) => save.execute({ ...line })));
  const load = async (connection: string, orderId: string) => {
    const [lines, statements] = await Promise.all([
      select.execute({ connection, orderId }),
      selectStatements.execute({ connection, orderId }),
    ]);
    return { lines, statements };
  };
  const ofLine = (statements: readonly LineStatement[], lineId: string) =>
    statements.filter((statement) => statement.lineId === lineId);

  const store: OrderLineStore = {
    async record({ connection, orderId, orderName, positions, now }) {
      const stored = await load(connection, orderId);
      const before = new Map(stored.lines.map((line) => [line.lineId, line]));
      const changed: StoredLine[] = [];
      for (const position of positions) {
        const bookedBy = before.get(position.lineId)?.bookedBy ?? {};
        const booked = bookedOf(bookedBy, position.statedBy);
        before.delete(position.lineId);
        const statements: LineStatement[] = ofLine(stored.statements, position.lineId);
        const rise = channelRise(position, booked, statements);
        if (rise !== 0) {
          const { lineId } = position;
          const statement = {
            lineId,
            source: CHANNEL,
            mirrors: null,
            quantity: rise,
            sequence: await nextSequence(),
            recordedAt: now,
          };
          await store.state({ ...statement, orderConnection: connection, orderId, shipmentId: null });
          statements.push(statement);
        }
        changed.push({
          connection,
          orderId,
          orderName,
          ...position,
          bookedBy,
          booked,
          ...closingOf({ ...position, booked }, statements),
        });
      }
      for (const line of before.values()) {
        const gone = { ...line, orderName, quantity: 0, taken: 0 };
        changed.push({ ...gone, ...closingOf(gone, ofLine(stored.statements, line.lineId)) });
      }
      await saveAll(changed);
    },

    async setBooked(connection, orderId, bookedBy) {
      const { lines, statements } = await load(connection, orderId);
      const changed = lines
        .map((line) => withBooked({ ...line, bookedBy: bookedBy(line) }))
        .filter((line, at) => line.bookedBy !== lines[at]?.bookedBy);
      await saveAll(
        changed.map((line) => ({ ...line, ...closingOf(line, ofLine(statements, line.lineId)) })),
      );
      const before = new Map(lines.map((line) => [line.lineId, line.booked ?? 0]));
      return changed.some((line) => (line.booked ?? 0) !== before.get(line.lineId));
    },

    async booked(connection, orderId, by) {
      const lines = await select.execute({ connection, orderId });
      return new Map(lines.map(({ lineId, bookedBy }) => [lineId, bookedBy[by] ?? null]));
    },

    async place(connection, orderId, places) {
      const { lines, statements } = await load(connection, orderId);
      const moved = lines
        .map((line) => withBooked({ ...line, ...places.get(line.lineId) }))
        .filter((line, at) => !isAtSamePlace(line, lines[at]));
      await saveAll(moved.map((line) => ({ ...line, ...closingOf(line, ofLine(statements, line.lineId)) })));
      return moved.length > 0;
    },

    async state(statement) {
      await insertStatement.execute({ ...statement });
    },

    async close(connection, orderId) {
      const { lines, statements } = await load(connection, orderId);
      const closed = lines.map((line) => ({ ...line, ...closingOf(line, ofLine(statements, line.lineId)) }));
      await saveAll(closed.filter((line, at) => line.closedSequence !== lines[at]?.closedSequence));
    },
  };
  return store;
}

function withBooked(line: StoredLine): StoredLine {
  return { ...line, booked: bookedOf(line.bookedBy, line.statedBy) };
}

function isAtSamePlace(line: StoredLine, other: StoredLine | undefined): boolean {
  return line.location === other?.location && line.statedBy.join() === other.statedBy.join();
}

/** Units that the channel newly shows as shipped, where its word is the one that counts; negative when it took them back. */
function channelRise(
  position: OrderLinePosition,
  booked: number | null,
  statements: readonly Statement[],
): number {
  if ((booked ?? 0) > 0) return 0;
  const counted = statementsThatCount({ ...position, booked }, statements);
  if (counted.some((statement) => statement.source !== CHANNEL)) return 0;
  return position.channelShipped - counted.reduce((sum, statement) => sum + statement.quantity, 0);
}
