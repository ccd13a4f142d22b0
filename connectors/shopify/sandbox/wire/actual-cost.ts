import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import {
  freeTypes,
  isConnection,
  pageSizeOf,
  pageWeight,
  rootCosts,
  selectionSetsOf,
} from '#connectors/shopify/query-cost.ts';
import {
  createWalk,
  selectedFields,
  type Variables,
  type Walk,
} from '#connectors/shopify/selected-fields.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * What a call really cost: objects that are not there cost nothing, a page costs in proportion to the rows that came.
 * (How Shopify rounds is assumed; recorded answers agree within a point.)
 */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName: string | undefined,
  data: Data | null | undefined,
): number {
  if (!data) return 1;
  const walk = createWalk(schema, document, variables, operationName);
  const isMutation = walk.operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) return 1;
  let cost = 0;
  for (const [name, nodes] of selectedFields(walk, root, [walk.operation.selectionSet])) {
    if (isMutation) cost += mutationCost(walk, root, nodes, data[name]);
    else cost += valueCost(walk, root, nodes, data[name]);
  }
  return Math.max(1, Math.ceil(cost));
}

function mutationCost(
  walk: Walk,
  root: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  payload: unknown,
): number {
  const [node] = nodes;
  const base = rootCosts[node?.name.value ?? ''] ?? 10;
  if (node === undefined || !isObjectType(root) || !isData(payload)) return base;
  const field = root.getFields()[node.name.value];
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (!isObjectType(type)) return base;
  let cost = base;
  for (const [name, inner] of selectedFields(walk, type, selectionSetsOf(nodes))) {
    const full = valueCost(walk, type, inner, payload[name]);
    // The payload's own objects are free, and so are its user errors.
    cost += /userErrors$/i.test(name) ? 0 : Math.max(0, full - 1);
  }
  return cost;
}

function valueCost(
  walk: Walk,
  parent: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  value: unknown,
): number {
  const [node] = nodes;
  if (node === undefined || value === null || value === undefined) return 0;
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
  const field = parent.getFields()[node.name.value];
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (type === undefined || !isCompositeType(type)) {
    return parent.name === 'Count' && node.name.value === 'precision' ? 9 : 0;
  }
  const sets = selectionSetsOf(nodes);
  if (isConnection(type.name)) return pageCost(walk, type, nodes, value);
  const own = freeTypes.has(type.name) ? 0 : 1;
  if (!Array.isArray(value)) return own + (isData(value) ? objectCost(walk, type, sets, value) : 0);
  const children = value.map((entry: unknown) => (isData(entry) ? objectCost(walk, type, sets, entry) : 0));
  return children.length === 0 ? 0 : own + Math.max(...children);
}

function pageCost(
  walk: Walk,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  value: unknown,
): number {
  const [node] = nodes;
  if (!isData(value) || node === undefined) return 0;
  const size = pageSizeOf(node, walk.variables);
  let rows = 0;
  let perRows = 0;
  for (const [name, inner] of selectedFields(walk, type, selectionSetsOf(nodes))) {
    const isEdges = inner[0]?.name.value === 'edges';
    if (!isEdges && inner[0]?.name.value !== 'nodes') continue;
    const list = value[name];
    if (!Array.isArray(list) || !isObjectType(type)) continue;
    const field = type.getFields()[inner[0]?.name.value ?? ''];
    const element = field === undefined ? undefined : getNamedType(field.type);
    if (element === undefined || !isCompositeType(element)) continue;
    rows = Math.max(rows, list.length);
    for (const entry of list) if (isData(entry)) perRows += rowCost(walk, element, inner, entry, isEdges);
  }
  const weight = pageWeight(size);
  if (rows === 0) return 2;
  return 2 + Math.ceil(((rows + perRows) * weight) / size);
}

function rowCost(
  walk: Walk,
  element: GraphQLCompositeType,
  inner: readonly FieldNode[],
  entry: Data,
  isEdges: boolean,
): number {
  const cost = objectCost(walk, element, selectionSetsOf(inner), entry);
  // An edge is no object of its own: what it holds is the node, counted once.
  return isEdges ? Math.max(0, cost - 1) : cost;
}

function objectCost(
  walk: Walk,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  data: Data,
): number {
  const concrete = isAbstractType(type) ? concreteOf(walk, type, data) : [type];
  return Math.max(
    0,
    ...concrete.map((candidate) => {
      let cost = 0;
      for (const [name, nodes] of selectedFields(walk, candidate, sets)) {
        cost += valueCost(walk, candidate, nodes, data[name]);
      }
      return cost;
    }),
  );
}

function concreteOf(walk: Walk, type: GraphQLCompositeType, data: Data): readonly GraphQLCompositeType[] {
  const name = data['__typename'];
  const named = typeof name === 'string' ? walk.schema.getType(name) : undefined;
  if (isObjectType(named)) return [named];
  return isAbstractType(type) ? walk.schema.getPossibleTypes(type) : [type];
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
