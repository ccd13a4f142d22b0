import { Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { GraphErrorEntry } from './graph-errors.ts';

const ARRAY_MAX = 250;

/** An input array of more than 250 entries is refused before anything runs. */
export function findLongArray(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphErrorEntry | undefined {
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    for (const argument of selection.arguments ?? []) {
      const path = [selection.name.value, argument.name.value];
      const found = longIn(plain(argument.value, variables), path);
      if (found === undefined) continue;
      return {
        message: `The input array size of ${found.size} is greater than the maximum allowed of ${ARRAY_MAX}.`,
        path: found.path,
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      };
    }
  }
  return undefined;
}

function longIn(
  value: unknown,
  path: readonly (string | number)[],
): { readonly size: number; readonly path: readonly (string | number)[] } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > ARRAY_MAX) return { size: value.length, path };
  for (const [key, entry] of Object.entries(value)) {
    const found = longIn(entry, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Only the shape matters here: written values other than lists, objects and variables are left out. */
function plain(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.LIST) return node.values.map((value) => plain(value, variables));
  if (node.kind !== Kind.OBJECT) return undefined;
  return Object.fromEntries(node.fields.map((field) => [field.name.value, plain(field.value, variables)]));
}
