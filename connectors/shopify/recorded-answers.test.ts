import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { dataOf, parseEnvelope } from './answer.ts';
import { userErrorsShape } from './answer-shape.ts';
import { toLimitReport } from './cost-report.ts';

const folder = fileURLToPath(new URL('../../../shared/recordings/shopify/', import.meta.url));
const isAbsent = !existsSync(folder);
const envelopeKeys = new Set(['data', 'errors', 'extensions']);

type Plain = Readonly<Record<string, unknown>>;

function* objectsIn(value: unknown): Generator<Plain> {
  if (Array.isArray(value)) for (const entry of value) yield* objectsIn(entry);
  else if (typeof value === 'object' && value !== null) {
    const plain: Plain = { ...value };
    yield plain;
    for (const entry of Object.values(plain)) yield* objectsIn(entry);
  }
}

function recordedObjects(): readonly Plain[] {
  return readdirSync(folder).flatMap((name) => {
    const recording: unknown = JSON.parse(readFileSync(`${folder}${name}`, 'utf8'));
    return [...objectsIn(recording)];
  });
}

/** Answers as they stood on the wire: nothing but the three keys, and an answer's content. */
function isAnswer(object: Plain): boolean {
  const keys = Object.keys(object);
  const isWhole = keys.every((key) => envelopeKeys.has(key)) && keys.some((key) => key !== 'extensions');
  const hasErrors =
    Array.isArray(object['errors']) && object['errors'].every((error) => typeof error === 'object');
  return isWhole && (hasErrors || (typeof object['data'] === 'object' && object['data'] !== null));
}

const toResponse = (object: Plain): HttpResponse => {
  return { status: 200, headers: {}, body: JSON.stringify(object), sentAt: 0, answeredAt: 0 };
};

test.skipIf(isAbsent)(
  'every recorded answer of a real shop is data or a named refusal (needs ../shared)',
  () => {
    const answers = recordedObjects().filter(isAnswer);
    const refusals: RejectedError[] = [];
    for (const answer of answers) {
      const response = toResponse(answer);
      try {
        dataOf(response, parseEnvelope(response), 'write');
      } catch (error) {
        expect(error).toBeInstanceOf(RejectedError);
        if (error instanceof RejectedError) refusals.push(error);
      }
    }
    expect(answers.length).toBeGreaterThan(1_000);
    expect(refusals.length).toBeGreaterThan(20);
    expect(
      refusals.every(({ message }) =>
        /^Shopify (?:refused the call|ignored a search filter): \S/.test(message),
      ),
    ).toBe(true);
  },
);

test.skipIf(isAbsent)('every recorded cost tells the level of the bucket (needs ../shared)', () => {
  const withCost = recordedObjects().filter(
    (object) => isAnswer(object) && JSON.stringify(object['extensions'] ?? {}).includes('throttleStatus'),
  );
  for (const answer of withCost) {
    const response = toResponse(answer);
    const report = toLimitReport(response, parseEnvelope(response));
    expect(report?.available).toBeTypeOf('number');
    expect(report?.restorePerSecond).toBeGreaterThan(0);
  }
  expect(withCost.length).toBeGreaterThan(1_000);
});

test.skipIf(isAbsent)('every recorded list of user errors is readable (needs ../shared)', () => {
  const lists = recordedObjects().flatMap((object) =>
    Object.entries(object)
      .filter(([key, value]) => /userErrors$/i.test(key) && isErrorList(value))
      .map(([, value]) => value),
  );
  for (const list of lists) expect(userErrorsShape.safeParse(list).success).toBe(true);
  expect(lists.length).toBeGreaterThan(100);
});

/** Some recordings select only a part of the fields; those say nothing about the rest. */
function isErrorList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((entry) => typeof entry === 'object' && entry !== null && 'message' in entry)
  );
}
