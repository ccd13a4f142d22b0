import { z } from 'zod';

/** A record of the ERP, `sale.order:17`. */
export type RecordKey = `${string}:${number}`;

const body = z.object({ params: z.object({ args: z.array(z.unknown()) }) });
const target = z.tuple(
  [z.string(), z.int(), z.string(), z.string(), z.string(), z.array(z.unknown())],
  z.unknown(),
);
const imported = z.object({ ids: z.array(z.int()) });
const rows = z.array(z.object({ id: z.int() }));

/** Tables that a field of a search points into; `id` points into the searched table itself. */
const POINTS_TO: Readonly<Record<string, string>> = { order_id: 'sale.order', partner_id: 'res.partner' };

/** One `execute_kw`, opened just far enough to see which records it names. */
export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Calls `replace` for every record that the call names, and builds the body with what it returned. */
  rewrite(replace: (key: RecordKey) => number): string;
  /** The records that the call names. */
  readonly named: readonly RecordKey[];
}

/** Null for a call that is no `execute_kw`: signing in, and the version. */
export function readOdooCall(text: string): OdooCall | null {
  const whole = body.parse(JSON.parse(text));
  const parsed = target.safeParse(whole.params.args);
  if (!parsed.success) return null;
  const [database, user, key, model, method, positional, ...rest] = parsed.data;
  const rewrite = (replace: (key: RecordKey) => number): string => {
    const replaced = positional.map((part, index) =>
      method === 'load' ? replaceCells(positional, index, replace) : replaceIds(model, part, replace),
    );
    const args = [database, user, key, model, method, replaced, ...rest];
    return JSON.stringify({ ...JSON.parse(text), params: { service: 'object', method: 'execute_kw', args } });
  };
  const named: RecordKey[] = [];
  rewrite((one) => {
    named.push(one);
    return 0;
  });
  return { model, method, rewrite, named };
}

/** The ids in an answer, in their order. */
export function idsIn(answer: string): readonly number[] {
  const { result } = z.object({ result: z.unknown().optional() }).parse(JSON.parse(answer));
  const load = imported.safeParse(result);
  if (load.success) return load.data.ids;
  const read = rows.safeParse(result);
  return read.success ? read.data.map((row) => row.id) : [];
}

/** Ids stand alone, as `[17, 18]`, or in the condition of a search, as `['order_id', 'in', [17]]`. */
function replaceIds(model: string, part: unknown, replace: (key: RecordKey) => number): unknown {
  if (!Array.isArray(part)) return part;
  const list: readonly unknown[] = part;
  const [field, , value] = list;
  if (typeof field !== 'string') {
    return list.map((one) =>
      typeof one === 'number' ? replace(`${model}:${one}`) : replaceIds(model, one, replace),
    );
  }
  const table = field === 'id' ? model : POINTS_TO[field];
  if (table === undefined || list.length !== 3) return list;
  const change = (one: unknown): unknown => (typeof one === 'number' ? replace(`${table}:${one}`) : one);
  return [field, list[1], Array.isArray(value) ? value.map(change) : change(value)];
}

/** An import names partners as text, in columns such as `partner_id/.id`. */
function replaceCells(
  positional: readonly unknown[],
  index: number,
  replace: (key: RecordKey) => number,
): unknown {
  if (index !== 1) return positional[index];
  const columns = z.array(z.string()).parse(positional[0]);
  return z
    .array(z.array(z.string()))
    .parse(positional[1])
    .map((row) =>
      row.map((cell, at) =>
        /^partner_\w*id\/\.id$/.test(columns[at] ?? '') && cell !== ''
          ? String(replace(`res.partner:${Number(cell)}`))
          : cell,
      ),
    );
}
