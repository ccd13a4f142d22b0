import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Step } from './read-steps.ts';
import { typeOf } from './translate.ts';

type Field = GraphQLField<unknown, unknown>;

/** Reads under a name of the recorder's own are told by what they found. */
const rootsById: ReadonlyMap<string, string> = new Map([
  ['Order', 'order'],
  ['Product', 'product'],
  ['ProductVariant', 'productVariant'],
  ['InventoryItem', 'inventoryItem'],
  ['Location', 'location'],
  ['Fulfillment', 'fulfillment'],
  ['FulfillmentOrder', 'fulfillmentOrder'],
]);

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : undefined;
}

/**
 * A document that asks for exactly what a recorded answer shows, for recordings that kept only the answer. Arguments
 * are those of the recorded variables that have their names. Undefined when the schema does not know a field, or an
 * argument cannot be guessed.
 */
export function documentOfAnswer(schema: GraphQLSchema, step: Step): string | undefined {
  const { data } = step.answer;
  if (typeof data !== 'object' || data === null) return undefined;
  const entries = Object.entries(data);
  const [first] = entries;
  const mutation = schema.getMutationType();
  const query = schema.getQueryType();
  const root = first !== undefined && mutation?.getFields()[first[0]] !== undefined ? mutation : query;
  if (!root) return undefined;
  const used = new Map<string, string>();
  const fields = entries.map(([name, value]) => {
    const id = idOf(value);
    const fieldName = root.getFields()[name] === undefined ? rootsById.get(typeOf(id ?? '')) : name;
    const field = root.getFields()[fieldName ?? ''];
    if (field === undefined) return undefined;
    const given = rootArguments(field, step.variables, used, id, root === mutation);
    const selection = selectionOf(field, value);
    return given === undefined || selection === undefined
      ? undefined
      : `${name}: ${field.name}${given}${selection}`;
  });
  if (fields.includes(undefined)) return undefined;
  const declared = [...used].map(([name, type]) => `$${name}: ${type}`).join(', ');
  const kind = root === mutation ? 'mutation' : 'query';
  return `${kind} Recorded${declared === '' ? '' : `(${declared})`} { ${fields.join(' ')} }`;
}

function rootArguments(
  field: Field,
  variables: Readonly<Record<string, unknown>>,
  used: Map<string, string>,
  id: string | undefined,
  isMutation: boolean,
): string | undefined {
  const parts: string[] = [];
  for (const argument of field.args) {
    if (argument.name in variables) {
      used.set(argument.name, argument.type.toString());
      parts.push(`${argument.name}: $${argument.name}`);
    } else if (argument.name === 'id' && id !== undefined) parts.push(`id: "${id}"`);
    else if (isRequiredArgument(argument)) return undefined;
  }
  if (parts.length === 0 && field.args.some((argument) => argument.name === 'first'))
    parts.push('first: 250');
  // A call that changes something is not known without what it was given.
  if (parts.length === 0 && isMutation) return undefined;
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

function selectionOf(field: Field, value: unknown): string | undefined {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return '';
  const rows = [value].flat(2).filter((row): row is object => typeof row === 'object' && row !== null);
  if (rows.length === 0) return ' { __typename }';
  if (isUnionType(type)) return unionSelection(type, rows);
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  return fieldsOf(type, rows);
}

function unionSelection(type: GraphQLUnionType, rows: readonly object[]): string | undefined {
  const parts = ['__typename'];
  for (const member of type.getTypes()) {
    const mine = rows.filter((row) => '__typename' in row && row.__typename === member.name);
    const inner = mine.length === 0 ? '' : fieldsOf(member, mine);
    if (inner === undefined) return undefined;
    if (inner !== '') parts.push(`... on ${member.name}${inner}`);
  }
  return ` { ${parts.join(' ')} }`;
}

function fieldsOf(
  type: GraphQLObjectType | GraphQLInterfaceType,
  rows: readonly object[],
): string | undefined {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const parts: string[] = [];
  for (const name of names) {
    if (name === '__typename') {
      parts.push(name);
      continue;
    }
    const inner = type.getFields()[name];
    const values = rows.map((row) => new Map<string, unknown>(Object.entries(row)).get(name));
    const nested = inner === undefined ? undefined : selectionOf(inner, values);
    const given = inner === undefined ? undefined : innerArguments(inner, values);
    if (nested === undefined || given === undefined) return undefined;
    parts.push(`${name}${given}${nested}`);
  }
  return ` { ${parts.join(' ')} }`;
}

function innerArguments(field: Field, values: readonly unknown[]): string | undefined {
  const required = field.args.filter(isRequiredArgument);
  if (required.length === 1 && required[0]?.name === 'names') {
    const names = values
      .flat()
      .flatMap((entry) =>
        typeof entry === 'object' && entry !== null && 'name' in entry ? [String(entry.name)] : [],
      );
    return `(names: ${JSON.stringify([...new Set(names)])})`;
  }
  if (required.length > 0) return undefined;
  const type = getNullableType(field.type).toString();
  return type.endsWith('Connection') && field.args.some((argument) => argument.name === 'first')
    ? '(first: 100)'
    : '';
}
