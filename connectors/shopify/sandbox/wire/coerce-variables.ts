import {
  getLocation,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import type { GraphErrorEntry } from './graph-errors.ts';

interface Problem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
  readonly message?: string;
}

/** A gid of Shopify, or the bare number that many arguments also take. */
const ID_SHAPE = /^(?:gid:\/\/[\w.-]+\/\w+\/\S+|\d+)$/;

/** Checks the variables of an operation and words what is wrong as Shopify does. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphErrorEntry[] {
  const errors: GraphErrorEntry[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined;
    if (type === undefined) continue;
    const value = variables[name];
    if (value === undefined && (definition.defaultValue !== undefined || !isNonNullType(type))) continue;
    const problems: Problem[] = [];
    findProblems(type, value ?? null, [], problems);
    if (problems.length === 0) continue;
    const inside = problems.filter((problem) => problem.path.length > 0);
    const detail = inside.map((problem) => `${problem.path.join('.')} (${problem.explanation})`).join(', ');
    const shownType = type.toString();
    errors.push({
      message: `Variable $${name} of type ${shownType} was provided invalid value${detail === '' ? '' : ` for ${detail}`}`,
      ...(definition.loc === undefined
        ? {}
        : {
            locations: [getLocation(definition.loc.source, definition.loc.start)].map(({ line, column }) => ({
              line,
              column,
            })),
          }),
      extensions: { code: 'INVALID_VARIABLE', value: value ?? null, problems },
    });
  }
  return errors;
}

function findProblems(
  type: GraphQLInputType,
  value: unknown,
  path: readonly (string | number)[],
  problems: Problem[],
): void {
  if (isNonNullType(type)) {
    if (value === null || value === undefined)
      problems.push({ path, explanation: 'Expected value to not be null' });
    else findProblems(type.ofType, value, path, problems);
    return;
  }
  if (value === null || value === undefined) return;
  if (isListType(type)) {
    const list = Array.isArray(value) ? value : [value];
    list.forEach((entry: unknown, index) => {
      findProblems(type.ofType, entry, [...path, index], problems);
    });
    return;
  }
  if (isInputObjectType(type)) {
    if (typeof value !== 'object') {
      problems.push({ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` });
      return;
    }
    const fields = type.getFields();
    for (const key of Object.keys(value)) {
      if (fields[key] === undefined) {
        problems.push({ path: [...path, key], explanation: `Field is not defined on ${type.name}` });
      }
    }
    const entries = new Map<string, unknown>(Object.entries(value));
    for (const field of Object.values(fields)) {
      if (!entries.has(field.name) && field.defaultValue !== undefined) continue;
      findProblems(field.type, entries.get(field.name), [...path, field.name], problems);
    }
    return;
  }
  if (isEnumType(type)) {
    if (typeof value === 'string' && type.getValue(value) !== undefined) return;
    const names = type.getValues().map((entry) => entry.name);
    problems.push({
      path,
      explanation: `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}`,
    });
    return;
  }
  findScalarProblem(type.name, value, path, problems);
}

function findScalarProblem(
  name: string,
  value: unknown,
  path: readonly (string | number)[],
  problems: Problem[],
): void {
  const explain = (explanation: string, message?: string): void => {
    problems.push({ path, explanation, ...(message === undefined ? {} : { message }) });
  };
  const shown = JSON.stringify(value);
  if (name === 'ID') {
    if (typeof value === 'number' || (typeof value === 'string' && ID_SHAPE.test(value))) return;
    const message = `Invalid global id '${String(value)}'`;
    explain(message, message);
  } else if (name === 'Int') {
    if (!Number.isSafeInteger(value) || Math.abs(Number(value)) > 2_147_483_647) {
      explain(`Could not coerce value ${shown} to Int`);
    }
  } else if (name === 'Float' && typeof value !== 'number')
    explain(`Could not coerce value ${shown} to Float`);
  else if (name === 'Boolean' && typeof value !== 'boolean')
    explain(`Could not coerce value ${shown} to Boolean`);
  else if (name === 'String' && typeof value !== 'string')
    explain(`Could not coerce value ${shown} to String`);
}
