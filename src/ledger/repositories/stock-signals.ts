import { and, eq } from '../drizzle.ts';
import type { SignalState, StockSignalRepository } from '#sdk/ledger/segments.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { stockSignals } from '../tables/segments.ts';

export function createStockSignalRepository({ db }: Session): StockSignalRepository {
  return {
    async get(connection, skus) {
      const found = new Map<string, SignalState>();
      for (const chunk of chunksOf(skus)) {
        const rows = await db
          .select()
          .from(stockSignals)
          .where(and(eq(stockSignals.connection, connection), isOneOf(stockSignals.sku, chunk)));
        for (const { sku, told, sent, batch, position } of rows) {
          const isUnderWay = batch !== null && position !== null && sent !== null;
          found.set(sku, { told, batch: isUnderWay ? { id: batch, position, sent } : null });
        }
      }
      return found;
    },

    async save(connection, sku, { told, batch }, now) {
      const columns = {
        told,
        sent: batch?.sent ?? null,
        batch: batch?.id ?? null,
        position: batch?.position ?? null,
        changedAt: now,
      };
      await db
        .insert(stockSignals)
        .values({ connection, sku, ...columns })
        .onConflictDoUpdate({ target: [stockSignals.connection, stockSignals.sku], set: columns });
    },
  };
}
