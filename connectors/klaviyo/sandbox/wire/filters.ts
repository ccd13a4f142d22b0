/** One condition of a `filter`. Several are joined by commas, and all must hold. */
export interface Condition {
  readonly operator: string;
  readonly field: string;
  readonly values: ReadonlySet<string>;
  /** The value as a time; not a number where it is none. */
  readonly limit: number;
}

const VALUE = String.raw`\[(?:"(?:[^"\\]|\\.)*",?)*\]|"(?:[^"\\]|\\.)*"|[^()",]+`;
const CONDITION = new RegExp(String.raw`^([a-z-]+)\(([\w.]+),(${VALUE})\)(?:,|$)`, 'u');

/** The conditions; undefined for what is no filter. */
export function parseFilter(text: string | null): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  let rest = text ?? '';
  while (rest !== '') {
    const match = CONDITION.exec(rest);
    if (match === null) return undefined;
    const [whole, operator = '', field = '', value = ''] = match;
    const values = valuesOf(value);
    conditions.push({ operator, field, values: new Set(values), limit: Date.parse(values[0] ?? '') });
    rest = rest.slice(whole.length);
  }
  return conditions;
}

/** Whether a value satisfies a condition; times are compared as times. */
export function holds({ operator, values, limit }: Condition, value: string | number | null): boolean {
  if (value === null) return false;
  if (operator === 'equals' || operator === 'any') return values.has(String(value));
  const at = Number(value);
  if (operator === 'greater-than') return at > limit;
  if (operator === 'greater-or-equal') return at >= limit;
  if (operator === 'less-than') return at < limit;
  return operator === 'less-or-equal' && at <= limit;
}

function valuesOf(text: string): readonly string[] {
  const parsed: unknown = /^["[]/u.test(text) ? JSON.parse(text) : text;
  return Array.isArray(parsed) ? parsed.map(String) : [String(parsed)];
}
