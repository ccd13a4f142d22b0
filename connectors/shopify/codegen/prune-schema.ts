import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  type TypeNode,
} from 'graphql';
import { findUsedTypes } from './used-types.ts';

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const keptDirectives = new Set(['idempotent']);

/**
 * The part of a schema that `documents` touch: of the root types the fields that are called, of every other touched type
 * all fields that lead to a leaf or to a touched type, and everything that their arguments need. Without descriptions.
 */
export function pruneSchema(schema: GraphQLSchema, documents: readonly DocumentNode[]): string {
  const { types: touched, rootFields } = findUsedTypes(schema, documents);
  const definitions = new Map<string, DefinitionNode>();
  const directives: DefinitionNode[] = [];
  for (const definition of parse(printSchema(schema), { noLocation: true }).definitions) {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) {
      if (keptDirectives.has(definition.name.value)) directives.push(definition);
    } else if ('name' in definition && definition.name !== undefined) {
      definitions.set(definition.name.value, definition);
    }
  }
  const roots = new Set([schema.getQueryType()?.name ?? '', schema.getMutationType()?.name ?? '']);
  const composites = keepComposites(definitions, touched, roots, rootFields);
  const inputs = closeInputs(definitions, composites);
  const kept = [...composites.values(), ...inputs.values()].toSorted(byName);
  return [schemaLine(schema), ...directives, ...kept]
    .map((node) => (typeof node === 'string' ? node : print(bare(node))))
    .join('\n\n');
}

function schemaLine(schema: GraphQLSchema): string {
  const [query = '', mutation = ''] = [schema.getQueryType()?.name, schema.getMutationType()?.name];
  return `schema {\n  query: ${query}\n  mutation: ${mutation}\n}`;
}

/** Cuts fields, interfaces and union members to what is kept, until nothing changes any more. */
function keepComposites(
  definitions: ReadonlyMap<string, DefinitionNode>,
  touched: ReadonlySet<string>,
  roots: ReadonlySet<string>,
  rootFields: ReadonlySet<string>,
): Map<string, DefinitionNode> {
  const names = new Set([...touched].filter((name) => definitions.has(name)));
  for (;;) {
    const kept = new Map<string, DefinitionNode>();
    for (const name of names) {
      const cut = cutComposite(definitions.get(name), { definitions, names, roots, rootFields });
      if (cut !== undefined) kept.set(name, cut);
    }
    const size = names.size;
    for (const name of names) if (!kept.has(name)) names.delete(name);
    if (names.size === size) return kept;
  }
}

interface Keeping {
  readonly definitions: ReadonlyMap<string, DefinitionNode>;
  readonly names: ReadonlySet<string>;
  readonly roots: ReadonlySet<string>;
  readonly rootFields: ReadonlySet<string>;
}

function cutComposite(definition: DefinitionNode | undefined, keeping: Keeping): DefinitionNode | undefined {
  if (definition === undefined) return undefined;
  if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
    const types = definition.types?.filter((type) => keeping.names.has(type.name.value)) ?? [];
    return types.length === 0 ? undefined : { ...definition, types };
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    return undefined;
  }
  const fields = (definition.fields ?? []).filter((field) => keepsField(definition, field, keeping));
  if (fields.length === 0) return undefined;
  const interfaces = definition.interfaces?.filter((type) => keeping.names.has(type.name.value)) ?? [];
  return { ...definition, fields, interfaces };
}

function keepsField(type: FieldsType, field: FieldDefinitionNode, keeping: Keeping): boolean {
  if (keeping.roots.has(type.name.value)) return keeping.rootFields.has(field.name.value);
  const result = nameOf(field.type);
  const definition = keeping.definitions.get(result);
  // Not among the definitions: one of the five scalars that every schema has.
  const isLeaf =
    definition === undefined ||
    definition.kind === Kind.SCALAR_TYPE_DEFINITION ||
    definition.kind === Kind.ENUM_TYPE_DEFINITION;
  return isLeaf || keeping.names.has(result);
}

/** Everything that is not composite and that the kept fields name: arguments' inputs, enums, scalars. */
function closeInputs(
  definitions: ReadonlyMap<string, DefinitionNode>,
  composites: ReadonlyMap<string, DefinitionNode>,
): Map<string, DefinitionNode> {
  const kept = new Map<string, DefinitionNode>();
  const waiting: InputValueDefinitionNode['type'][] = [];
  for (const definition of composites.values()) {
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      waiting.push(field.type);
      if ('arguments' in field) waiting.push(...(field.arguments ?? []).map((argument) => argument.type));
    }
  }
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    const name = nameOf(type);
    const definition = definitions.get(name);
    if (definition === undefined || kept.has(name) || composites.has(name)) continue;
    kept.set(name, definition);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      waiting.push(...(definition.fields ?? []).map((field) => field.type));
    }
  }
  return kept;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function byName(left: DefinitionNode, right: DefinitionNode): number {
  const nameOfDefinition = (node: DefinitionNode): string => ('name' in node ? (node.name?.value ?? '') : '');
  return nameOfDefinition(left) < nameOfDefinition(right) ? -1 : 1;
}

/** Without descriptions; a reason for a deprecation stays, because the checks read it. */
function bare<Node extends DefinitionNode>(node: Node): Node {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key === 'description' ? undefined : value)),
  ) as Node;
}
