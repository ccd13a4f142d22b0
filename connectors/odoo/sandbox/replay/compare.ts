import { fieldOf } from '#connectors/odoo/sandbox/orm/domain.ts';
import type { Field, Model, Registry } from '#connectors/odoo/sandbox/orm/model.ts';
import {
  type Json,
  type JsonObject,
  isList,
  isObject,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import type { Exchange, Outcome } from './exchange.ts';
import type { Mapping } from './mapping.ts';

export interface Comparison {
  readonly registry: Registry;
  readonly mapping: Mapping;
  /** `write_date` of every record as last read, here and there, to see whether both moved. */
  /** Recorded ids below this were there before the recording began: `undefined` when the model made none in it. */
  firstMade(model: string): number | undefined;
  readonly stamps: Map<string, { readonly recorded: string; readonly ours: string }>;
}

const idAnswers = new Set(['search', 'create']);
const rowAnswers = new Set(['read', 'search_read']);
/** Names that come from running numbers of one database. */
const runningNumbers: readonly (readonly [RegExp, string])[] = [
  [/\bS\d{5}\b/gu, 'S#'],
  [/\b([A-Z0-9]{2,5}\/(?:OUT|IN))\/\d{5}/gu, '$1/#'],
  [/\(id=\d+\)/gu, '(id=#)'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/gu, '<time>'],
  [/\((?:\d+, )*\d+,?\), User: \d+\)/gu, '(#), User: #)'],
  [/(__export__\.\w+?)_\d+_[0-9a-f]{8}/gu, '$1_#'],
  // PostgreSQL quotes the statement's column positions.
  [/\nLINE 1: [\s\S]*$/gu, ''],
];

export function normalizeText(text: string): string {
  return runningNumbers.reduce(
    (result, [pattern, replacement]) => result.replaceAll(pattern, replacement),
    text,
  );
}

/** Differences between a recorded answer and ours, in words; what it learns about ids goes into the mapping. */
export function differences(
  comparison: Comparison,
  exchange: Exchange,
  ours: Outcome,
  status: number,
): string[] {
  const recorded = exchange.outcome;
  if (recorded.kind === 'none' && ours.kind === 'result' && ours.value === null) return [];
  if (recorded.kind !== ours.kind) return [`recorded ${describe(recorded)}, ours ${describe(ours)}`];
  if (status !== exchange.status) return [`recorded status ${exchange.status}, ours ${status}`];
  if (recorded.kind === 'error' && ours.kind === 'error') {
    const same =
      recorded.type === ours.type && normalizeText(recorded.message) === normalizeText(ours.message);
    return same ? [] : [`recorded ${describe(recorded)}, ours ${describe(ours)}`];
  }
  if (recorded.kind !== 'result' || ours.kind !== 'result') return [];
  return valueDifferences(comparison, exchange, recorded.value, ours.value);
}

function describe(outcome: Outcome): string {
  return JSON.stringify(outcome).slice(0, 700);
}

function valueDifferences(comparison: Comparison, exchange: Exchange, recorded: Json, ours: Json): string[] {
  const model = comparison.registry.get(exchange.model);
  if (model !== undefined && idAnswers.has(exchange.call))
    return listDifferences(comparison, model.name, exchange.call, asList(recorded), asList(ours));
  if (model !== undefined && rowAnswers.has(exchange.call))
    return rowDifferences(comparison, model, recorded, ours);
  if (model !== undefined && exchange.call === 'load')
    return loadDifferences(comparison, model, recorded, ours);
  if (model !== undefined && exchange.call === 'fields_get') return fieldDifferences(model, recorded, ours);
  if (isWindow(recorded)) return windowDifferences(comparison, recorded, ours);
  if (exchange.call === 'get_external_id' && isObject(recorded) && isObject(ours)) {
    return plainDifferences('external ids', Object.values(recorded), Object.values(ours));
  }
  if (exchange.call === 'address_get' && isObject(recorded)) {
    const mapped = Object.entries(recorded).map(([kind, id]) => [
      kind,
      comparison.mapping.id(exchange.model, numberOf(id)),
    ]);
    return plainDifferences('addresses', Object.fromEntries(mapped) as JsonObject, ours);
  }
  return plainDifferences('answer', recorded, ours);
}

const asList = (value: Json): readonly Json[] => (isList(value) ? value : [value]);

function listDifferences(
  comparison: Comparison,
  model: string,
  what: string,
  recorded: readonly Json[],
  ours: readonly Json[],
): string[] {
  if (recorded.length !== ours.length)
    return [`${what}: recorded ${recorded.length} ids, ours ${ours.length}`];
  for (const [index, id] of recorded.entries()) {
    const own = numberOf(ours[index]);
    if (typeof id === 'number') comparison.mapping.learn(model, id, own);
  }
  return [];
}

