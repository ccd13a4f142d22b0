import type { Query } from 'drizzle-orm';
import type {
  PgDatabase as Database,
  PgDialect,
  PgPreparedQuery as PreparedQuery,
  PgQueryResultHKT,
  PreparedQueryConfig,
  SelectedFieldsOrdered,
} from 'drizzle-orm/pg-core';
import { Column, Param, PgDatabase, PgPreparedQuery, PgSession, Placeholder, SQL } from './drizzle.ts';
import type { Connection, Row } from './connection.ts';

/** What a statement is executed with, by the names of its placeholders. */
export type Given = Readonly<Record<string, unknown>>;
type Decode = (value: unknown) => unknown;

export type StatementBuilder = Database<PgQueryResultHKT>;

/**
 * Drizzle's builders over one connection. Its own sessions trace, log, ask a cache and find out anew for every value of
 * every row how it is read; here that is found out once per statement, which is most of the cost of a small one.
 */
export function createStatementBuilder(connection: Connection, dialect: PgDialect): StatementBuilder {
  return new PgDatabase<PgQueryResultHKT>(dialect, new StatementSession(connection, dialect), undefined);
}

class StatementSession extends PgSession {
  readonly #connection: Connection;

  constructor(connection: Connection, dialect: PgDialect) {
    super(dialect);
    this.#connection = connection;
  }

  override prepareQuery<Config extends PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
  ): PreparedQuery<Config> {
    return new Statement<Config>(this.#connection, query, fields);
  }

  override transaction(): never {
    throw new Error('a transaction is begun by the ledger, around its session');
  }
}

class Statement<Config extends PreparedQueryConfig> extends PgPreparedQuery<Config> {
  readonly #connection: Connection;
  readonly #fill: (given: Given) => readonly unknown[];
  readonly #fields: SelectedFieldsOrdered | undefined;
  #read: ((row: Row) => unknown) | null = null;

  constructor(connection: Connection, query: Query, fields: SelectedFieldsOrdered | undefined) {
    super(query, undefined, undefined);
    this.#connection = connection;
    this.#fill = fillerOf(query.params, connection.standing);
    this.#fields = fields;
  }

  override async execute(given: Given = {}): Promise<Config['execute']> {
    const rows = await this.#connection.run(this.query.sql, this.#fill(given));
    if (this.#fields === undefined || rows.length === 0) return rows;
    this.#read ??= readerOf(this.#fields);
    return rows.map(this.#read);
  }
}

/** Puts the values in their places; `standing` ones are the connection's to give. */
export function fillerOf(
  params: readonly unknown[],
  standing: Connection['standing'],
): (given: Given) => readonly unknown[] {
  if (!params.some((param) => param instanceof Placeholder || param instanceof Param)) return () => params;
  const places = params.map((param) => placeOf(param, standing));
  return (given) => places.map((place) => place(given));
}

function placeOf(param: unknown, standing: Connection['standing']): (given: Given) => unknown {
  if (param instanceof Placeholder) {
    const own = standing[param.name];
    return own ?? ((given) => valueOf(given, param.name));
  }
  if (!(param instanceof Param) || !(param.value instanceof Placeholder)) return () => param;
  const { encoder, value } = param;
  return (given) => {
    const plain = valueOf(given, value.name);
    return plain === null ? null : encoder.mapToDriverValue(plain);
  };
}

function valueOf(given: Given, name: string): unknown {
  const value = given[name];
  if (value === undefined) throw new TypeError(`a statement was given no ${name}`);
  return value;
}

/** How a row of these columns becomes an object. */
function readerOf(fields: SelectedFieldsOrdered): (row: Row) => Record<string, unknown> {
  const columns = fields.map(({ path, field }) => {
    const [name] = path;
    if (name === undefined || path.length > 1)
      throw new TypeError('columns are selected under one name each');
    return { name, decode: decoderOf(field) };
  });
  return (row) => {
    const read: Record<string, unknown> = {};
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at];
      const value = row[at];
      if (column !== undefined)
        read[column.name] = value === null || column.decode === null ? value : column.decode(value);
    }
    return read;
  };
}

/** Null: the value is what the database gave. */
function decoderOf(field: SelectedFieldsOrdered[number]['field']): Decode | null {
  if (field instanceof Column) {
    const isPlain = field.mapFromDriverValue === Column.prototype.mapFromDriverValue;
    return isPlain ? null : (value) => field.mapFromDriverValue(value);
  }
  // Drizzle keeps what `mapWith` was given under a name that its types do not show.
  const decoder: unknown = Reflect.get(field instanceof SQL.Aliased ? field.sql : field, 'decoder');
  return isDecoder(decoder) ? (value) => decoder.mapFromDriverValue(value) : null;
}

function isDecoder(value: unknown): value is { readonly mapFromDriverValue: Decode } {
  return typeof value === 'object' && value !== null && 'mapFromDriverValue' in value;
}
