import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a set of documents touches: composite types by name, and the root fields that they call. */
export interface UsedTypes {
  readonly types: ReadonlySet<string>;
  readonly rootFields: ReadonlySet<string>;
}

export function findUsedTypes(schema: GraphQLSchema, documents: readonly DocumentNode[]): UsedTypes {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  const types = new Set<string>();
  const rootFields = new Set<string>();
  const info = new TypeInfo(schema);
  for (const document of documents) {
    visit(
      document,
      visitWithTypeInfo(info, {
        Field() {
          const parent = info.getParentType();
          const field = info.getFieldDef();
          if (!parent || !field) return;
          if (roots.has(parent.name)) rootFields.add(field.name);
          types.add(parent.name);
          const result = getNamedType(field.type);
          if (isCompositeType(result)) types.add(result.name);
        },
        InlineFragment() {
          const type = info.getType();
          if (type) types.add(getNamedType(type).name);
        },
        FragmentDefinition(node) {
          types.add(node.typeCondition.name.value);
        },
      }),
    );
  }
  return { types, rootFields };
}
