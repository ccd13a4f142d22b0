import { asc, desc, eq, sql } from '../drizzle.ts';
import type { ExposureRepository, MeasuredExposure, RecordedSales } from '#sdk/ledger/exposure.ts';
import { chunksOf, type Session } from '../session.ts';
import { exposures, propagations } from '../tables/exposure.ts';
import { orderLines, orders } from '../tables/orders.ts';
import { createBufferRepository } from './auto-buffers.ts';

/** A new measure counts one part in this many, as in the round-trip estimates of TCP. */
const SMOOTHING = 8;
const MILLI = 1_000;

export function createExposureRepository(session: Session): ExposureRepository {
  const { db } = session;
  return {
    ...createBufferRepository(session),

    async sales({ from, lately }, skus) {
      const found: RecordedSales[] = [];
      for (const chunk of skus === null ? [null] : chunksOf([...new Set(skus)])) {
        const ofThese =
          chunk === null
            ? sql`true`
            : sql`l.sku in (${sql.join(
                chunk.map((sku) => sql`${sku}`),
                sql`, `,
              )})`;
        const rows = await session.rows(sql`
          select l.connection, l.sku, sum(l.quantity),
            sum(case when o.first_recorded_at > ${lately} then l.quantity else 0 end), max(o.id)
          from ${orders} o
          join ${orderLines} l on l.connection = o.connection and l.order_id = o.order_id
          where o.first_recorded_at > ${from} and l.reserves = 1 and l.quantity > 0 and l.sku is not null and ${ofThese}
          group by l.connection, l.sku`);
        const lastOrders = await orderIds(rows.map((row) => Number(row[4])));
        for (const [connection, sku, units, unitsLately, last] of rows) {
          found.push({
            connection: connection as string,
            sku: sku as string,
            units: Number(units),
            unitsLately: Number(unitsLately),
            lastOrderId: lastOrders.get(Number(last)) ?? '',
          });
        }
      }
      return found;
    },

    async measurePropagation(connection, tookMs, now) {
      const took = Math.round(tookMs);
      await db
        .insert(propagations)
        .values({ connection, meanMs: took, samples: 1, measuredAt: now })
        .onConflictDoUpdate({
          target: propagations.connection,
          set: {
            meanMs: sql`cast(${propagations.meanMs} + (${took} - ${propagations.meanMs}) / ${sql.raw(String(SMOOTHING))} as bigint)`,
            samples: sql`${propagations.samples} + 1`,
            measuredAt: now,
          },
        });
    },

    propagations: () => db.select().from(propagations),

    async saveMeasured(given) {
      await db.delete(exposures);
      for (const chunk of chunksOf(given)) await db.insert(exposures).values(chunk.map(toRow));
    },

    async largest(limit) {
      const rows = await db.select().from(exposures).orderBy(desc(exposures.boundMinor)).limit(limit);
      return rows.map(fromRow);
    },

    async measuredOf(sku) {
      const rows = await db
        .select()
        .from(exposures)
        .where(eq(exposures.sku, sku))
        .orderBy(asc(exposures.connection));
      return rows.map(fromRow);
    },
  };

  async function orderIds(rowIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const found = new Map<number, string>();
    for (const chunk of chunksOf([...new Set(rowIds)])) {
      const list = sql.join(
        chunk.map((id) => sql`${id}`),
        sql`, `,
      );
      const rows = await session.rows(sql`select id, order_id from ${orders} where id in (${list})`);
      for (const [id, orderId] of rows) found.set(Number(id), orderId as string);
    }
    return found;
  }
}

type ExposureRow = typeof exposures.$inferSelect;

function toRow({
  expected,
  bound,
  expectedUnits,
  velocityPerHour,
  ...exposure
}: MeasuredExposure): ExposureRow {
  return {
    ...exposure,
    velocityMilliunits: Math.round(velocityPerHour * MILLI),
    propagationMs: Math.round(exposure.propagationMs),
    expectedMilliunits: Math.round(expectedUnits * MILLI),
    boundUnits: Math.ceil(exposure.boundUnits),
    expectedMinor: expected.minor,
    boundMinor: bound.minor,
    currency: bound.currency,
  };
}

function fromRow(row: ExposureRow): MeasuredExposure {
  const { sku, connection, propagationMs, boundUnits, measuredAt, currency } = row;
  return {
    sku,
    connection,
    velocityPerHour: row.velocityMilliunits / MILLI,
    propagationMs,
    expectedUnits: row.expectedMilliunits / MILLI,
    boundUnits,
    expected: { minor: row.expectedMinor, currency },
    bound: { minor: row.boundMinor, currency },
    measuredAt,
  };
}
