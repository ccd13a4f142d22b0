import type { Database, Transaction } from './storage.ts';
import type { Json, JsonObject, Row, Values } from './values.ts';

export type Version = 17 | 18 | 19;

/** Everything a rule needs to know about the call it runs in. */
export interface Env {
  readonly db: Database;
  readonly registry: Registry;
  readonly version: Version;
  readonly transaction: Transaction;
  readonly uid: number;
  readonly context: JsonObject;
  /** The wall clock inside the transaction, which is later than its start. */
  readonly nowMicros: () => number;
  /** Rules of access do not hold for the server's own work. */
  readonly isSuperuser: boolean;
}

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'many2one'
  | 'one2many'
  | 'many2many';

/** One field. A field with `compute` is not stored: it is worked out whenever it is read, searched or sorted. */
export interface Field {
  readonly type: FieldType;
  readonly label: string;
  /** The other model, for relations. */
  readonly relation?: string;
  /** one2many only: the many2one on the other model. */
  readonly inverse?: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly selection?: readonly (readonly [key: string, label: string])[];
  /** Decimals kept on write; floats without it keep everything. */
  readonly digits?: number;
  /** Searches by equality use a map instead of a scan. many2one fields always do. */
  readonly indexed?: boolean;
  readonly compute?: (env: Env, row: Row) => Json;
  readonly fallback?: Json;
  /** The sandbox's own bookkeeping; clients do not see it. */
  readonly isInternal?: boolean;
  /** What the deletion of the record pointed at does; `restrict` refuses it. */
  readonly whenTargetGoes?: 'restrict' | 'cascade' | 'clear';
}

export interface MethodCall {
  readonly env: Env;
  readonly model: Model;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, Json>>;
}

/** A public method. `undefined` as its result is Python's None. */
export interface Method {
  /** Names after `self`, in order, for positional calls. */
  readonly params: readonly string[];
  /** How many of `params` must be given. */
  readonly required?: number;
  /** Whether the first positional argument is the list of ids. */
  readonly onRecords: boolean;
  /** The right that the caller needs on the model, and on the records when `onRecords`. */
  readonly needs: 'read' | 'write' | 'create' | 'unlink' | 'none';
  run(call: MethodCall): Json | undefined;
}

/** A model: its fields, and the business rules around creating, writing and deleting. */
export interface Model {
  readonly name: string;
  readonly title: string;
  /** The Python class name, which shows in messages about wrong arguments. */
  readonly className: string;
  readonly order: string;
  readonly fields: Readonly<Record<string, Field>>;
  nameOf?(env: Env, row: Row): string;
  /** Ids that a text cell of `load` may mean, best first. The default compares the name field. */
  findByText?(env: Env, text: string): readonly number[];
  /** Completes the values of a new record, before they are stored. Relation commands have been taken out. */
  prepare?(env: Env, values: Values, commands: Values): Values;
  /** After the record and its children exist. */
  created?(env: Env, row: Row, given: Values): void;
  /** Before a write; may refuse, and may change the values. */
  writing?(env: Env, rows: readonly Row[], values: Values): Values;
  written?(env: Env, rows: readonly Row[], values: Values): void;
  unlinking?(env: Env, rows: readonly Row[]): void;
  unlinked?(env: Env, rows: readonly Row[]): void;
  readonly methods?: Readonly<Record<string, Method>>;
}

export type Registry = ReadonlyMap<string, Model>;

/** The fields that every model has besides its own. */
export const magicFields: Readonly<Record<string, Field>> = {
  id: { type: 'integer', label: 'ID', readonly: true },
  create_date: { type: 'datetime', label: 'Created on', readonly: true },
  write_date: { type: 'datetime', label: 'Last Updated on', readonly: true },
  create_uid: { type: 'many2one', label: 'Created by', relation: 'res.users', readonly: true },
  write_uid: { type: 'many2one', label: 'Last Updated by', relation: 'res.users', readonly: true },
};

export function isStored(field: Field): boolean {
  return field.compute === undefined && field.type !== 'one2many';
}

/** A method on records that anybody with write access may call: the shape of most buttons. */
export function button(run: (env: Env, ids: readonly number[]) => Json | undefined): Method {
  return { params: [], onRecords: true, needs: 'write', run: ({ env, ids }) => run(env, ids) };
}
