import { and, asc, count, eq, gt, sql } from 'drizzle-orm';
import { type CellAddress, cellSubject } from '#domain/stock.ts';
import type { Cell, StockRepository } from '#sdk/ledger/stock.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { cells } from '../tables/stock.ts';

const CELLS_PER_SKU_MAX = 1_000;

type CellRepository = Pick<
  StockRepository,
  'cellsOf' | 'ensureCells' | 'shiftExpected' | 'updateCell' | 'pageCells' | 'cellsBySku' | 'countCells'
>;

/** What each channel shows, cell by cell, and what it should show by the facts (S4). */
export function createCellRepository({ db }: Session): CellRepository {
  const mine = (connection: string, cell: CellAddress) =>
    and(eq(cells.connection, connection), eq(cells.subject, cellSubject(cell)));

  return {
    async cellsOf(places) {
      const wanted = new Set(places.map(({ sku, location }) => JSON.stringify([sku, location])));
      const found: Cell[] = [];
      for (const chunk of chunksOf([...new Set(places.map(({ sku }) => sku))])) {
        const rows = await db.select().from(cells).where(isOneOf(cells.sku, chunk));
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
      for (const { cell, delta, orderCreatedAt } of shifts) {
        // An order that is older than the anchor is in the anchor's number already, so it lowers nothing. What was put
        // back counts always: raising what is expected is never dangerous.
        const counts = sql`${delta} > 0 or ${cells.anchorAt} is null or ${cells.anchorAt} <= ${orderCreatedAt}`;
        await db
          .update(cells)
          .set({
            expected: sql`case when ${counts} then ${cells.expected} + ${delta} else ${cells.expected} end`,
            factSequence: sql`case when ${cells.factSequence} < ${sequence} then ${sequence} else ${cells.factSequence} end`,
          })
          .where(mine(connection, cell));
      }
    },

    async updateCell(connection, cell, { factSequence, planNumber, ...change }) {
      const set = {
        ...change,
        ...(factSequence === undefined
          ? {}
          : {
              factSequence: sql`case when ${cells.factSequence} < ${factSequence} then ${factSequence} else ${cells.factSequence} end`,
            }),
        ...(planNumber === undefined
          ? {}
          : {
              planNumber: sql`case when ${cells.planNumber} < ${planNumber} then ${planNumber} else ${cells.planNumber} end`,
            }),
      };
      if (Object.keys(set).length === 0) return;
      await db.update(cells).set(set).where(mine(connection, cell));
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
      const rows = await db
        .select()
        .from(cells)
        .where(eq(cells.sku, sku))
        .orderBy(asc(cells.connection), asc(cells.subject))
        .limit(CELLS_PER_SKU_MAX);
      return rows.map(toCell);
    },

    async countCells(connection) {
      const [row] = await db.select({ count: count() }).from(cells).where(eq(cells.connection, connection));
      return row?.count ?? 0;
    },
  };
}

export function toCell({ subject: _subject, ...cell }: typeof cells.$inferSelect): Cell {
  return cell;
}
