import { and, asc, eq, gt, or, sql } from '../drizzle.ts';
import type { AuthorityReading, StockRepository } from '#sdk/ledger/stock.ts';
import { namesOf, pick, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { stockLevels } from '../tables/stock.ts';

type LevelRow = typeof stockLevels.$inferSelect;
type ReadingRepository = Pick<StockRepository, 'recordReading' | 'pageReadings'>;

/** What the authorities counted. Of two readings the later basis wins, whenever they arrive (I9). */
export function createReadingRepository({ db }: Session): ReadingRepository {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const isThis = and(
    eq(stockLevels.connection, given('connection')),
    eq(stockLevels.listingId, given('listingId')),
    eq(stockLevels.location, given('location')),
  );
  const select = db.select().from(stockLevels).where(isThis).prepare('reading');
  const update = preparedPer((names: string) =>
    db
      .update(stockLevels)
      .set(pick(names, (name) => sql`${given(name)}`))
      .where(isThis)
      .prepare('update_reading'),
  );

  return {
    async recordReading(reading) {
      const { connection, listingId, location, sku } = reading;
      const [row] = await select.execute({ connection, listingId, location });
      if (row === undefined) {
        await db.insert(stockLevels).values({ connection, listingId, location, sku, ...newest(reading) });
        return 'first';
      }
      const [now, before] = readingsOf(row);
      const placed = place(reading, now ?? reading, before);
      if (placed === null) return 'ignored';
      const change = { sku, ...placed };
      await update(namesOf(change)).execute({ connection, listingId, location, ...change });
      if (reading.quantity === row.quantity) return 'same';
      return reading.quantity < row.quantity ? 'lower' : 'higher';
    },

    async pageReadings(connection, after, limit) {
      const later =
        after === null
          ? undefined
          : or(
              gt(stockLevels.listingId, after.listingId),
              and(eq(stockLevels.listingId, after.listingId), gt(stockLevels.location, after.location)),
            );
      const rows = await db
        .select()
        .from(stockLevels)
        .where(and(eq(stockLevels.connection, connection), later))
        .orderBy(asc(stockLevels.listingId), asc(stockLevels.location))
        .limit(limit);
      return rows.map(({ listingId, location, sku, quantity, reserved, basis, sentAt, answeredAt }) => ({
        connection,
        listingId,
        location,
        sku,
        quantity,
        reserved,
        basis,
        sentAt,
        answeredAt,
      }));
    },
  };
}

/** Newest first. */
export function readingsOf(row: LevelRow): readonly AuthorityReading[] {
  const { quantity, reserved, basis, sentAt, answeredAt } = row;
  const now = { quantity, reserved, basis, sentAt, answeredAt };
  if (
    row.beforeQuantity === null ||
    row.beforeBasis === null ||
    row.beforeSentAt === null ||
    row.beforeAnsweredAt === null
  ) {
    return [now];
  }
  const before = {
    quantity: row.beforeQuantity,
    reserved: row.beforeReserved,
    basis: row.beforeBasis,
    sentAt: row.beforeSentAt,
    answeredAt: row.beforeAnsweredAt,
  };
  return [now, before];
}

/** Where a reading belongs among the two that are kept; null: it is older than both. */
function place(reading: AuthorityReading, now: AuthorityReading, before: AuthorityReading | undefined) {
  const order = compare(reading, now);
  if (order > 0) return { ...newest(reading), ...older(now) };
  // The same request's word again is no second sight (S7); it only replaces what that request said.
  if (order === 0) return newest(reading);
  if (before === undefined || compare(reading, before) >= 0) return older(reading);
  return null;
}

/** By basis; requests that left under one basis, because nothing happened between them, by the time they left. */
function compare(left: AuthorityReading, right: AuthorityReading): number {
  return left.basis - right.basis || left.sentAt - right.sentAt;
}

function newest({ quantity, reserved, basis, sentAt, answeredAt }: AuthorityReading) {
  return { quantity, reserved, basis, sentAt, answeredAt };
}

function older({ quantity, reserved, basis, sentAt, answeredAt }: AuthorityReading) {
  return {
    beforeQuantity: quantity,
    beforeReserved: reserved,
    beforeBasis: basis,
    beforeSentAt: sentAt,
    beforeAnsweredAt: answeredAt,
  };
}
