import { bigint, customType, text } from '../drizzle.ts';

// The tables are written once, in PostgreSQL's words, and serve both databases: only text and whole numbers are used,
// which mean the same in SQLite.

/** Row number: given by the database, orders rows by their insertion. */
export function rowId() {
  return bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity();
}

/** A whole number: units, minor units, epoch milliseconds, sequences. */
export function whole<Name extends string>(name: Name) {
  return bigint(name, { mode: 'number' });
}

/** A text that is compared byte for byte: ids, names, keys. */
export function key<Name extends string>(name: Name) {
  return text(name);
}

/** Yes or no, kept as 1 or 0. */
export const flag = customType<{ data: boolean; driverData: number }>({
  dataType: () => 'bigint',
  toDriver: (value) => (value ? 1 : 0),
  fromDriver: (value) => value === 1,
});

/** A value of ours as JSON text. What is read was written by this program, so its shape is not checked again. */
export function json<Value>(name: string) {
  return customType<{ data: Value; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as Value,
  })(name);
}
