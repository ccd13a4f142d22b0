import type { GraphQLResolveInfo } from 'graphql';
import { type Context, graphFault } from '../resolvers/context.ts';
import { type ParsedQuery, parseQuery, type Term } from './parse-query.ts';

/** How a root reads its filters: by field name, what of a row is compared and how. */
export type Filters<Row> = Readonly<Record<string, Filter<Row>>>;

interface Filter<Row> {
  readonly kind: 'time' | 'id' | 'number' | 'text' | 'prefix';
  readonly of: (row: Row) => number | string | readonly string[] | null;
}

export interface Search<Row> {
  readonly parsed: ParsedQuery;
  readonly accepts: (row: Row) => boolean;
}

/** Compiles a query. Filters that the root does not have are left out, with a warning in the answer: it fails open. */
export function compileSearch<Row>(
  query: string | null | undefined,
  filters: Filters<Row>,
  context: Context,
  info: GraphQLResolveInfo,
  textOf: (row: Row) => string = () => '',
): Search<Row> {
  const text = query ?? '';
  const parsed = parseQuery(text);
  const unknown = parsed.groups.flat().filter((term) => filters[term.field] === undefined);
  if (unknown.length > 0) {
    context.searchNotes.push({
      path: [String(info.path.key)],
      query: text,
      parsed: toShown(parsed, filters),
      warnings: unknown.map(({ field }) => ({
        field,
        message: 'Invalid search field for this query.',
        code: 'invalid_field',
      })),
    });
  }
  const groups = parsed.groups
    .map((group) => group.flatMap((term) => compileTerm(term, filters[term.field])))
    .filter((group) => group.length > 0);
  const words = parsed.words.map((word) => word.toLowerCase()).filter((word) => word !== '*' && word !== '');
  return {
    parsed,
    accepts: (row) =>
      groups.every((group) => group.some((test) => test(row))) &&
      words.every((word) => textOf(row).toLowerCase().includes(word.replace(/\*$/, ''))),
  };
}

function compileTerm<Row>(term: Term, filter: Filter<Row> | undefined): readonly ((row: Row) => boolean)[] {
  if (filter === undefined) return [];
  const test = testOf(term, filter);
  return [term.negated ? (row) => !test(row) : test];
}

function testOf<Row>(term: Term, { kind, of }: Filter<Row>): (row: Row) => boolean {
  if (term.value === '*') return (row) => of(row) !== null;
  if (kind === 'text' || kind === 'prefix') return (row) => matchesText(of(row), term.value, kind);
  const wanted = kind === 'time' ? readTime(term.value) : Number(term.value);
  if (Number.isNaN(wanted))
    throw graphFault(`Invalid value for query filter \`${term.field}\`.`, 'BAD_REQUEST');
  return (row) => {
    const value = of(row);
    if (value === null || Array.isArray(value)) return false;
    // The database keeps whole seconds.
    const given = kind === 'time' ? Math.floor(Number(value) / 1_000) * 1_000 : Number(value);
    return compare(given, term.operator, wanted);
  };
}

function matchesText(
  value: number | string | readonly string[] | null,
  wanted: string,
  kind: 'text' | 'prefix',
): boolean {
  if (value === null) return false;
  const needle = wanted.toLowerCase();
  const isPrefix = kind === 'prefix' || needle.endsWith('*');
  const stem = needle.replace(/\*$/, '');
  return [value].flat().some((entry) => {
    const text = String(entry).toLowerCase();
    return isPrefix ? text.startsWith(stem) : needle.split(',').includes(text);
  });
}

/** An instant. A bare date, or a time that lost its minutes to a colon, is read in UTC. */
function readTime(value: string): number {
  const text = /^\d{4}-\d\d-\d\dT\d\d$/.test(value) ? `${value}:00:00Z` : value;
  return Date.parse(text);
}

function compare(given: number, operator: Term['operator'], wanted: number): boolean {
  switch (operator) {
    case '>':
      return given > wanted;
    case '>=':
      return given >= wanted;
    case '<':
      return given < wanted;
    case '<=':
      return given <= wanted;
    case '=':
      return given === wanted;
  }
}

/** The lower bound that a query puts on a time, for lists that are sorted by it; `-Infinity` without one. */
export function lowerBoundOf(parsed: ParsedQuery, field: string): number {
  const bounds = parsed.groups.flatMap((group) => {
    const [term] = group;
    const isBound =
      group.length === 1 && term?.field === field && !term.negated && term.operator.startsWith('>');
    return isBound && term !== undefined ? [readTime(term.value)] : [];
  });
  return Math.max(Number.NEGATIVE_INFINITY, ...bounds.filter((bound) => !Number.isNaN(bound)));
}

function toShown<Row>(parsed: ParsedQuery, filters: Filters<Row>): unknown {
  const shown = parsed.groups.map((group) => {
    const terms = group.map((term) => showTerm(term, filters[term.field]?.kind));
    return terms.length === 1 ? terms[0] : { or: terms };
  });
  return shown.length === 1 ? shown[0] : { and: shown };
}

function showTerm({ field, operator, value, negated }: Term, kind: string | undefined): unknown {
  const names = {
    '=': 'match_all',
    '>': 'range_gt',
    '>=': 'range_gte',
    '<': 'range_lt',
    '<=': 'range_lte',
  } as const;
  const name =
    operator === '=' && kind !== undefined && value.includes('-') ? 'match_phrase' : names[operator];
  const term = { field, [name]: value };
  return negated ? { not: term } : term;
}
