import { z } from 'zod';
import type { Customer } from '#domain/customer.ts';
import type { Fetched, Page, RefusedRecord } from '#sdk/capabilities.ts';
import type { CustomerSource } from '#sdk/customers.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import { pageInfoShape } from './answer-shape.ts';
import { inBatches, mergeFetched } from './batches.ts';
import { changedRecords, changedSinceQuery } from './changed-records.ts';
import type { ShopifyClient } from './client.ts';
import { customerShape } from './customer-shape.ts';
import { mapCustomer } from './map-customer.ts';
import { nextCursor } from './next-cursor.ts';
import { CUSTOMERS_AFTER, CUSTOMERS_BY_IDS, CUSTOMERS_PAGE } from './operations/customers.ts';
import { sortRecords, type Sorted } from './record-shapes.ts';
import type { ShopifySettings } from './settings.ts';

const CUSTOMERS_MAX = 100;
const SINCE_THE_BEGINNING = 0;

const pageShape = z.object({ customers: z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) }) });
const nodesShape = z.object({ nodes: z.array(z.unknown()) });
const idCursorShape = z.object({ afterId: z.string().regex(/^\d{1,20}$/) });

/** A store's customers with what they agreed to. Personal: what comes from here is sealed at once. */
export function createCustomerSource(client: ShopifyClient, settings: ShopifySettings): CustomerSource {
  const { indexLagMs, overlapMs, customerPageSize: pageSize } = settings;
  return {
    indexLagMs,
    fetchMax: CUSTOMERS_MAX,
    changedSince(cursor) {
      const search = {
        what: 'customers',
        pageSize,
        overlapMs,
        async readPage({ first, after, from }: { first: number; after: string | null; from: number }) {
          const { data, ...times } = await client.read({
            operation: CUSTOMERS_PAGE,
            label: 'customers.changed',
            shape: pageShape,
            variables: { first, after, query: changedSinceQuery(from) },
          });
          const { pageInfo, nodes } = data.customers;
          const next = nextCursor(pageInfo, after, 'customers.changed');
          return { ...times, sorted: toCustomers(nodes), next };
        },
      };
      return changedRecords(search, cursor, SINCE_THE_BEGINNING);
    },
    fetch: (ids) => fetchCustomers(client, ids),
    all: (cursor) => allCustomers(client, pageSize, cursor),
  };
}

/**
 * By id from where the cursor left off, and each page as a search of its own: so no pass meets the end of Shopify's pages, and
 * a cursor stays good. https://shopify.dev/docs/api/admin-graphql/2025-04/queries/customersCount names `id` as a range.
 */
async function* allCustomers(
  client: ShopifyClient,
  pageSize: number,
  cursor: string | null,
): AsyncGenerator<Page<Customer>> {
  let last = cursor === null ? 0n : readIdCursor(cursor);
  for (;;) {
    const { data, ...times } = await client.read({
      operation: CUSTOMERS_AFTER,
      label: 'customers.all',
      shape: pageShape,
      variables: { first: pageSize, query: `id:>=${last + 1n}` },
    });
    const { pageInfo, nodes } = data.customers;
    const complete = nextCursor(pageInfo, null, 'customers.all') === null;
    const sorted = toCustomers(nodes);
    const reached = [...sorted.items, ...sorted.refused].reduce((most, { id }) => later(most, id), last);
    if (nodes.length > 0 && reached === last)
      throw new MalformedAnswerError('the answer to customers.all does not go on', 'customers.nodes');
    last = reached;
    yield { ...sorted, cursor: JSON.stringify({ afterId: String(last) }), complete, ...times };
    if (complete) return;
  }
}

function later(most: bigint, id: string | null): bigint {
  const [, digits] = /\/(\d+)$/.exec(id ?? '') ?? [];
  const number = digits === undefined ? most : BigInt(digits);
  return number > most ? number : most;
}

function readIdCursor(cursor: string): bigint {
  try {
    return BigInt(idCursorShape.parse(JSON.parse(cursor)).afterId);
  } catch (cause) {
    throw new RejectedError('the stored cursor of all customers is unusable', { code: 'cursor', cause });
  }
}

/** By id, straight from the table: unlike a search, it is never late. */
async function fetchCustomers(client: ShopifyClient, ids: readonly string[]): Promise<Fetched<Customer>> {
  const batches = await inBatches(ids, CUSTOMERS_MAX, async (batch) => {
    const { data, ...times } = await client.read({
      operation: CUSTOMERS_BY_IDS,
      label: 'customers.fetch',
      shape: nodesShape,
      variables: { ids: [...batch] },
    });
    return { ...times, ...toCustomers(data.nodes.filter((node) => node !== null)) };
  });
  return mergeFetched(batches);
}

function toCustomers(nodes: readonly unknown[]): Sorted<Customer> {
  const sorted = sortRecords(nodes, customerShape);
  const items: Customer[] = [];
  const refused: RefusedRecord[] = [...sorted.refused];
  for (const customer of sorted.items) {
    try {
      items.push(mapCustomer(customer));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused.push({ id: customer.id, reason: error.message });
    }
  }
  return { items, refused };
}
