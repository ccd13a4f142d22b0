/** One condition of a search, `updated_at:>='2026-11-01T00:00:00Z'`. */
export interface Term {
  readonly field: string;
  readonly operator: '=' | '>' | '>=' | '<' | '<=';
  readonly value: string;
  readonly negated: boolean;
}

/** All groups must hold; in a group one term is enough. Words without a field are searched everywhere. */
export interface ParsedQuery {
  readonly groups: readonly (readonly Term[])[];
  readonly words: readonly string[];
}

/** What ends in `extensions.search` when a filter was not understood. */
export interface SearchNote {
  readonly path: readonly (string | number)[];
  readonly query: string;
  readonly parsed: unknown;
  readonly warnings: readonly { readonly field: string; readonly message: string; readonly code: string }[];
}

const TOKEN =
  /\s*(\(|\)|-?[\w.]+:(?:>=|<=|>|<)?(?:'[^']*'|"[^"]*"|[^\s():]*)|:?(?:'[^']*'|"[^"]*"|[^\s():]+)(?::[^\s()]*)?)/gy;
const TERM = /^(-?)([\w.]+):(>=|<=|>|<)?(.*)$/s;

/**
 * Reads Shopify's search syntax as far as the connector and the recordings use it: terms joined by AND, OR or a blank,
 * in one level of parentheses. An unquoted time falls apart at its colons, as it does at Shopify.
 */
export function parseQuery(text: string): ParsedQuery {
  const groups: Term[][] = [];
  const words: string[] = [];
  let isAlternative = false;
  let isNegated = false;
  for (const token of tokensOf(text)) {
    if (token === 'AND' || token === '(' || token === ')') continue;
    if (token === 'OR') {
      isAlternative = true;
      continue;
    }
    if (token === 'NOT') {
      isNegated = true;
      continue;
    }
    const match = TERM.exec(token);
    if (match === null) {
      words.push(unquote(token.replace(/^:/, '')));
      continue;
    }
    const term: Term = {
      field: match[2] ?? '',
      operator: toOperator(match[3]),
      value: unquote(match[4] ?? ''),
      negated: isNegated || match[1] === '-',
    };
    isNegated = false;
    const last = groups.at(-1);
    if (isAlternative && last !== undefined) last.push(term);
    else groups.push([term]);
    isAlternative = false;
  }
  return { groups, words };
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const token = match[1] ?? '';
    if (token === '') break;
    // `updated_at:>2026-11-01T10:20:30Z`: the rest of an unquoted time becomes a term of its own.
    const rest = /^:(\d\d):(\S+)$/.exec(token);
    tokens.push(rest === null ? token : token.slice(1));
  }
  return tokens;
}

function toOperator(text: string | undefined): Term['operator'] {
  return text === '>' || text === '>=' || text === '<' || text === '<=' ? text : '=';
}

function unquote(text: string): string {
  return /^'.*'$|^".*"$/s.test(text) ? text.slice(1, -1) : text;
}
