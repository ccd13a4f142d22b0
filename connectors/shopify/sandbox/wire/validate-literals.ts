import {
  type ArgumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  print,
  type ValueNode,
  valueFromAST,
} from 'graphql';
import type { Reporter } from './graph-errors.ts';

/** The owner of an argument, as the message names it. */
interface Owner {
  readonly kind: 'Field' | 'InputObject';
  readonly name: string;
}

/** Arguments that are missing, unknown, or written with a value that does not fit. Variables are checked at run time. */
export function literalErrors(
  reporter: Reporter,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  kind: 'Field',
): void {
  const owner: Owner = { kind, name: node.name.value };
  const given = new Map((node.arguments ?? []).map((argument) => [argument.name.value, argument]));
  for (const argument of node.arguments ?? []) {
    const definition = field.args.find((candidate) => candidate.name === argument.name.value);
    if (definition === undefined) reportUnknown(reporter, argument, owner);
    else checkValue(reporter, argument, definition, owner);
  }
  const missing = field.args.filter((argument) => isRequiredArgument(argument) && !given.has(argument.name));
  if (missing.length === 0) return;
  const names = missing.map((argument) => argument.name).join(', ');
  const message = `Field '${owner.name}' is missing required arguments: ${names}`;
  reporter.report(node, reporter.path, message, {
    code: 'missingRequiredArguments',
    className: 'Field',
    name: owner.name,
    arguments: names,
  });
}

function reportUnknown(
  reporter: Reporter,
  node: ArgumentNode | { readonly name: { readonly value: string }; readonly kind: Kind.OBJECT_FIELD },
  owner: Owner,
): void {
  const name = node.name.value;
  const message = `${owner.kind} '${owner.name}' doesn't accept argument '${name}'`;
  reporter.report(node as ArgumentNode, [...reporter.path, name], message, {
    code: 'argumentNotAccepted',
    name: owner.name,
    typeName: owner.kind,
    argumentName: name,
  });
}

function checkValue(
  reporter: Reporter,
  node: { readonly name: { readonly value: string }; readonly value: ValueNode },
  definition: GraphQLArgument | GraphQLInputField,
  owner: Owner,
): void {
  const inner: Reporter = { path: [...reporter.path, node.name.value], report: reporter.report };
  const before = checkInside(inner, node.value, definition.type);
  if (before || fits(node.value, definition.type)) return;
  const message = `Argument '${node.name.value}' on ${owner.kind} '${owner.name}' has an invalid value (${print(node.value)}). Expected type '${definition.type.toString()}'.`;
  reporter.report(node.value, inner.path, message, {
    code: 'argumentLiteralsIncompatible',
    typeName: owner.kind,
    argumentName: node.name.value,
  });
}

/** Looks into written objects and lists. True when something inside was reported. */
function checkInside(reporter: Reporter, value: ValueNode, type: GraphQLInputType): boolean {
  const nullable = getNullableType(type);
  if (value.kind === Kind.LIST && isListType(nullable)) {
    return value.values.map((entry) => checkInside(reporter, entry, nullable.ofType)).some(Boolean);
  }
  const named = getNamedType(type);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return false;
  let reported = false;
  const counting: Reporter = {
    path: reporter.path,
    report(...args) {
      reported = true;
      reporter.report(...args);
    },
  };
  const fields = named.getFields();
  const owner: Owner = { kind: 'InputObject', name: named.name };
  for (const entry of value.fields) {
    const field = fields[entry.name.value];
    if (field === undefined) reportUnknown(counting, entry, owner);
    else checkValue(counting, entry, field, owner);
  }
  const given = new Set(value.fields.map((entry) => entry.name.value));
  for (const field of Object.values(fields)) {
    if (!isRequiredInputField(field) || given.has(field.name)) continue;
    const argumentType = field.type.toString();
    const message = `Argument '${field.name}' on InputObject '${named.name}' is required. Expected type ${argumentType}`;
    counting.report(value, [...counting.path, field.name], message, {
      code: 'missingRequiredInputObjectAttribute',
      argumentName: field.name,
      argumentType,
      inputObjectType: named.name,
    });
  }
  return reported;
}

function fits(value: ValueNode, type: GraphQLInputType): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.NULL) return !isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const entries = value.kind === Kind.LIST ? value.values : [value];
    return entries.every((entry) => fits(entry, nullable.ofType));
  }
  if (isInputObjectType(nullable)) return value.kind === Kind.OBJECT;
  if (isEnumType(nullable)) return value.kind === Kind.ENUM && nullable.getValue(value.value) !== undefined;
  return valueFromAST(value, nullable) !== undefined;
}
