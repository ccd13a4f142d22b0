import type { SQL } from 'drizzle-orm';
import { and, asc, count, eq, gt, sql } from '../drizzle.ts';
import { cellSubject } from '#domain/stock.ts';
import type { Cell, StockRepository } from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, namesOf, pick, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { cells } from '../tables/stock.ts';

const CELLS_PER_SKU_MAX = 1_000;

type CellRepository = Pick<
  StockRepository,
  | 'cellsOf'
  | 'ensureCells'
  | 'shiftExpected'
  | 'updateCell'
  | 'pageCells'
  | 'cellsBySku'
  | 'writtenSince'
  | 'countCells'
>;

/** What each channel shows, cell by cell, and what it should show by the facts (S4). */
export function createCellRepository(session: Session): CellRepository {
  const { db } = session;
  const update = preparedPer((names: string) => prepareUpdate(session, names));
  const bySku = preparedPer((size: number) =>
    db.select().from(cells).where(isOneOfListed(cells.sku, size)).prepare('cells_of_skus'),
  );
  const ofOneSku = db
    .select()
    .from(cells)
    .where(eq(cells.sku, sql.placeholder('sku')))
    .orderBy(asc(cells.connection), asc(cells.subject))
    .limit(CELLS_PER_SKU_MAX)
    .prepare('cells_of_sku');
  const written = preparedPer((size: number) =>
    db
      .select({ subject: cells.subject })
      .from(cells)
      .where(
        and(
          eq(cells.connection, sql.placeholder('connection')),
          isOneOfListed(cells.subject, size),
          sql`${cells.lastWriteAt} >= ${sql.placeholder('at')}`,
        ),
      )
      .prepare('written_cells'),
  );
  const shift = prepareShift(session);

  return {
    async cellsOf(places) {
      const wanted = new Set(places.map(({ sku, location }) => JSON.stringify([sku, location])));
      const found: Cell[] = [];
      for (const chunk of chunksOf([...new Set(places.map(({ sku }) => sku))])) {
        const rows = await bySku(listSize(chunk)).execute(listed(chunk));
        found.push(...rows.filter((row) => wanted.has(JSON.stringify([row.sku, row.location]))).map(toCell));
      }
      return found;
    },

    async ensureCells(connection, given) {
      const changed: string[] = [];
      const last = new Map(given.map((cell) => [cellSubject(cell.address), cell]));
      for (const chunk of chunksOf([...last])) {
        const rows = await db
          .insert(cells)
          .values(
            chunk.map(([subject, { address, sku, location }]) => ({
              connection,
              subject,
              inventoryItemId: address.inventoryItemId,
              locationId: address.locationId,
              sku,
              location,
              factSequence: 0,
              planNumber: 0,
            })),
          )
          .onConflictDoUpdate({
            target: [cells.connection, cells.subject],
            set: { sku: sql`excluded.sku`, location: sql`excluded.location` },
            setWhere: sql`${cells.sku} <> excluded.sku or ${cells.location} <> excluded.location`,
          })
          .returning({ subject: cells.subject });
        changed.push(...rows.map((row) => row.subject));
      }
      return changed;
    },

    async shiftExpected(connection, shifts, sequence) {
      for (const { cell, ...given } of shifts)
        await shift.execute({ connection, subject: cellSubject(cell), ...given, sequence });
    },

    async updateCell(connection, cell, change) {
      const names = namesOf(change);
      if (names === '') return;
      await update(names).execute({ connection, subject: cellSubject(cell), ...change });
    },

    async pageCells(connection, afterSubject, limit) {
      const after = afterSubject === null ? undefined : gt(cells.subject, afterSubject);
      const rows = await db
        .select()
        .from(cells)
        .where(and(eq(cells.connection, connection), after))
        .orderBy(asc(cells.subject))
        .limit(limit);
      return rows.map(toCell);
    },

    async cellsBySku(sku) {
      return (await ofOneSku.execute({ sku })).map(toCell);
    },

    async writtenSince(connection, subjects, at) {
      const found: string[] = [];
      for (const chunk of chunksOf(subjects)) {
        const rows = await written(listSize(chunk)).execute({ connection, at, ...listed(chunk) });
        found.push(...rows.map(({ subject }) => subject));
      }
      return found;
    },

    async countCells(connection) {
      const [row] = await db.select({ count: count() }).from(cells).where(eq(cells.connection, connection));
      return row?.count ?? 0;
    },
  };
}

/**
 * An order that is older than the anchor is in the anchor's number already, so it lowers nothing. What was put back counts
 * always: raising what is expected is never dangerous.
 */
function prepareShift({ db }: Session) {
  const delta = sql.placeholder('delta');
  const sequence = sql.placeholder('sequence');
  const orderCreatedAt = sql.placeholder('orderCreatedAt');
  const counts = sql`${delta} > 0 or ${cells.anchorAt} is null or ${cells.anchorAt} <= ${orderCreatedAt}`;
  return db
    .update(cells)
    .set({
      expected: sql`case when ${counts} then ${cells.expected} + ${delta} else ${cells.expected} end`,
      factSequence: sql`case when ${cells.factSequence} < ${sequence} then ${sequence} else ${cells.factSequence} end`,
    })
    .where(
      and(eq(cells.connection, sql.placeholder('connection')), eq(cells.subject, sql.placeholder('subject'))),
    )
    .prepare('shift_expected');
}

/** Writes the fields of these names; the counters among them never go back. */
function prepareUpdate({ db }: Session, names: string) {
  const factSequence = sql.placeholder('factSequence');
  const planNumber = sql.placeholder('planNumber');
  const change: Record<string, SQL> = {
    expected: sql`${sql.placeholder('expected')}`,
    anchorAt: sql`${sql.placeholder('anchorAt')}`,
    reading: sql`${sql.param(sql.placeholder('reading'), cells.reading)}`,
    lastWriteAt: sql`${sql.placeholder('lastWriteAt')}`,
    factSequence: sql`case when ${cells.factSequence} < ${factSequence} then ${factSequence} else ${cells.factSequence} end`,
    planNumber: sql`case when ${cells.planNumber} < ${planNumber} then ${planNumber} else ${cells.planNumber} end`,
  };
  return db
    .update(cells)
    .set(pick(names, (name) => change[name]))
    .where(
      and(eq(cells.connection, sql.placeholder('connection')), eq(cells.subject, sql.placeholder('subject'))),
    )
    .prepare('update_cell');
}

export function toCell({ subject: _subject, ...cell }: typeof cells.$inferSelect): Cell {
  return cell;
}
