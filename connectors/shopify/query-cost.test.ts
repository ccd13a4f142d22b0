import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { loadPublishedApi } from './codegen/published-schema.ts';
import { allOperations } from './operations/all.ts';
import { documentCost, pageWeight, queryCost } from './query-cost.ts';

const { schema } = loadPublishedApi();
const costOf = (text: string, variables: Record<string, unknown> = {}): number =>
  documentCost(schema, parse(text), variables);

/** Page sizes that the connector asks for, where a variable decides them. */
const PAGE_SIZES: Readonly<Record<string, number>> = { ItemsPage: 100, LocationsPage: 100 };
const OUR_COST_MAX = 900;

test('a page weighs the logarithm of its size', () => {
  const sizes = [0, 1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 250];
  expect(sizes.map(pageWeight)).toEqual([0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11]);
});

test('costs are those that Shopify was seen to reserve', () => {
  const group =
    'inventoryAdjustmentGroup { id createdAt reason referenceDocumentUri app { id } changes { name delta quantityAfterChange item { id } location { id } } }';
  const set = `mutation($input: InventorySetQuantitiesInput!, $k: String!) { inventorySetQuantities(input: $input) @idempotent(key: $k) { ${group} userErrors { code field message } } }`;
  expect(costOf(set)).toBe(14);
  const activate =
    'mutation($i: ID!, $k: String!) { inventoryActivate(inventoryItemId: $i, locationId: $i) @idempotent(key: $k) { inventoryLevel { id location { id } item { id } quantities(names: ["available"]) { name quantity } } userErrors { field message } } }';
  expect(costOf(activate)).toBe(13);
  const products =
    '{ products(first: 50) { nodes { id options { id name } variants(first: 100) { nodes { id } } } } }';
  expect(costOf(products)).toBe(93);
  const levels =
    'query($n: Int!) { inventoryItems(first: $n) { nodes { id inventoryLevels(first: 50, includeInactive: true) { nodes { id location { id } item { id } quantities(names: ["available"]) { name } } } variants(first: 1) { nodes { id } } } } }';
  expect([25, 100, 250].map((n) => costOf(levels, { n }))).toEqual([206, 308, 376]);
  const headers =
    'query($q: String!) { orders(first: 250, query: $q) { nodes { id updatedAt cancelledAt } } ordersCount(query: $q) { count precision } }';
  expect(costOf(headers)).toBe(23);
  const cancel =
    'mutation($o: ID!) { orderCancel(orderId: $o, reason: OTHER, restock: true) { job { id } jobResult { errors { code } order { id } } orderCancelUserErrors { code } } }';
  expect(costOf(cancel)).toBe(12);
  expect(costOf('mutation($r: RefundInput!) { refundCreate(input: $r) { userErrors { message } } }')).toBe(
    20,
  );
  expect(costOf('{ shop { name } }')).toBe(1);
});

test('a list by ids costs the same for one and for many', () => {
  const items = allOperations.find((text) => text.includes('query ItemsByIds')) ?? '';
  expect(queryCost(items, { ids: ['1'] })).toBe(queryCost(items, { ids: ['1', '2', '3'] }));
});

test('a document that is asked again costs what its page sizes, defaults and conditions say now', () => {
  const document = parse(
    'query($n: Int = 100, $k: String, $no: Boolean!) { orders(first: $n, query: $k) { nodes { id } } products(first: 1) @skip(if: $no) { nodes { id } } }',
  );
  const cost = (variables: Record<string, unknown>): number => documentCost(schema, document, variables);
  const asked = [
    { n: 10, no: true },
    { n: 100, no: true },
    { no: true, k: 'a' },
    { n: null, no: true },
    { n: 10, no: false },
    { n: 10, no: true, k: 'b' },
  ];
  const once = asked.map((variables) => costOf(print(document), variables));
  expect(asked.map(cost)).toEqual(once);
  expect(asked.toReversed().map(cost)).toEqual(once.toReversed());
  expect(new Set(once).size).toBe(4);
});

test('money and skipped fields are free, the dearest type of a list decides', () => {
  expect(costOf('{ order(id: "x") { totalPriceSet { shopMoney { amount } } } }')).toBe(1);
  expect(costOf('{ shop { id billingAddress @skip(if: true) { id } } }')).toBe(1);
  expect(costOf('{ node(id: "x") { ... on Order { customer { id } } ... on Shop { id } } }')).toBe(2);
});

test.each(allOperations.map((text) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', text]))(
  '%s stays far below the limit, by the pruned and by the whole schema',
  (name, text) => {
    const variables = { first: PAGE_SIZES[name] ?? 250, ids: [] };
    expect(queryCost(text, variables)).toBeLessThanOrEqual(OUR_COST_MAX);
    expect(queryCost(text, variables)).toBe(costOf(text, variables));
  },
);
