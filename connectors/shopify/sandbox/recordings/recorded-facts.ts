import { typeOf } from './translate.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a recording shows of records, by id: for each the first thing said of each of its fields. */
export interface RecordedFacts {
  has(id: string): boolean;
  field(id: string, name: string): unknown;
  /** Whether a field of the record was ever shown as this. */
  everSaid(id: string, name: string, value: unknown): boolean;
  /** The first record of a type that points at this id by a field, `InventoryItem` -> its variant. */
  ownerOf(id: string, type: string): string | undefined;
  /** What an item had at a location before the recording changed it. */
  firstQuantity(itemId: string, locationId: string): number | undefined;
}

/** Reads every answer of a recording, those of the recorder's own questions too: they come first in time. */
export function readFacts(recording: unknown): RecordedFacts {
  const fields = new Map<string, Map<string, unknown>>();
  const owners = new Map<string, Map<string, string>>();
  const firsts = new Map<string, number>();
  const sayings = new Set<string>();

  const note = (record: Json, id: string): void => {
    const known = fields.get(id) ?? new Map<string, unknown>();
    fields.set(id, known);
    for (const [name, value] of Object.entries(record)) {
      if (!known.has(name)) known.set(name, value);
      if (typeof value === 'boolean') sayings.add(`${id} ${name} ${value}`);
      for (const child of directIds(value)) {
        const byType = owners.get(child) ?? new Map<string, string>();
        owners.set(child, byType);
        if (!byType.has(typeOf(id))) byType.set(typeOf(id), id);
      }
    }
  };
  const visit = (value: unknown, isAnswer: boolean): void => {
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, isAnswer);
      return;
    }
    if (!isJson(value)) return;
    if (isAnswer && typeof value['id'] === 'string') note(value, value['id']);
    const { inventoryItemId: item, locationId: location, changeFromQuantity: from } = value;
    if (typeof item === 'string' && typeof location === 'string' && typeof from === 'number') {
      const key = `${item} ${location}`;
      if (!firsts.has(key)) firsts.set(key, from);
    }
    for (const [key, entry] of Object.entries(value)) visit(entry, isAnswer || key === 'data');
  };
  if (isJson(recording)) visit(recording['upstreamCalls'], false);
  visit(recording, false);
  return {
    has: (id) => fields.has(id) || owners.has(id),
    field: (id, name) => fields.get(id)?.get(name),
    everSaid: (id, name, value) => sayings.has(`${id} ${name} ${String(value)}`),
    ownerOf: (id, type) => owners.get(id)?.get(type),
    firstQuantity: (itemId, locationId) => firsts.get(`${itemId} ${locationId}`),
  };
}

/** Ids of the records that stand directly in a field: `{id}`, or a list of them with or without edges. */
function directIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(directIds);
  if (!isJson(value)) return [];
  if (typeof value['id'] === 'string') return [value['id']];
  return [...directIds(value['nodes']), ...directIds(value['edges']), ...directIds(value['node'])];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
