import { readFileSync } from 'node:fs';
import { buildSchema, parse, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import { adminSchema } from '#connectors/shopify/schema.ts';
import { generateAll } from './generate-all.ts';
import { pruneSchema } from './prune-schema.ts';

test('the generated files are those that the generator makes today', async () => {
  for (const [name, content] of await generateAll()) {
    const committed = readFileSync(new URL(`../generated/${name}`, import.meta.url), 'utf8');
    expect(committed === content, `${name} is old: run npm run generate`).toBe(true);
  }
}, 60_000);

test('the pruned schema is a valid schema', () => {
  expect(validateSchema(adminSchema())).toEqual([]);
});

test('pruning keeps what is touched with all that it needs, and nothing else', () => {
  const schema = buildSchema(`
    schema { query: QueryRoot mutation: Mutation }
    type QueryRoot { a(filter: Filter): A  b: B }
    type Mutation { change: A  other: B }
    input Filter { kind: Kind  nested: Filter }
    enum Kind { ONE TWO }
    interface Node { id: ID! }
    type A implements Node { id: ID!  name(style: Style = PLAIN): String  b: B }
    enum Style { PLAIN BOLD }
    type B implements Node { id: ID!  secret: String }
  `);
  const sdl = pruneSchema(schema, [parse('{ a { id } }'), parse('mutation { change { id } }')]);
  const pruned = buildSchema(sdl);
  expect(Object.keys(pruned.getTypeMap()).filter((name) => !name.startsWith('__'))).toEqual(
    expect.arrayContaining(['A', 'Filter', 'Kind', 'Style']),
  );
  expect(pruned.getType('B')).toBeUndefined();
  expect(pruned.getType('Node')).toBeUndefined();
  expect(sdl).toContain('name(style: Style = PLAIN)');
  expect(sdl).not.toContain('other');
});
