import {
  type ASTNode,
  type DocumentNode,
  getLocation,
  type GraphQLSchema,
  Kind,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GraphErrorEntry, Reporter } from './graph-errors.ts';
import { literalErrors } from './validate-literals.ts';

/**
 * Checks a document against the schema and answers as Shopify's server (graphql-ruby) words it. What only graphql-js
 * finds is reported in its own words with the code `validationError`.
 */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly GraphErrorEntry[] {
  const errors: GraphErrorEntry[] = [];
  const path: string[] = [];
  const report: Reporter['report'] = (node, at, message, extensions) => {
    errors.push({ message, locations: locationsOf(node), path: at, extensions });
  };
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: {
        enter(node) {
          path.push(node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`);
          reportUnusedVariables(node, document, report, path);
        },
        leave: () => void path.pop(),
      },
      FragmentDefinition: {
        enter: (node) => void path.push(`fragment ${node.name.value}`),
        leave: () => void path.pop(),
      },
      InlineFragment: {
        enter(node) {
          const type = node.typeCondition?.name.value;
          path.push(type === undefined ? '...' : `... on ${type}`);
          if (type !== undefined && schema.getType(type) === undefined) {
            const message = `No such type ${type}, so it can't be a fragment condition`;
            report(node, [...path], message, { code: 'undefinedType', typeName: type });
            return false;
          }
          return undefined;
        },
        leave: () => void path.pop(),
      },
      Field: {
        enter(node) {
          const name = node.name.value;
          path.push(node.alias?.value ?? name);
          const parent = info.getParentType();
          const field = info.getFieldDef();
          if (parent && !field) {
            const message = `Field '${name}' doesn't exist on type '${parent.name}'`;
            report(node, [...path], message, {
              code: 'undefinedField',
              typeName: parent.name,
              fieldName: name,
            });
            path.pop();
            return false;
          }
          if (field) literalErrors({ path: [...path], report }, node, field, 'Field');
          return undefined;
        },
        leave: () => void path.pop(),
      },
      Directive(node) {
        if (schema.getDirective(node.name.value)) return;
        const message = `Directive @${node.name.value} is not defined`;
        report(node, [...path], message, { code: 'undefinedDirective', directiveName: node.name.value });
      },
    }),
  );
  return errors.length > 0 ? errors : remainingErrors(schema, document);
}

/** Finer points that the walk above leaves to graphql-js. */
function remainingErrors(schema: GraphQLSchema, document: DocumentNode): readonly GraphErrorEntry[] {
  return validate(schema, document, specifiedRules, { maxErrors: 20 }).map((error) => ({
    message: error.message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    extensions: {
      code: /must have a selection|must not have a selection/.test(error.message)
        ? 'selectionMismatch'
        : 'validationError',
    },
  }));
}

function reportUnusedVariables(
  operation: Extract<DocumentNode['definitions'][number], { kind: Kind.OPERATION_DEFINITION }>,
  document: DocumentNode,
  report: Reporter['report'],
  path: readonly string[],
): void {
  const used = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION && definition !== operation) continue;
    visit(definition, {
      VariableDefinition: () => false,
      Variable: (node) => void used.add(node.name.value),
    });
  }
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    if (used.has(name)) continue;
    const title = operation.name?.value ?? `anonymous ${operation.operation}`;
    const message = `Variable $${name} is declared by ${title} but not used`;
    report(operation, [...path], message, { code: 'variableNotUsed', variableName: name });
  }
}

function locationsOf(node: ASTNode): readonly { readonly line: number; readonly column: number }[] {
  if (node.loc === undefined) return [];
  const { line, column } = getLocation(node.loc.source, node.loc.start);
  return [{ line, column }];
}
