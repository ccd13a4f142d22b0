import { sql } from '../drizzle.ts';
import type { OrderRepository } from '#sdk/ledger/orders.ts';
import type { AcknowledgedStatement, OpenLine } from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { acknowledgmentLines } from '../tables/acknowledgments.ts';

/** What authorities of available quantities said to have accepted, line by line. */
export interface AcknowledgmentStore {
  readonly acknowledge: OrderRepository['acknowledge'];
  /** The statements of one authority about lines of these orders. */
  read(lines: readonly OpenLine[]): Promise<AcknowledgmentsOf>;
}

export type AcknowledgmentsOf = (line: OpenLine, source: string) => readonly AcknowledgedStatement[];

export function createAcknowledgmentStore({ db }: Session): AcknowledgmentStore {
  const select = preparedPer((size: number) =>
    db
      .select()
      .from(acknowledgmentLines)
      .where(isOneOfListed(acknowledgmentLines.orderId, size))
      .prepare('acknowledgments'),
  );
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const insert = db
    .insert(acknowledgmentLines)
    .values({
      orderConnection: given('orderConnection'),
      orderId: given('orderId'),
      lineId: given('lineId'),
      source: given('source'),
      quantity: given('quantity'),
      sequence: given('sequence'),
      recordedAt: given('recordedAt'),
    })
    .prepare('insert_acknowledgment');

  return {
    async acknowledge({ orderConnection, orderId, source, quantities, sequence, now }) {
      const before = new Map<string, number>();
      for (const row of await select(1).execute(listed([orderId]))) {
        if (row.orderConnection !== orderConnection || row.source !== source) continue;
        before.set(row.lineId, (before.get(row.lineId) ?? 0) + row.quantity);
      }
      let isNews = false;
      for (const [lineId, quantity] of quantities) {
        const more = quantity - (before.get(lineId) ?? 0);
        if (more === 0) continue;
        isNews = true;
        const statement = { orderConnection, orderId, lineId, source, quantity: more };
        await insert.execute({ ...statement, sequence, recordedAt: now });
      }
      return isNews;
    },

    async read(lines) {
      const found = new Map<string, AcknowledgedStatement[]>();
      for (const chunk of chunksOf([...new Set(lines.map((line) => line.orderId))])) {
        for (const row of await select(listSize(chunk)).execute(listed(chunk))) {
          const { orderConnection, orderId, lineId, source, quantity, sequence, recordedAt } = row;
          const key = JSON.stringify([orderConnection, orderId, lineId, source]);
          found.set(key, [...(found.get(key) ?? []), { quantity, sequence, recordedAt }]);
        }
      }
      return ({ connection, orderId, lineId }, source) =>
        found.get(JSON.stringify([connection, orderId, lineId, source])) ?? [];
    },
  };
}
