import { isStored, type Model } from './model.ts';
import type { Table } from './storage.ts';
import type { Json, Row } from './values.ts';

const nothing: ReadonlySet<number> = new Set();

interface Contents {
  readonly rows: Map<number, Row>;
  readonly commits: Map<number, number>;
  readonly indexes: ReadonlyMap<string, Map<Json, Set<number>>>;
  readonly lastId: number;
}

/** An empty table with the indexes that the model's fields ask for. */
export function createTable(model: Model): Table {
  const indexes = new Map<string, Map<Json, Set<number>>>();
  for (const [name, field] of Object.entries(model.fields)) {
    if (isStored(field) && (field.type === 'many2one' || field.indexed === true))
      indexes.set(name, new Map());
  }
  return tableOf({ rows: new Map(), commits: new Map(), indexes, lastId: 0 });
}

function tableOf({ rows, commits, indexes, lastId: lastIdBefore }: Contents): Table {
  let lastId = lastIdBefore;
  /** Sets of ids that no copy shares. */
  let own = new WeakSet<Set<number>>();

  const idsToChange = (index: Map<Json, Set<number>>, value: Json): Set<number> => {
    const ids = index.get(value);
    if (ids !== undefined && own.has(ids)) return ids;
    const mine = new Set(ids);
    own.add(mine);
    index.set(value, mine);
    return mine;
  };
  const reindex = (id: number, before: Row | undefined, after: Row | undefined): void => {
    for (const [field, index] of indexes) {
      const old = before?.[field];
      const now = after?.[field];
      if (old === now && before !== undefined && after !== undefined) continue;
      if (before !== undefined && old !== undefined && index.has(old)) idsToChange(index, old).delete(id);
      if (after !== undefined && now !== undefined) idsToChange(index, now).add(id);
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
    copy() {
      own = new WeakSet();
      return tableOf({
        rows: new Map(rows),
        commits: new Map(commits),
        indexes: new Map([...indexes].map(([field, index]) => [field, new Map(index)])),
        lastId,
      });
    },
  };
}
