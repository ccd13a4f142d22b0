import { parseDatetime } from './datetimes.ts';
import { displayName, modelOf, rowOf } from './env.ts';
import { attributeError } from './errors.ts';
import { findExternalId } from './external-ids.ts';
import type { LoadedRecord } from './load-rows.ts';
import type { Env, Field, Model } from './model.ts';
import { search } from './search.ts';
import { type Json, type JsonObject, type Values, isTruthy, pythonText } from './values.ts';

/** What a cell that cannot be used says; the field it names is the outermost one. */
export interface CellProblem {
  readonly kind: 'error' | 'warning';
  readonly text: string;
  readonly more?: Json;
}

/** A record ready to be written. `externalId` is the text of its `id` cell, `databaseId` that of `.id`. */
export interface ConvertedRecord {
  readonly values: Values;
  readonly externalId: string | undefined;
  readonly databaseId: number | undefined;
}

export interface Converter {
  readonly env: Env;
  /** Labels of the relations above, for nested messages. */
  readonly path: readonly string[];
  problem(topField: string, label: string, problem: CellProblem): void;
}

const YES = new Set(['1', 'true', 'yes']);
const NO = new Set(['', '0', 'false', 'no']);

/** Turns the cells of one record into values; problems are reported, and their cells left out. */
export function convertRecord(
  converter: Converter,
  model: Model,
  record: LoadedRecord,
  topField?: string,
): ConvertedRecord {
  const values: Values = {};
  let externalId: string | undefined;
  let databaseId: number | undefined;
  for (const [name, cell] of record.cells) {
    if (name === 'id') externalId = typeof cell === 'string' && cell !== '' ? cell : undefined;
    else if (name === '.id') databaseId = isTruthy(cell as Json) ? Number(cell) : undefined;
    else {
      const field = model.fields[name];
      if (field === undefined) continue;
      const report = (problem: CellProblem): void => {
        converter.problem(
          topField ?? name,
          topField === undefined ? field.label : (converter.path[0] ?? ''),
          problem,
        );
      };
      const value = convertCell(converter, { field, name, cell, top: topField ?? name, report });
      if (value !== undefined) values[name] = value;
    }
  }
  return { values, externalId, databaseId };
}

interface Cell {
  readonly field: Field;
  readonly name: string;
  readonly cell: Json | readonly LoadedRecord[];
  readonly top: string;
  readonly report: (problem: CellProblem) => void;
}

function convertCell(converter: Converter, options: Cell): Json | undefined {
  const { field, cell } = options;
  if (!isTruthy(cell as Json)) return false;
  switch (field.type) {
    case 'one2many':
      return convertChildren(converter, options);
    case 'many2one':
      return convertReference(converter, options, referenceOf(cell));
    case 'many2many':
      return convertReferences(converter, options, referenceOf(cell));
    default:
      return convertPlain(converter, options, cell as Json);
  }
}

function convertPlain(converter: Converter, { field, report }: Cell, cell: Json): Json | undefined {
  const label = [...converter.path, field.label].join('/');
  const fail = (text: string, more?: Json): undefined => {
    report({ kind: 'error', text, ...(more === undefined ? {} : { more }) });
  };
  const text = typeof cell === 'string' ? cell : pythonText(cell);
  switch (field.type) {
    case 'float':
    case 'monetary':
      return Number.isNaN(Number(text))
        ? fail(`'${text}' does not seem to be a number for field '${label}'`)
        : Number(text);
    case 'integer':
      return Number.isInteger(Number(text))
        ? Number(text)
        : fail(`'${text}' does not seem to be an integer for field '${label}'`);
    case 'boolean':
      if (YES.has(text.toLowerCase())) return true;
      if (!NO.has(text.toLowerCase()))
        report({ kind: 'warning', text: `Unknown value '${text}' for boolean field '${label}'` });
      return !NO.has(text.toLowerCase());
    case 'date':
    case 'datetime':
      return parseDatetime(text) === undefined || text.includes('T')
        ? fail(
            `'${text}' does not seem to be a valid ${field.type} for field '${label}'`,
            "Use the format '2012-12-31'",
          )
        : text;
    case 'selection': {
      const option = field.selection?.find(
        ([key, shown]) => key === text || shown.toLowerCase() === text.toLowerCase(),
      );
      if (option !== undefined) return option[0];
      return fail(
        `Value '${text}' not found in selection field '${label}'`,
        (field.selection ?? []).map(([, shown]) => shown),
      );
    }
    default:
      return cell;
  }
}

