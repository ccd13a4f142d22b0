import { isStored, type Model } from './model.ts';
import type { Table } from './storage.ts';
import type { Json, Row } from './values.ts';

const nothing: ReadonlySet<number> = new Set();

/** An empty table with the indexes that the model's fields ask for. */
export function createTable(model: Model): Table {
  const rows = new Map<number, Row>();
  const commits = new Map<number, number>();
  const indexes = new Map<string, Map<Json, Set<number>>>();
  let lastId = 0;
  for (const [name, field] of Object.entries(model.fields)) {
    if (isStored(field) && (field.type === 'many2one' || field.indexed === true))
      indexes.set(name, new Map());
  }

  const reindex = (id: number, before: Row | undefined, after: Row | undefined): void => {
    for (const [field, index] of indexes) {
      const old = before?.[field];
      const now = after?.[field];
      if (old === now && before !== undefined && after !== undefined) continue;
      if (before !== undefined && old !== undefined) index.get(old)?.delete(id);
      if (after !== undefined && now !== undefined) {
        const ids = index.get(now);
        if (ids === undefined) index.set(now, new Set([id]));
        else ids.add(id);
      }
    }
  };
  return {
    rows,
    nextId() {
      lastId += 1;
      return lastId;
    },
    set(id, row) {
      const before = rows.get(id);
      reindex(id, before, row);
      if (row === undefined) rows.delete(id);
      else rows.set(id, row);
      if (id > lastId) lastId = id;
    },
    lookup(field, value) {
      return indexes.has(field) ? (indexes.get(field)?.get(value) ?? nothing) : undefined;
    },
    isIndexed: (field) => indexes.has(field),
    changedAt: (id) => commits.get(id) ?? 0,
    markChanged(id, commit) {
      commits.set(id, commit);
    },
  };
}
