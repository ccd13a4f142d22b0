import { SerializationError } from './errors.ts';
import type { Registry } from './model.ts';
import type { Database, Table, Transaction } from './storage.ts';
import { createTable } from './table.ts';

export function createDatabase(registry: Registry): Database {
  const tables = new Map([...registry.values()].map((model) => [model.name, createTable(model)]));
  return databaseOf(tables, new Map(), 0);
}

function databaseOf(
  tables: ReadonlyMap<string, Table>,
  numbers: Map<string, number>,
  commitsBefore: number,
): Database {
  const listeners: ((transaction: Transaction) => void)[] = [];
  let commits = commitsBefore;
  return {
    table(name) {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`the sandbox has no table for ${name}`);
      return table;
    },
    has: (name) => tables.has(name),
    commits: () => commits,
    begin: ({ startedAtMicros, cause, snapshot }) => ({
      startedAtMicros,
      snapshot: snapshot ?? commits,
      cause,
      undo: [],
      touched: new Map(),
    }),
    put(transaction, table, id, row) {
      if (table.changedAt(id) > transaction.snapshot) throw new SerializationError();
      const before = table.rows.get(id);
      transaction.undo.push(() => {
        table.set(id, before);
      });
      const ids = transaction.touched.get(table);
      if (ids === undefined) transaction.touched.set(table, new Set([id]));
      else ids.add(id);
      table.set(id, row);
    },
    rollback(transaction, steps = 0) {
      while (transaction.undo.length > steps) transaction.undo.pop()?.();
    },
    commit(transaction) {
      if (transaction.undo.length === 0) return;
      commits += 1;
      for (const [table, ids] of transaction.touched) for (const id of ids) table.markChanged(id, commits);
      for (const listener of listeners) listener(transaction);
    },
    nextNumber(sequence) {
      const next = (numbers.get(sequence) ?? 0) + 1;
      numbers.set(sequence, next);
      return next;
    },
    onCommit(listener) {
      listeners.push(listener);
    },
    copy: () =>
      databaseOf(
        new Map([...tables].map(([name, table]) => [name, table.copy()])),
        new Map(numbers),
        commits,
      ),
  };
}
