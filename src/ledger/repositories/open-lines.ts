import { sql } from '../drizzle.ts';
import type { OpenLine, ShippedStatement } from '#sdk/ledger/stock.ts';
import type { Row } from '../connection.ts';
import { listSize, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { orderLines, shipmentLines } from '../tables/orders.ts';
import { type Statement, statementsThatCount } from './line-closing.ts';
import { PART_MARK, partIn } from './part-statements.ts';

/** The longest lag that an authority may declare: a statement this young may be missing in a reading (S1). */
const STOCK_LAG_MAX_MS = 60_000;

/** From when on lines of an item matter: everything before is in each of its readings. */
export interface SkuHorizon {
  readonly sku: string;
  readonly basis: number;
  readonly sentAt: number;
}

export type FindOpenLines = (
  horizons: readonly SkuHorizon[],
  hasBundles: boolean,
) => Promise<ReadonlyMap<string, readonly OpenLine[]>>;

/** Finds lines that still take units from the stock, or took them from a reading that is still in use, by SKU. */
export function createOpenLineFinder(session: Session): FindOpenLines {
  const ofItems = preparedPer((size: number) => prepareOpenLines(session, size, false));
  const withParts = preparedPer((size: number) => prepareOpenLines(session, size, true));
  return async (horizons, hasBundles) => {
    const size = listSize(horizons.length === 0 ? [null] : horizons);
    const given: Record<string, unknown> = {};
    // Rows without a SKU match nothing; they fill the list up, so that few texts of this statement exist and stay prepared.
    for (let at = 0; at < size; at += 1) {
      const { sku, basis, sentAt } = horizons[at] ?? { sku: null, basis: 0, sentAt: 0 };
      given[`sku${at}`] = sku;
      given[`basis${at}`] = basis;
      given[`sentAt${at}`] = sentAt - STOCK_LAG_MAX_MS;
    }
    return gather(await (hasBundles ? withParts : ofItems)(size)(given));
  };
}

function prepareOpenLines({ prepareRows }: Session, size: number, hasBundles: boolean) {
  const rows = Array.from({ length: size }, (_, at) => {
    const [sku, basis, sentAt] = ['sku', 'basis', 'sentAt'].map((name) => sql.placeholder(`${name}${at}`));
    return sql`(cast(${sku} as text), cast(${basis} as bigint), cast(${sentAt} as bigint))`;
  });
  const ofParts = hasBundles
    ? sql` or substr(s.line_id, 1, length(l.line_id) + cast(${PART_MARK.length} as integer)) = l.line_id || cast(${PART_MARK} as text)`
    : sql``;
  return prepareRows(sql`
    with wanted (sku, basis, sent_at) as (values ${sql.join(rows, sql`, `)})
    select l.connection, l.order_id, l.order_name, l.line_id, l.sku, l.inventory_item_id, l.location,
      l.channel_location_id, l.owed, l.booked, l.stated_by, s.source, s.quantity, s.sequence, s.recorded_at,
      s.mirrors, s.line_id
    from wanted
    join ${orderLines} l
      on l.sku = wanted.sku and l.reserves = 1 and l.owed > 0
        and (l.closed_sequence > wanted.basis or l.closed_at > wanted.sent_at)
    left join ${shipmentLines} s
      on s.order_connection = l.connection and s.order_id = l.order_id and (s.line_id = l.line_id${ofParts})`);
}

interface Gathered {
  readonly sku: string;
  readonly booked: number | null;
  readonly statedBy: readonly string[];
  readonly line: Omit<OpenLine, 'statements'>;
  readonly statements: Statement[];
  /** By the part's SKU. */
  readonly ofParts: Map<string, Statement[]>;
}

function gather(rows: readonly Row[]): ReadonlyMap<string, readonly OpenLine[]> {
  const gathered = new Map<string, Gathered>();
  for (const row of rows) {
    const { key, found } = readLine(row);
    const known = gathered.get(key) ?? found;
    gathered.set(key, known);
    const statement = readStatement(row);
    if (statement === null) continue;
    const part = partIn(row[16] as string, known.line.lineId);
    if (part === null) known.statements.push(statement);
    else known.ofParts.set(part, [...(known.ofParts.get(part) ?? []), statement]);
  }
  const bySku = new Map<string, OpenLine[]>();
  for (const { sku, booked, statedBy, line, statements, ofParts } of gathered.values()) {
    const counted = (all: readonly Statement[]): readonly ShippedStatement[] =>
      statementsThatCount({ booked, statedBy }, all).map(({ quantity, sequence, recordedAt }) => ({
        quantity,
        sequence,
        recordedAt,
      }));
    const list = bySku.get(sku) ?? [];
    const parts = new Map([...ofParts].map(([part, all]) => [part, counted(all)]));
    list.push({ ...line, statements: counted(statements), ...(parts.size === 0 ? {} : { parts }) });
    bySku.set(sku, list);
  }
  return bySku;
}

function readLine(row: Row): { readonly key: string; readonly found: Gathered } {
  const [
    connection,
    orderId,
    orderName,
    lineId,
    sku,
    inventoryItemId,
    location,
    channelLocationId,
    owed,
    booked,
    statedBy,
  ] = row;
  const line = {
    connection: connection as string,
    orderId: orderId as string,
    orderName: orderName as string,
    lineId: lineId as string,
    inventoryItemId: inventoryItemId as string | null,
    location: location as string | null,
    channelLocationId: channelLocationId as string | null,
    owed: Number(owed),
  };
  const key = JSON.stringify([connection, orderId, lineId]);
  return {
    key,
    found: {
      sku: sku as string,
      booked: booked === null ? null : Number(booked),
      statedBy: JSON.parse(statedBy as string) as readonly string[],
      line,
      statements: [],
      ofParts: new Map(),
    },
  };
}

function readStatement(row: Row): Statement | null {
  const [source, quantity, sequence, recordedAt, mirrors] = row.slice(11);
  if (source === null) return null;
  return {
    source: source as string,
    mirrors: mirrors as string | null,
    quantity: Number(quantity),
    sequence: Number(sequence),
    recordedAt: Number(recordedAt),
  };
}