function rowDifferences(comparison: Comparison, model: Model, recorded: Json, ours: Json): string[] {
  // Orders of an earlier recording with the same reference are in the answers too.
  const first = model.name === 'sale.order' ? (comparison.firstMade(model.name) ?? 0) : 0;
  const isOwn = (row: Json): boolean =>
    !isObject(row) ||
    row['id'] === null ||
    numberOf(row['id']) >= first ||
    comparison.mapping.knows(model.name, numberOf(row['id']));
  const [theirRows, ourRows] = [asList(recorded).filter(isOwn), asList(ours)];
  if (theirRows.length !== ourRows.length)
    return [`recorded ${theirRows.length} rows, ours ${ourRows.length}`];
  return theirRows.flatMap((theirs, index) => {
    const own = ourRows[index] ?? null;
    if (!isObject(theirs) || !isObject(own)) return [`row ${index} is no record`];
    if (typeof theirs['id'] === 'number')
      comparison.mapping.learn(model.name, theirs['id'], numberOf(own['id']));
    return Object.entries(theirs).flatMap(([name, value]) => {
      if (name === 'id') return [];
      const field = fieldOf(model, name);
      const mine = own[name];
      if (field === undefined || mine === undefined) return [`${name} is missing`];
      return fieldValueDifferences(
        comparison,
        { model, name, field, key: `${model.name}:${String(numberOf(own['id']))}` },
        value,
        mine,
      );
    });
  });
}

function fieldValueDifferences(
  comparison: Comparison,
  { model, name, field, key }: { model: Model; name: string; field: Field; key: string },
  recorded: Json,
  ours: Json,
): string[] {
  const differs = (): string[] => [
    `${model.name}.${name}: recorded ${JSON.stringify(recorded)}, ours ${JSON.stringify(ours)}`,
  ];
  if (field.type === 'many2one') {
    if (!isList(recorded) || !isList(ours)) return recorded === ours ? [] : differs();
    comparison.mapping.learn(field.relation ?? '', numberOf(recorded[0]), numberOf(ours[0]));
    return normalizeText(textOf(recorded[1])) === normalizeText(textOf(ours[1])) ? [] : differs();
  }
  if (field.type === 'one2many' || field.type === 'many2many') {
    return listDifferences(
      comparison,
      field.relation ?? '',
      `${model.name}.${name}`,
      asList(recorded),
      asList(ours),
    );
  }
  if (field.type === 'datetime')
    return timeDifferences(comparison, `${key}.${name}`, recorded, ours) ? differs() : [];
  if (typeof recorded === 'number' && typeof ours === 'number') {
    // Floats are worked out in another order of steps, so their noise is not the same.
    if (field.type === 'integer' && name === 'res_id') return [];
    return Math.abs(recorded - ours) < 1e-9 ? [] : differs();
  }
  if (typeof recorded === 'string' && typeof ours === 'string')
    return normalizeText(recorded) === normalizeText(ours) ? [] : differs();
  return JSON.stringify(recorded) === JSON.stringify(ours) ? [] : differs();
}

/** A stamp that moved there must have moved here. The other way cannot be told: recorded seconds hide short steps. */
function timeDifferences(comparison: Comparison, key: string, recorded: Json, ours: Json): boolean {
  if (typeof recorded !== 'string' || typeof ours !== 'string') return recorded !== ours;
  const before = comparison.stamps.get(key);
  comparison.stamps.set(key, { recorded, ours });
  comparison.mapping.learnTime(recorded, ours);
  return before !== undefined && before.recorded !== recorded && before.ours === ours;
}

function loadDifferences(comparison: Comparison, model: Model, recorded: Json, ours: Json): string[] {
  if (!isObject(recorded) || !isObject(ours)) return ['load did not answer an object'];
  const [theirIds, ourIds] = [recorded['ids'] ?? null, ours['ids'] ?? null];
  if (isList(theirIds) !== isList(ourIds))
    return [`recorded ${JSON.stringify(recorded).slice(0, 600)}, ours ${JSON.stringify(ours).slice(0, 600)}`];
  const ids =
    isList(theirIds) && isList(ourIds)
      ? listDifferences(comparison, model.name, 'load', theirIds, ourIds)
      : [];
  return [...ids, ...plainDifferences('messages', recorded['messages'] ?? null, ours['messages'] ?? null)];
}

/** Every field of the sandbox must exist on the real model with the same type and relation. */
function fieldDifferences(model: Model, recorded: Json, ours: Json): string[] {
  if (!isObject(recorded) || !isObject(ours)) return ['fields_get did not answer an object'];
  return Object.entries(ours).flatMap(([name, description]) => {
    const real = recorded[name];
    if (!isObject(real)) return [`${model.name} has no field ${name}`];
    if (!isObject(description)) return [];
    return ['type', 'relation'].flatMap((key) =>
      real[key] === undefined || real[key] === description[key]
        ? []
        : [
            `${model.name}.${name}.${key}: recorded ${JSON.stringify(real[key])}, ours ${JSON.stringify(description[key])}`,
          ],
    );
  });
}

function isWindow(value: Json): value is JsonObject {
  return isObject(value) && value['type'] === 'ir.actions.act_window';
}

/** Windows are told apart by what they open; their view's number is the database's own. */
function windowDifferences(comparison: Comparison, recorded: JsonObject, ours: Json): string[] {
  if (!isWindow(ours)) return [`recorded a window, ours ${JSON.stringify(ours)}`];
  const model = textOf(recorded['res_model']);
  if (typeof recorded['res_id'] === 'number')
    comparison.mapping.learn(model, recorded['res_id'], numberOf(ours['res_id']));
  return ['name', 'res_model', 'view_mode', 'target'].flatMap((key) =>
    plainDifferences(key, recorded[key] ?? null, ours[key] ?? null),
  );
}

function plainDifferences(what: string, recorded: Json, ours: Json): string[] {
  const [theirs, own] = [canonical(recorded), canonical(ours)];
  return theirs === own ? [] : [`${what}: recorded ${theirs.slice(0, 900)}, ours ${own.slice(0, 900)}`];
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_key, item: Json) => {
    if (typeof item === 'string') return normalizeText(item);
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
