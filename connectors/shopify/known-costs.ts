import { type DocumentNode, type GraphQLSchema, Kind, visit } from 'graphql';
import type { Variables } from './selected-fields.ts';

interface KnownCosts {
  readonly schema: GraphQLSchema;
  /** The variables that decide what the document costs. */
  readonly deciding: readonly string[];
  readonly costs: Map<string, number>;
}

/** Page sizes are few; more values than this of one document mean that somebody makes them up. */
const COSTS_MAX = 100;
const SIZES = new Set(['first', 'last']);
const CONDITIONS = new Set(['skip', 'include']);

const known = new WeakMap<DocumentNode, KnownCosts>();

/** A document costs the same whenever its page sizes and its conditions are the same: it is walked once for each of them. */
export function knownCost(
  {
    schema,
    document,
    variables,
    operationName,
  }: {
    readonly schema: GraphQLSchema;
    readonly document: DocumentNode;
    readonly variables: Variables;
    readonly operationName: string | undefined;
  },
  find: () => number,
): number {
  let found = known.get(document);
  if (found?.schema !== schema) {
    found = { schema, deciding: decidingVariables(document), costs: new Map() };
    known.set(document, found);
  }
  const { deciding, costs } = found;
  // A variable that is left out has its default; one that is null has not.
  const given = deciding.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : []));
  const values = JSON.stringify([operationName ?? null, given]);
  const cost = costs.get(values) ?? find();
  if (costs.size >= COSTS_MAX) costs.clear();
  costs.set(values, cost);
  return cost;
}

function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const note = {
    Variable: ({ name }: { readonly name: { readonly value: string } }) => void names.add(name.value),
  };
  visit(document, {
    Argument: (node) => {
      if (SIZES.has(node.name.value) && node.value.kind === Kind.VARIABLE) names.add(node.value.name.value);
    },
    Directive: (node) => {
      if (CONDITIONS.has(node.name.value)) visit(node, note);
    },
  });
  return [...names];
}
