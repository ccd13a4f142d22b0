import { z } from 'zod';
import type { LocationSource } from '#sdk/capabilities.ts';
import { API, type Client } from './client.ts';

const rows = z.array(z.object({ id: z.int(), name: z.string().nullable(), is_active: z.boolean() }));

/** The fulfillment centers that the merchant may use, closed ones too. */
export function createLocationSource(client: Client): LocationSource {
  return {
    async all() {
      const { data } = await client.read({
        path: `${API}/location?AccessGranted=true&IncludeInactive=true`,
        operation: 'locations.all',
        schema: rows,
      });
      return data.map(({ id, name, is_active: active }) => ({
        id: String(id),
        name: name ?? String(id),
        active,
      }));
    },
  };
}
