import { z } from 'zod';
import type { SystemLocation } from '#domain/stock.ts';
import type { LocationSource } from '#sdk/capabilities.ts';
import { pageInfoShape } from './answer-shape.ts';
import type { Answered, ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
import { LOCATIONS_PAGE } from './operations/catalog.ts';

const PAGE_SIZE = 100;

const pageShape = z.object({
  locations: z.object({
    pageInfo: pageInfoShape,
    nodes: z.array(z.object({ id: z.string(), name: z.string(), isActive: z.boolean() })),
  }),
});

/** All locations, inactive ones included: a mapping to one that was deactivated must be seen as such. */
export function createLocationSource(client: ShopifyClient): LocationSource {
  return {
    async all() {
      const found: SystemLocation[] = [];
      let after: string | null = null;
      do {
        const answer: Answered<z.output<typeof pageShape>> = await client.read({
          operation: LOCATIONS_PAGE,
          label: 'locations.all',
          shape: pageShape,
          variables: { first: PAGE_SIZE, after, includeInactive: true },
        });
        const { pageInfo, nodes } = answer.data.locations;
        found.push(...nodes.map(({ id, name, isActive }) => ({ id, name, active: isActive })));
        after = nextCursor(pageInfo, after, 'locations.all');
      } while (after !== null);
      return found;
    },
  };
}
