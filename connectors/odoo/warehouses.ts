import { z } from 'zod';
import type { LocationSource } from '#sdk/capabilities.ts';
import type { Client } from './client.ts';
import { requiredLink, requireRows } from './records.ts';

const WAREHOUSES_MAX = 1_000;
/** How long a list of warehouses is believed. */
const BELIEVED_MS = 600_000;

export interface Warehouse {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  /** The location above all of the warehouse's shelves, its input and its output among them. */
  readonly viewLocationId: number;
}

/** The active warehouses. */
export type WarehouseList = () => Promise<readonly Warehouse[]>;

const warehouseRow = z.object({
  id: z.int(),
  name: z.string(),
  active: z.boolean(),
  view_location_id: requiredLink,
});

export function createWarehouseList(client: Client): WarehouseList {
  let read: { readonly warehouses: Promise<readonly Warehouse[]>; readonly atMs: number } | undefined;
  return () => {
    const nowMs = client.clock.monotonicMs();
    if (read !== undefined && nowMs - read.atMs < BELIEVED_MS) return read.warehouses;
    const warehouses = readWarehouses(client, {});
    read = { warehouses, atMs: nowMs };
    warehouses.catch(() => {
      read = undefined;
    });
    return warehouses;
  };
}

/** Warehouses as locations, archived ones as not active. */
export function createLocationSource(client: Client): LocationSource {
  return {
    async all() {
      const warehouses = await readWarehouses(client, { active_test: false });
      return warehouses.map(({ id, name, active }) => ({ id: String(id), name, active }));
    },
  };
}

async function readWarehouses(
  client: Client,
  context: Record<string, unknown>,
): Promise<readonly Warehouse[]> {
  const { company } = client.settings;
  const { result } = await client.call({
    model: 'stock.warehouse',
    method: 'search_read',
    effect: 'read',
    params: { domain: company === undefined ? [] : [['company_id', '=', company]] },
    options: { fields: ['name', 'active', 'view_location_id'], order: 'id', limit: WAREHOUSES_MAX },
    context,
  });
  return requireRows(warehouseRow, result, 'stock.warehouse').map((row) => ({
    id: row.id,
    name: row.name,
    active: row.active,
    viewLocationId: row.view_location_id.id,
  }));
}
