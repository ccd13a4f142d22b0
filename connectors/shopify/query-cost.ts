import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { knownCost } from './known-costs.ts';
import { adminSchema } from './schema.ts';
import { argumentOf, createWalk, selectedFields, type Variables, type Walk } from './selected-fields.ts';

const MUTATION_COST = 10;
const CONNECTION_COST = 2;
/** Asking whether a count is exact costs nine points more. */
const COUNT_PRECISION_COST = 9;
const COST_MIN = 1;

/** Roots that cost something else than the rule says; found in recorded answers. */
export const rootCosts: Readonly<Record<string, number>> = {
  refundCreate: 20,
  orderCapture: 20,
  fileCreate: 20,
  productCreateMedia: 20,
  fulfillmentTrackingInfoUpdate: 50,
  customerSegmentMembersQueryCreate: 2,
};

/** Types whose objects cost nothing themselves. */
export const freeTypes: ReadonlySet<string> = new Set([
  'MoneyV2',
  'MoneyBag',
  'LocationAddress',
  'ShopAddress',
  'InventoryItemMeasurement',
]);

const parsed = new Map<string, DocumentNode>();
/** The connector has a few dozen operations; more texts than this mean that somebody builds them. */
const PARSED_MAX = 200;

/** What Shopify will reserve for one of our own operations. @throws GraphQLError when the text is no GraphQL. */
export function queryCost(operation: string, variables: Variables): number {
  let document = parsed.get(operation);
  if (document === undefined) {
    document = parse(operation);
    if (parsed.size >= PARSED_MAX) parsed.clear();
    parsed.set(operation, document);
  }
  return documentCost(adminSchema(), document, variables);
}

/**
 * The cost that Shopify calls `requestedQueryCost`, by the rule that was derived from thousands of recorded answers
 * (Shopify publishes only its outline): an object is 1, a connection grows with the logarithm of its page size, a
 * mutation is 10, an abstract type is its dearest case.
 */
export function documentCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string,
): number {
  return knownCost({ schema, document, variables, operationName }, () =>
    walkedCost(schema, document, variables, operationName),
  );
}

function walkedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName: string | undefined,
): number {
  const walk = createWalk(schema, document, variables, operationName);
  const isMutation = walk.operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) return COST_MIN;
  let cost = 0;
  for (const nodes of selectedFields(walk, root, [walk.operation.selectionSet]).values()) {
    cost += isMutation ? mutationCost(walk, root, nodes) : fieldCost(walk, root, nodes);
  }
  return Math.max(COST_MIN, cost);
}

/** The weight of a page: how often the cost of one node is counted. */
export function pageWeight(size: number): number {
  return size <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(size)));
}

function mutationCost(walk: Walk, root: GraphQLObjectType, nodes: readonly FieldNode[]): number {
  const [node] = nodes;
  const field = node === undefined ? undefined : root.getFields()[node.name.value];
  if (node === undefined || field === undefined) return 0;
  const payload = getNamedType(field.type);
  let cost = rootCosts[node.name.value] ?? MUTATION_COST;
  if (!isObjectType(payload)) return cost;
  for (const [, inner] of selectedFields(walk, payload, selectionSetsOf(nodes))) {
    const [first] = inner;
    const innerField = first === undefined ? undefined : payload.getFields()[first.name.value];
    const type = innerField === undefined ? undefined : getNamedType(innerField.type);
    if (type === undefined || !isCompositeType(type)) continue;
    // The payload's own objects are free, what they contain is not.
    cost += isConnection(type.name)
      ? fieldCost(walk, payload, inner)
      : childrenCost(walk, type, selectionSetsOf(inner));
  }
  return cost;
}

function fieldCost(walk: Walk, parent: GraphQLCompositeType, nodes: readonly FieldNode[]): number {
  const [node] = nodes;
  if (node === undefined || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
  const field = parent.getFields()[node.name.value];
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (type === undefined || !isCompositeType(type)) {
    return parent.name === 'Count' && node.name.value === 'precision' ? COUNT_PRECISION_COST : 0;
  }
  if (isConnection(type.name) && isObjectType(type)) return connectionCost(walk, type, nodes);
  const special = isRoot(walk, parent) ? rootCosts[node.name.value] : undefined;
  return (special ?? (freeTypes.has(type.name) ? 0 : 1)) + childrenCost(walk, type, selectionSetsOf(nodes));
}

function connectionCost(walk: Walk, type: GraphQLObjectType, nodes: readonly FieldNode[]): number {
  const [node] = nodes;
  let perNode = 0;
  let beside = 0;
  for (const [, inner] of selectedFields(walk, type, selectionSetsOf(nodes))) {
    const name = inner[0]?.name.value;
    if (name === 'pageInfo') continue;
    if (name === 'nodes') perNode += elementCost(walk, type, 'nodes', inner);
    else if (name === 'edges') perNode += edgesCost(walk, type, inner);
    else beside += fieldCost(walk, type, inner);
  }
  return (
    CONNECTION_COST +
    pageWeight(node === undefined ? 0 : pageSizeOf(node, walk.variables)) * (1 + perNode) +
    beside
  );
}

function edgesCost(walk: Walk, connection: GraphQLObjectType, nodes: readonly FieldNode[]): number {
  const field = connection.getFields()['edges'];
  const edge = field === undefined ? undefined : getNamedType(field.type);
  if (!isObjectType(edge)) return 0;
  let cost = 0;
  for (const [, inner] of selectedFields(walk, edge, selectionSetsOf(nodes))) {
    cost +=
      inner[0]?.name.value === 'node' ? elementCost(walk, edge, 'node', inner) : fieldCost(walk, edge, inner);
  }
  return cost;
}

function elementCost(
  walk: Walk,
  parent: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
): number {
  const field = parent.getFields()[name];
  const type = field === undefined ? undefined : getNamedType(field.type);
  return type !== undefined && isCompositeType(type) ? childrenCost(walk, type, selectionSetsOf(nodes)) : 0;
}

function childrenCost(walk: Walk, type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): number {
  const cases = isAbstractType(type) ? walk.schema.getPossibleTypes(type) : [type];
  return Math.max(
    0,
    ...cases.map((concrete) => {
      let cost = 0;
      for (const nodes of selectedFields(walk, concrete, sets).values())
        cost += fieldCost(walk, concrete, nodes);
      return cost;
    }),
  );
}

/** `first` or `last`; a connection without either is refused when it is executed. */
export function pageSizeOf(node: FieldNode, variables: Variables): number {
  const size = argumentOf(node, 'first', variables) ?? argumentOf(node, 'last', variables);
  return typeof size === 'number' ? size : 0;
}

export function selectionSetsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
}

export function isConnection(typeName: string): boolean {
  return typeName.endsWith('Connection');
}

function isRoot(walk: Walk, parent: GraphQLCompositeType): boolean {
  return parent === walk.schema.getQueryType();
}
