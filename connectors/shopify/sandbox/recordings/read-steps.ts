import { Kind, parse } from 'graphql';
import { idsIn, typeOf } from './translate.ts';

/** An answer as it was recorded; costs and locations are not compared. */
export interface RecordedAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** One call of a recording, in the order in which it was made. */
export interface Step {
  /** Where it stands in the file. */
  readonly path: string;
  /** Absent when the recording kept only the answer. */
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: RecordedAnswer;
}

type Json = Readonly<Record<string, unknown>>;

const answerKeys = ['response', 'body', 'payload', 'result'] as const;
const documentKeys = ['query', 'document', 'mutation', 'graphql'] as const;
/** Before the case the recorder threw away what older cases had left in the shop. */
const TIDYING = /(?:^|\.)pre\w*cleanup/i;
/** What the recorder's own tool asked in between; no part of the case. */
const skippedKeys = new Set(['upstreamCalls', 'extensions', 'schema']);

/** All calls of a recording: set-up first, then the case, reads behind it, clean-up last. */
export function readSteps(recording: unknown): readonly Step[] {
  const steps: Step[] = [];
  walk(recording, [], {}, steps);
  return inNeededOrder(
    withoutRepeats(steps.filter(({ path }) => !TIDYING.test(path)))
      .map((step, index) => ({ step, rank: rankOf(step.path), index }))
      .toSorted((left, right) => left.rank - right.rank || left.index - right.index)
      .map(({ step }) => step),
  );
}

/** Some recordings keep one call at two places. */
function withoutRepeats(steps: readonly Step[]): readonly Step[] {
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = JSON.stringify([step.query, step.variables, step.answer]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A call that made a record comes before the calls that name it, wherever the file has it. */
function inNeededOrder(steps: readonly Step[]): readonly Step[] {
  const list = [...steps];
  for (let at = 0; at < list.length; at += 1) {
    const needed = new Set(idsIn(list[at]?.variables));
    const maker = list.findIndex((step, index) => index > at && isMaker(step, needed));
    const isMade = list.slice(0, at).some((step) => isMaker(step, needed));
    const [step] = maker < 0 || isMade ? [] : list.splice(maker, 1);
    if (step !== undefined) list.splice(at, 0, step);
  }
  return list;
}

function isMaker(step: Step, ids: ReadonlySet<string>): boolean {
  return idsMadeBy(step).some((id) => ids.has(id));
}

/** Ids of the records that a call made: in its answer and not in what it was given. */
export function idsMadeBy(step: Step): readonly string[] {
  if (!isJson(step.answer.data)) return [];
  const named = new Set(idsIn(step.variables));
  return Object.entries(step.answer.data).flatMap(([root, payload]) =>
    /(?:Create|Add|Begin)/.test(root)
      ? idsIn(payload).filter((id) => !named.has(id) && typeOf(id) !== 'Shop')
      : [],
  );
}

function walk(value: unknown, path: readonly string[], inherited: Json, steps: Step[]): void {
  if (Array.isArray(value)) {
    value.forEach((entry: unknown, index) => {
      walk(entry, [...path, String(index)], inherited, steps);
    });
    return;
  }
  if (!isJson(value)) return;
  const own = stepOf(value, path, inherited);
  if (isJson(value['setup']) && path.length > 0) walk(value['setup'], [...path, 'setup'], inherited, steps);
  if (own !== undefined) steps.push(own.step);
  const variables = isJson(value['variables']) ? value['variables'] : inherited;
  for (const [key, entry] of Object.entries(value)) {
    if (skippedKeys.has(key) || (own !== undefined && entry === own.holder)) continue;
    if (key === 'setup' && path.length > 0) continue;
    walk(entry, [...path, key], path.length === 0 && key !== 'mutation' ? {} : variables, steps);
  }
}

function stepOf(
  value: Json,
  path: readonly string[],
  inherited: Json,
): { readonly step: Step; readonly holder: unknown } | undefined {
  const request = isJson(value['request']) ? value['request'] : {};
  const texts = [...documentKeys.map((key) => value[key]), ...documentKeys.map((key) => request[key])];
  const query = texts.find(isDocument);
  const holders = [...answerKeys, ...(typeof value['mutation'] === 'object' ? ['mutation'] : [])].map(
    (key) => value[key],
  );
  const holder =
    holders.find((candidate) => answerOf(candidate) !== undefined) ?? (isAnswer(value) ? value : undefined);
  const answer = answerOf(holder);
  if (answer === undefined) return undefined;
  const inner = isJson(holder) && isJson(holder['variables']) ? holder['variables'] : undefined;
  const variables = [value['variables'], request['variables'], inner].find(isJson) ?? inherited;
  return { step: { path: path.join('.'), query, variables, answer }, holder };
}

function answerOf(value: unknown): RecordedAnswer | undefined {
  if (!isJson(value)) return undefined;
  if (isAnswer(value)) return value;
  for (const key of answerKeys) {
    const found = answerOf(value[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isAnswer(value: Json): value is Json & RecordedAnswer {
  return 'data' in value || Array.isArray(value['errors']);
}

function isDocument(text: unknown): text is string {
  if (typeof text !== 'string' || !text.includes('{')) return false;
  try {
    return parse(text).definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION);
  } catch {
    // Some other text that has a brace.
    return false;
  }
}

function rankOf(path: string): number {
  const [first = ''] = path.split('.');
  if (/cleanup/i.test(path)) return 4;
  if (/^(?:setup|locations|seed|baseline)/i.test(first)) return 0;
  if (/^downstream/i.test(first)) return 3;
  return first === 'mutation' || first === '' ? 1 : 2;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
