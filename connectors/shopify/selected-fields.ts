import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** One operation ready to be walked: its fragments by name, its variables with their defaults. */
export interface Walk {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/** @throws {TypeError} when the document has no operation of this name, or no name is given and it has several. */
export function createWalk(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string,
): Walk {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const operation =
    operationName === undefined
      ? operations[0]
      : operations.find((candidate) => candidate.name?.value === operationName);
  if (operation === undefined) throw new TypeError('the document has no such operation');
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map((definition) => [
      definition.variable.name.value,
      definition.defaultValue === undefined ? undefined : valueOf(definition.defaultValue, {}),
    ]),
  );
  return { schema, operation, fragments, variables: { ...defaults, ...variables } };
}

/** What a selection says about one concrete type, by the name in the answer. One name may be selected several times. */
export function selectedFields(
  walk: Walk,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  for (const set of sets) collect(walk, type, set, found);
  return found;
}

function collect(
  walk: Walk,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  found: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (isLeftOut(selection.directives ?? [], walk.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const same = found.get(name);
      if (same === undefined) found.set(name, [selection]);
      else same.push(selection);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    if (applies(walk.schema, type, fragment.typeCondition?.name.value)) {
      collect(walk, type, fragment.selectionSet, found);
    }
  }
}

function applies(schema: GraphQLSchema, type: GraphQLCompositeType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return (
    wanted !== undefined && isAbstractType(wanted) && !isAbstractType(type) && schema.isSubType(wanted, type)
  );
}

function isLeftOut(directives: readonly DirectiveNode[], variables: Variables): boolean {
  return directives.some((directive) => {
    const condition = argumentOf(directive, 'if', variables);
    return directive.name.value === 'skip'
      ? condition === true
      : directive.name.value === 'include' && condition === false;
  });
}

/** The value of an argument, with variables put in; undefined when it is not given. */
export function argumentOf(
  node: Pick<FieldNode | DirectiveNode, 'arguments'>,
  name: string,
  variables: Variables,
): unknown {
  const argument = node.arguments?.find((candidate) => candidate.name.value === name);
  return argument === undefined ? undefined : valueOf(argument.value, variables);
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.ENUM:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, valueOf(field.value, variables)]),
      );
  }
}
