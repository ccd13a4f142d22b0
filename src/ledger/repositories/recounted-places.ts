import { sql } from '../drizzle.ts';
import type { StockRepository } from '#sdk/ledger/stock.ts';
import { listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { acknowledgmentLines } from '../tables/acknowledgments.ts';
import { orderLines, shipmentLines } from '../tables/orders.ts';
import { stockLevels } from '../tables/stock.ts';
import { PART_MARK } from './part-statements.ts';

/** Compares what the newest reading of an item knows with what the one before it knew (S1). */
export function createRecountReader(session: Session): StockRepository['recounted'] {
  const statement = preparedPer((size: number) => prepareRecounts(session, size));
  return async (connection, items) => {
    const found: { sku: string; location: string }[] = [];
    for (const chunk of chunksOf(items)) {
      const size = listSize(chunk);
      const given: Record<string, unknown> = { connection };
      // Rows without a SKU match nothing; they fill the list up, so that few texts of this statement exist and stay prepared.
      for (let at = 0; at < size; at += 1) {
        const { sku, soldAs, stockLagMs } = chunk[at] ?? { sku: null, soldAs: null, stockLagMs: 0 };
        given[`sku${at}`] = sku;
        given[`soldAs${at}`] = soldAs;
        given[`lag${at}`] = stockLagMs;
      }
      for (const [sku, location] of await statement(size)(given))
        found.push({ sku: sku as string, location: location as string });
    }
    return found;
  };
}

function prepareRecounts({ prepareRows }: Session, size: number) {
  const rows = Array.from({ length: size }, (_, at) => {
    const [sku, soldAs, lag] = ['sku', 'soldAs', 'lag'].map((name) => sql.placeholder(`${name}${at}`));
    return sql`(cast(${sku} as text), cast(${soldAs} as text), cast(${lag} as bigint))`;
  });
  // Of a bundle's line each part may have left by itself.
  const ofLine = sql`s.order_connection = l.connection and s.order_id = l.order_id and (s.line_id = l.line_id
    or substr(s.line_id, 1, length(l.line_id) + cast(${PART_MARK.length} as integer)) = l.line_id || cast(${PART_MARK} as text))`;
  const isNews = sql`(s.sequence > v.before_basis or (w.lag > 0 and s.recorded_at > v.before_sent_at - w.lag))
    and s.sequence <= v.basis and (w.lag = 0 or s.recorded_at <= v.sent_at - w.lag)`;
  const lines = sql`wanted w
    join ${stockLevels} v on v.connection = cast(${sql.placeholder('connection')} as text) and v.sku = w.sku
    join ${orderLines} l on l.sku = w.sold_as and l.reserves = 1 and l.owed > 0
      and (l.closed_sequence > v.before_basis or l.closed_at > v.before_sent_at - w.lag)`;
  return prepareRows(sql`
    with wanted (sku, sold_as, lag) as (values ${sql.join(rows, sql`, `)})
    select v.sku, v.location from ${lines} join ${shipmentLines} s on ${ofLine} where ${isNews}
    union
    select v.sku, v.location from ${lines} join ${acknowledgmentLines} s on ${ofLine} where ${isNews}`);
}
