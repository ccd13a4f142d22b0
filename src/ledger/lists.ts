import type { Column, SQL } from 'drizzle-orm';
import { inArray, sql } from './drizzle.ts';

/** `column IN (...)`, filled up to a power of two with its last value, so that few texts of one statement exist and stay prepared. */
export function isOneOf(column: Column, values: readonly string[]): SQL {
  return inArray(column, filledUp(values));
}

/** The same in a statement that is prepared for a list of this size; `listed` are the values it is executed with. */
export function isOneOfListed(column: Column, size: number): SQL {
  return inArray(
    column,
    Array.from({ length: size }, (_, at) => sql.placeholder(`one${at}`)),
  );
}

export function listed<Value extends string | number>(
  values: readonly Value[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(filledUp(values).map((value, at) => [`one${at}`, value]));
}

/** Of how many values the statement is that takes this many. */
export function listSize(values: readonly unknown[]): number {
  return 2 ** Math.ceil(Math.log2(values.length));
}

/** One statement per shape, such as the size of its list or the columns it sets, prepared at its first use. */
export function preparedPer<Shape extends number | string, Statement>(
  prepare: (shape: Shape) => Statement,
): (shape: Shape) => Statement {
  const prepared = new Map<Shape, Statement>();
  return (shape) => {
    const known = prepared.get(shape) ?? prepare(shape);
    prepared.set(shape, known);
    return known;
  };
}

/** Which fields were given, as a shape for `preparedPer`. */
export function namesOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.keys(fields)
    .filter((name) => fields[name] !== undefined)
    .toSorted()
    .join(' ');
}

/** An object of the fields of such a shape. */
export function pick<Value>(
  names: string,
  valueOf: (name: string) => Value,
): Readonly<Record<string, Value>> {
  const given = names === '' ? [] : names.split(' ');
  return Object.fromEntries(given.map((name) => [name, valueOf(name)]));
}

function filledUp<Value>(values: readonly Value[]): Value[] {
  const last = values.at(-1);
  if (last === undefined)
    throw new RangeError('an empty list selects nothing and must not become a statement');
  const size = listSize(values);
  return [...values, ...Array.from({ length: size - values.length }, () => last)];
}