function convertChildren(converter: Converter, { field, cell, top, name }: Cell): Json {
  const model = modelOf(converter.env, field.relation ?? '');
  const inner: Converter = { ...converter, path: [...converter.path, field.label] };
  return (cell as readonly LoadedRecord[]).map((record) => {
    const child = convertRecord(inner, model, record, top || name);
    const link = child.externalId === undefined ? undefined : findExternalId(converter.env, child.externalId);
    const id = child.databaseId ?? (link?.['res_id'] as number | undefined);
    const known = id !== undefined && rowOf(converter.env, model.name, id) !== undefined;
    // The external id rides along under a name that no field has; `load` takes it out and links the new record.
    const carried =
      child.externalId === undefined ? child.values : { ...child.values, [CARRIED_ID]: child.externalId };
    return known ? [1, id, child.values] : [0, 0, carried];
  });
}

/** The key under which a child's external id travels inside a create command. */
export const CARRIED_ID = '@external-id';

interface Reference {
  readonly by: 'external id' | 'database id' | 'name';
  readonly text: Json;
}

function referenceOf(cell: Json | readonly LoadedRecord[]): Reference {
  if (!Array.isArray(cell)) return { by: 'name', text: cell as Json };
  const [record] = cell as readonly LoadedRecord[];
  const external = record?.cells.get('id');
  if (external !== undefined) return { by: 'external id', text: external as Json };
  const database = record?.cells.get('.id');
  if (database !== undefined) return { by: 'database id', text: database as Json };
  const [first] = record?.cells.values() ?? [];
  return { by: 'name', text: (first ?? '') as Json };
}

function convertReferences(converter: Converter, cell: Cell, reference: Reference): Json | undefined {
  if (typeof reference.text !== 'string') throw attributeError("'int' object has no attribute 'split'");
  const ids = reference.text
    .split(',')
    .map((text) => convertReference(converter, cell, { ...reference, text }));
  return ids.includes(undefined) ? undefined : [[6, 0, ids as Json[]]];
}

function convertReference(
  converter: Converter,
  { field, report }: Cell,
  reference: Reference,
): Json | undefined {
  const { env } = converter;
  const target = modelOf(env, field.relation ?? '');
  const text = typeof reference.text === 'string' ? reference.text : pythonText(reference.text);
  const found = findReferenced(env, target, reference.by, text);
  if (found.length > 1) {
    const quote = env.version === 17 ? "'" : '"';
    const where = converter.path[0] ?? field.label;
    report({
      kind: 'warning',
      text: `Found multiple matches for value ${quote}${text}${quote} in field ${quote}${where}${quote} (${found.length} matches)`,
    });
  }
  if (found[0] !== undefined) return found[0];
  report({
    kind: 'error',
    text: `No matching record found for ${reference.by} '${text}' in field '${[...converter.path, field.label].join('/')}'`,
    more: possibleValues(env, target, reference.by),
  });
  return undefined;
}

function findReferenced(env: Env, target: Model, by: Reference['by'], text: string): readonly number[] {
  if (by === 'database id') return rowOf(env, target.name, Number(text)) === undefined ? [] : [Number(text)];
  if (by === 'external id') {
    const link = findExternalId(env, text);
    return link?.['model'] === target.name ? [link['res_id'] as number] : [];
  }
  if (target.findByText !== undefined) return target.findByText(env, text);
  return search(env, target.name, [], { order: 'id' })
    .filter((row) => displayName(env, target, row) === text || row['name'] === text)
    .map((row) => row.id);
}

function possibleValues(env: Env, target: Model, by: Reference['by']): JsonObject {
  return {
    name: 'Possible Values',
    type: 'ir.actions.act_window',
    target: 'new',
    view_mode: env.version === 17 ? 'tree,form' : 'list,form',
    views: [
      [false, 'list'],
      [false, 'form'],
    ],
    context: { create: false },
    help: 'See all possible values',
    ...(by === 'name'
      ? { res_model: target.name }
      : { res_model: 'ir.model.data', domain: [['model', '=', target.name]] }),
  };
}
