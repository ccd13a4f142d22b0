import { parseDatetime } from './datetimes.ts';
import { OdooError, valueError } from './errors.ts';
import type { Field, Model } from './model.ts';
import { roundHalfUp } from './rounding.ts';
import { type Json, isList, isTruthy, numberOf, pythonText } from './values.ts';

const DATE_LENGTH = 10;

/**
 * Brings a value that a caller wrote into the form in which it is stored. Relation lists are not its business.
 *
 * @throws {OdooError} with the vendor's text, for values that the field cannot take.
 */
export function coerce(model: Model, name: string, field: Field, value: Json): Json {
  switch (field.type) {
    case 'char':
    case 'text':
    case 'html':
      return coerceText(value);
    case 'float':
    case 'monetary':
      return coerceFloat(field, value);
    case 'integer':
      return Math.trunc(coerceFloat({ ...field, digits: 6 }, value));
    case 'boolean':
      return isTruthy(value);
    case 'date':
    case 'datetime':
      return coerceDatetime(value);
    case 'selection':
      return coerceSelection(model, name, field, value);
    case 'many2one':
      return coerceReference(value);
    case 'many2many':
    case 'one2many':
      return value;
  }
}

function coerceText(value: Json): Json {
  if (value === null || value === false) return false;
  const text = typeof value === 'string' ? value : pythonText(value);
  if (text.includes('\u0000')) throw valueError('A string literal cannot contain NUL (0x00) characters.');
  return text;
}

function coerceFloat(field: Field, value: Json): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : numberOf(value);
  if (Number.isNaN(number) || value === '') {
    throw valueError(`could not convert string to float: ${pythonText(value)}`);
  }
  return field.digits === undefined ? number : roundHalfUp(number, field.digits);
}

function coerceDatetime(value: Json): Json {
  if (!isTruthy(value)) return false;
  if (typeof value === 'number') return value;
  const text = pythonTextOf(value);
  const micros = text.includes('T') ? undefined : parseDatetime(text);
  if (micros !== undefined) return micros;
  const format = text.length <= DATE_LENGTH ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S';
  throw valueError(`time data '${text}' does not match format '${format}'`);
}

const pythonTextOf = (value: Json): string => (typeof value === 'string' ? value : pythonText(value));

function coerceSelection(model: Model, name: string, field: Field, value: Json): Json {
  if (!isTruthy(value)) return false;
  if (field.selection?.some(([key]) => key === value) === true) return value;
  throw valueError(`Wrong value for ${model.name}.${name}: ${pythonText(value)}`);
}

function coerceReference(value: Json): Json {
  if (isList(value)) return coerceReference(value[0] ?? false);
  if (typeof value === 'number' && value !== 0) return value;
  if (!isTruthy(value)) return false;
  throw new OdooError(
    'psycopg2.errors.InvalidTextRepresentation',
    500,
    `invalid input syntax for type integer: "${pythonTextOf(value)}"\nLINE 1: ...\n`,
  );
}
