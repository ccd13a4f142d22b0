import { MICROS_PER_SECOND, parseDatetime } from './datetimes.ts';
import { valueError } from './errors.ts';
import type { Field, Version } from './model.ts';
import { type Json, isList, isTruthy, pythonText } from './values.ts';

/** The comparison operators of a domain, without those that walk a tree. */
export const comparisons = new Set([
  '=',
  '!=',
  '<>',
  '==',
  '=?',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'like',
  'not like',
  'ilike',
  'not ilike',
  '=like',
  '=ilike',
]);

/** Whether a stored scalar satisfies `operator value`. */
export function compares(
  version: Version,
  field: Field,
  stored: Json,
  operator: string,
  value: Json,
): boolean {
  const left = field.type === 'datetime' || field.type === 'date' ? asInstant(version, stored) : stored;
  const right = field.type === 'datetime' || field.type === 'date' ? asInstants(value) : value;
  switch (operator) {
    case '=':
    case '==':
      return equals(left, right);
    case '=?':
      return !isTruthy(value) || equals(left, right);
    case '!=':
    case '<>':
      return !equals(left, right);
    case 'in':
      return asList(right).some((item) => equals(left, item));
    case 'not in':
      return !asList(right).some((item) => equals(left, item));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(left, operator, right);
    default:
      return textMatches(left, operator, right);
  }
}

/** Microseconds are stored. 17 and 18 compare with them, 19 in whole seconds. */
function asInstant(version: Version, stored: Json): Json {
  if (typeof stored !== 'number') return stored;
  return version >= 19 ? Math.floor(stored / MICROS_PER_SECOND) * MICROS_PER_SECOND : stored;
}

function asInstants(value: Json): Json {
  if (isList(value)) return value.map(asInstants);
  if (typeof value !== 'string') return value;
  const micros = parseDatetime(value);
  if (micros === undefined)
    throw valueError(`time data ${pythonText(value)} does not match format '%Y-%m-%d'`);
  return micros;
}

const asList = (value: Json): readonly Json[] => (isList(value) ? value : [value]);

function equals(left: Json, right: Json): boolean {
  if (right === false || right === null) return left === false || left === null || left === 0 || left === '';
  if (typeof left === 'boolean') return left === isTruthy(right);
  if (typeof left === 'number' && typeof right === 'string') return left === Number(right);
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  return left === right;
}

function ordered(left: Json, operator: string, right: Json): boolean {
  if (left === false || left === null || right === false || right === null) return false;
  if (typeof left !== typeof right) return false;
  if ((typeof left !== 'number' && typeof left !== 'string') || typeof right === 'object') return false;
  const [a, b] = [left, right];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function textMatches(left: Json, operator: string, right: Json): boolean {
  const negative = operator.startsWith('not ');
  const kind = negative ? operator.slice(4) : operator;
  const text = typeof left === 'string' || typeof left === 'number' ? String(left) : '';
  const wanted = typeof right === 'string' ? right : pythonText(right);
  const pattern = kind.startsWith('=') ? wanted : `%${wanted}%`;
  const found = likePattern(pattern, kind.endsWith('ilike')).test(text);
  return negative ? !found : found;
}

/** SQL's LIKE: `%` is anything, `_` one character. */
function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
}
