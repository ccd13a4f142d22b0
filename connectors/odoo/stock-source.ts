import { z } from 'zod';
import type { StockLevel } from '#domain/stock.ts';
import type { Fetched, Page, RefusedRecord, StockSource } from '#sdk/capabilities.ts';
import { changedRows } from './changes.ts';
import type { Client } from './client.ts';
import type { OdooAnswer } from './protocol.ts';
import { parseRows, refuseStuck, requiredLink, requireRows } from './records.ts';
import type { Warehouse, WarehouseList } from './warehouses.ts';

const CHANGED_MAX = 500;
const PRODUCTS_MAX = 200;

/**
 * Units physically in each warehouse. One product at one place is many `stock.quant` rows in Odoo (some with no
 * quantity, some negative), so nothing but their sum says anything; the database sums them in one statement.
 * Read delivered quantities before these: a delivery lowers both in one transaction.
 */
export function createStockSource(client: Client, warehouses: WarehouseList): StockSource {
  return {
    quantityKind: 'on-hand',
    stockLagMs: 0,
    changedSince: (cursor) => changedLevels(client, warehouses, cursor),
    fetch: (listingIds) => fetchLevels(client, warehouses, listingIds),
    all: () => allLevels(client, warehouses),
  };
}

const quantRow = z.object({ id: z.int(), product_id: requiredLink });
const productRow = z.object({ id: z.int() });
// A group exists only where rows exist; the sum over rows that are all empty is empty (`false`, never null), and means no
// units. It may be a fraction: who records it turns it into units.
const sum = z.union([z.number(), z.literal(false).transform(() => 0)]);
const groupRow = z.object({ product_id: requiredLink, quantity: sum, reserved_quantity: sum });
const groupOwner = z.object({ product_id: requiredLink });

async function* changedLevels(
  client: Client,
  warehouses: WarehouseList,
  cursor: string | null,
): AsyncGenerator<Page<StockLevel>> {
  const viewLocationIds = (await warehouses()).map(({ viewLocationId }) => viewLocationId);
  const query = {
    model: 'stock.quant',
    fields: ['product_id'],
    domain: inLocations(viewLocationIds),
    limit: CHANGED_MAX,
  };
  for await (const page of changedRows(client, cursor, query)) {
    const products = [
      ...new Set(requireRows(quantRow, page.result, 'stock.quant').map((row) => row.product_id.id)),
    ];
    const levels = await readLevels(client, warehouses, products);
    const { cursor: next, complete, answer } = page;
    yield {
      ...levels,
      cursor: next,
      complete,
      sentAt: answer.sentAt,
      answeredAt: levels.answeredAt ?? answer.answeredAt,
    };
  }
}

async function fetchLevels(
  client: Client,
  warehouses: WarehouseList,
  listingIds: readonly string[],
): Promise<Fetched<StockLevel>> {
  const asked = listingIds.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  const found = await storable(client, [['id', 'in', asked]], Math.max(1, asked.length));
  const levels = await readLevels(client, warehouses, found.ids);
  const { sentAt, answeredAt, vendorAt } = found.answer;
  return {
    items: levels.items,
    refused: levels.refused,
    sentAt,
    answeredAt: levels.answeredAt ?? answeredAt,
    vendorAt: levels.vendorAt ?? vendorAt,
  };
}

async function* allLevels(client: Client, warehouses: WarehouseList): AsyncGenerator<Page<StockLevel>> {
  let after = 0;
  for (;;) {
    const found = await storable(client, [['id', '>', after]], PRODUCTS_MAX);
    refuseStuck(found.ids, after, 'product.product');
    const levels = await readLevels(client, warehouses, found.ids);
    const complete = found.ids.length < PRODUCTS_MAX;
    after = Math.max(after, ...found.ids);
    const { sentAt, answeredAt } = found.answer;
    yield {
      items: levels.items,
      refused: levels.refused,
      cursor: String(after),
      complete,
      sentAt,
      answeredAt: levels.answeredAt ?? answeredAt,
    };
    if (complete) return;
  }
}

interface Levels {
  readonly items: readonly StockLevel[];
  readonly refused: readonly RefusedRecord[];
  readonly answeredAt: number | undefined;
  readonly vendorAt: number | null;
}

/**
 * The levels of products that exist and are counted, at every active warehouse. Odoo keeps no row for what was never
 * there, so here, and only here, no row is 0: the product is known to exist, and the one statement saw all rows.
 */
async function readLevels(
  client: Client,
  warehouses: WarehouseList,
  productIds: readonly number[],
): Promise<Levels> {
  const items: StockLevel[] = [];
  const refused: RefusedRecord[] = [];
  let last: OdooAnswer | undefined;
  for (let start = 0; start < productIds.length; start += PRODUCTS_MAX) {
    const products = productIds.slice(start, start + PRODUCTS_MAX);
    for (const warehouse of await warehouses()) {
      last = await client.call({
        model: 'stock.quant',
        method: 'read_group',
        effect: 'read',
        options: {
          domain: [['product_id', 'in', products], ...inLocations([warehouse.viewLocationId])],
          fields: ['quantity:sum', 'reserved_quantity:sum'],
          groupby: ['product_id'],
        },
      });
      const added = levelsAt(warehouse, products, last.result);
      items.push(...added.items);
      refused.push(...added.refused);
    }
  }
  return { items, refused, answeredAt: last?.answeredAt, vendorAt: last?.vendorAt ?? null };
}

function levelsAt(
  warehouse: Warehouse,
  products: readonly number[],
  answer: unknown,
): { items: readonly StockLevel[]; refused: readonly RefusedRecord[] } {
  const owners = requireRows(groupOwner, answer, 'stock.quant').map(({ product_id: product }) => product.id);
  const groups = new Map(owners.map((id, index) => [id, (answer as unknown[])[index]]));
  const items: StockLevel[] = [];
  const refused: RefusedRecord[] = [];
  for (const id of products) {
    const cell = { listingId: String(id), locationId: String(warehouse.id) };
    const group = groups.get(id);
    const { rows, refused: bad } = parseRows(
      groupRow,
      group === undefined ? [] : [group],
      `stock.quant@${warehouse.id}`,
    );
    for (const { reason } of bad) refused.push({ id: String(id), reason });
    if (group === undefined) items.push({ ...cell, quantity: 0, reserved: 0 });
    for (const { quantity, reserved_quantity: reserved } of rows) items.push({ ...cell, quantity, reserved });
  }
  return { items, refused };
}

/** Products that Odoo counts, archived ones among them: goods do not leave the shelf when a product is archived. */
async function storable(
  client: Client,
  domain: readonly unknown[],
  limit: number,
): Promise<{ ids: readonly number[]; answer: OdooAnswer }> {
  const counted = (await client.fields('product.product')).has('is_storable')
    ? ['is_storable', '=', true]
    : ['type', '=', 'product'];
  const answer = await client.call({
    model: 'product.product',
    method: 'search_read',
    effect: 'read',
    params: { domain: [...domain, counted] },
    options: { fields: ['id'], order: 'id', limit },
    context: { active_test: false },
  });
  return { ids: requireRows(productRow, answer.result, 'product.product').map(({ id }) => id), answer };
}

function inLocations(viewLocationIds: readonly number[]): readonly unknown[] {
  return [
    ['location_id', 'child_of', viewLocationIds],
    ['location_id.usage', '=', 'internal'],
  ];
}
