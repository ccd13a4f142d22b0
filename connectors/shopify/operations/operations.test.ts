import {
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { expect, test } from 'vitest';
import { loadPublishedApi } from '#connectors/shopify/codegen/published-schema.ts';
import { adminSchema } from '#connectors/shopify/schema.ts';
import { allOperations } from './all.ts';

const { schema } = loadPublishedApi();

/** Refused by Shopify without an idempotency key (facts of 2026-10), as far as the connector could ever call them. */
const keyed = ['inventorySetQuantities', 'inventoryActivate', 'inventoryAdjustQuantities', 'refundCreate'];

/** Every connection that a document selects without asking whether there is more. */
function blindConnections(text: string): readonly string[] {
  const info = new TypeInfo(schema);
  const blind: string[] = [];
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field(node) {
        const type = getNamedType(info.getType() ?? undefined);
        if (!isObjectType(type) || !type.name.endsWith('Connection')) return;
        const names = (node.selectionSet?.selections ?? []).map((entry) =>
          entry.kind === Kind.FIELD ? entry.name.value : '',
        );
        if (!names.includes('pageInfo')) blind.push(node.name.value);
      },
    }),
  );
  return blind;
}

/** Mutations of a document that need a key and carry none from a variable. */
function unkeyedMutations(text: string): readonly string[] {
  const unkeyed: string[] = [];
  visit(parse(text), {
    Field(node) {
      if (!keyed.includes(node.name.value)) return;
      const directive = node.directives?.find((entry) => entry.name.value === 'idempotent');
      if (directive?.arguments?.[0]?.value.kind !== Kind.VARIABLE) unkeyed.push(node.name.value);
    },
  });
  return unkeyed;
}

const named = allOperations.map((text): [string, string] => [
  /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '',
  text,
]);

test('every operation has a name of its own', () => {
  const names = named.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(named)('%s is valid against the whole published schema and has no deprecated field', (_, text) => {
  const messages = (of: GraphQLSchema): readonly string[] =>
    [...validate(of, parse(text)), ...validate(of, parse(text), [NoDeprecatedCustomRule])].map(
      (e) => e.message,
    );
  expect(messages(schema)).toEqual([]);
  expect(messages(adminSchema())).toEqual([]);
});

test.each(named)('%s asks of each connection whether there is more', (_, text) => {
  expect(blindConnections(text)).toEqual([]);
});

test.each(named)('%s carries a key where Shopify wants one', (_, text) => {
  expect(unkeyedMutations(text)).toEqual([]);
});

test('the checks see what they are there for', () => {
  expect(blindConnections('{ orders(first: 1) { nodes { id } } }')).toEqual(['orders']);
  const set =
    'mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) { userErrors { code } } }';
  expect(unkeyedMutations(set)).toEqual(['inventorySetQuantities']);
  const deprecated = parse('{ order(id: "x") { totalPrice } }');
  expect(validate(schema, deprecated, [NoDeprecatedCustomRule])).toHaveLength(1);
});
