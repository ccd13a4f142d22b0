import { z } from 'zod';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import { link, requireRows } from './records.ts';

const PICKING_TYPES_MAX = 1_000;

const pickingTypeRow = z.object({ id: z.int(), warehouse_id: link });

/** The warehouse of a kind of transfer; null: it belongs to none. It never changes. */
export type WarehouseFinder = (pickingTypeId: number) => Promise<number | null>;

export function createWarehouseFinder(client: Client): WarehouseFinder {
  const warehouses = createMemory<number | null>(PICKING_TYPES_MAX);
  return (id) => warehouses.of(id, () => readWarehouse(client, id));
}

async function readWarehouse(client: Client, id: number): Promise<number | null> {
  const { result } = await client.call({
    model: 'stock.picking.type',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', '=', id]] },
    options: { fields: ['warehouse_id'], limit: 1 },
    context: { active_test: false },
  });
  const [type] = requireRows(pickingTypeRow, result, 'stock.picking.type');
  return type?.warehouse_id?.id ?? null;
}
