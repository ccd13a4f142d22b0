import { z } from 'zod';
import type { StockLevel } from '#domain/stock.ts';
import type { Fetched, Page, RefusedRecord, StockSource } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { API, type Client } from './client.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';

const LIST = `${API}/inventory-level/locations`;
const IDS_AT_ONCE = 50;

// The specification's words: on hand is "total quantity physically present at this location", committed is "quantity
// reserved for existing orders at this location". What it calls fulfillable, awaiting and in transfer is not used.
const place = z.object({ location_id: z.int(), on_hand_quantity: z.int(), committed_quantity: z.int() });
const row = z.object({ inventory_id: z.int(), locations: z.array(place).nullable() });

/**
 * Units physically at each fulfillment center. The list can be asked for in no other way than whole: it knows no
 * stamps, so a poll is a pass over all of it. A center that an item does not name has no number for it.
 */
export function createStockSource(client: Client): StockSource {
  return {
    quantityKind: 'on-hand',
    stockLagMs: client.settings.stockLagMs,
    changedSince: (cursor) => levelPages(client, parseCursor(cursor)),
    fetch: (listingIds) => fetchLevels(client, listingIds),
    all: () => levelPages(client, null),
  };
}

async function* levelPages(client: Client, next: string | null): AsyncGenerator<Page<StockLevel>> {
  const from = next ?? `${LIST}?PageSize=${client.settings.pageSize}`;
  for await (const page of linkedPages(client, { from, operation: 'stock.levels' })) {
    const { sentAt, answeredAt, vendorAt } = page;
    const complete = page.next === null;
    yield { ...levelsOf(page.data), cursor: page.next ?? 'whole', complete, sentAt, answeredAt, vendorAt };
  }
}

/** Lists of ids are separated by commas, as the specification says of orders and returns; here it says only "ids". */
async function fetchLevels(client: Client, listingIds: readonly string[]): Promise<Fetched<StockLevel>> {
  const wanted = [...new Set(listingIds.filter((id) => /^\d+$/u.test(id)))];
  const items: StockLevel[] = [];
  const refused: RefusedRecord[] = [];
  const nobodyAsked = client.clock.now();
  let sentAt: number | null = null;
  let answeredAt = nobodyAsked;
  let vendorAt: number | null = null;
  for (let start = 0; start < wanted.length; start += IDS_AT_ONCE) {
    const ids = wanted.slice(start, start + IDS_AT_ONCE);
    const from = `${LIST}?PageSize=${IDS_AT_ONCE}&InventoryIds=${ids.join(',')}`;
    for await (const page of linkedPages(client, { from, operation: 'stock.fetch' })) {
      const found = levelsOf(page.data);
      items.push(...found.items.filter(({ listingId }) => ids.includes(listingId)));
      refused.push(...found.refused);
      sentAt = Math.min(sentAt ?? page.sentAt, page.sentAt);
      ({ answeredAt, vendorAt } = page);
    }
  }
  return { items, refused, sentAt: sentAt ?? nobodyAsked, answeredAt, vendorAt };
}

function levelsOf(raws: readonly unknown[]): Pick<Page<StockLevel>, 'items' | 'refused'> {
  const { rows, refused } = parseRows(row, raws, 'inventory-level');
  const items = rows.flatMap(({ inventory_id: item, locations }) =>
    (locations ?? []).map((at) => ({
      listingId: String(item),
      locationId: String(at.location_id),
      quantity: at.on_hand_quantity,
      reserved: at.committed_quantity,
    })),
  );
  return { items, refused };
}

/** A cursor is the page to go on with, or says that the pass was whole. */
function parseCursor(cursor: string | null): string | null {
  if (cursor === null || cursor === 'whole') return null;
  if (cursor.startsWith(`${LIST}?`)) return cursor;
  throw new RejectedError('the cursor of this pull is not one of the ShipBob connector', {
    code: 'bad-cursor',
  });
}
