import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallEffect } from '#sdk/call-effect.ts';
import type { ErrorKind } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { retryAfterMs } from '#sdk/retry-after.ts';
import { errorFromComplaint, errorFromStatus, vendorWords } from './vendor-errors.ts';

const recordings = new URL('../../../shared/recordings/odoo/', import.meta.url);
const isThere = existsSync(recordings);

const exchange = z.object({
  case: z.string().default(''),
  path: z.string(),
  status: z.number(),
  res: z.unknown(),
});
const rpcRefusal = z.object({
  error: z.object({ data: z.object({ name: z.string(), message: z.string() }) }),
});
const jsonRefusal = z.object({ name: z.string(), message: z.string() });
const conflictAnswer = z.object({
  ids: z.literal(false),
  messages: z.array(z.object({ message: z.string() })).min(1),
});

interface Recorded {
  readonly file: string;
  readonly name: string;
  readonly message: string;
}

function readRefusals(): { refusals: Recorded[]; conflicts: string[] } {
  const refusals: Recorded[] = [];
  const conflicts: string[] = [];
  for (const file of readdirSync(recordings).filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(new URL(file, recordings), 'utf8').split('\n').filter(Boolean)) {
      const { res, status } = exchange.parse(JSON.parse(line));
      const rpc = rpcRefusal.safeParse(res).data?.error.data;
      const json = status === 200 ? undefined : jsonRefusal.safeParse(res).data;
      const refusal = rpc ?? json;
      if (refusal !== undefined) refusals.push({ file, ...refusal });
      const answer = z.object({ result: z.unknown() }).safeParse(res).data?.result ?? res;
      const refused = conflictAnswer.safeParse(answer).data?.messages[0]?.message;
      if (refused?.includes('serialize') === true) conflicts.push(refused);
    }
  }
  return { refusals, conflicts };
}

/** What each of the vendor's exceptions means, by the last part of its name. */
function expected({ name, message }: Recorded): ErrorKind {
  if (/AccessDenied$|Unauthorized$/u.test(name) || message.includes('res.users(')) return 'unauthorized';
  return message.includes('ir_model_data_module_name_uniq_index') ? 'transient' : 'rejected';
}

describe.skipIf(!isThere)('recorded answers (skipped where ../shared is absent)', () => {
  const { refusals, conflicts } = isThere ? readRefusals() : { refusals: [], conflicts: [] };

  test('every refusal of a real 17, 18 and 19 gets the kind that says what to do next', () => {
    expect(refusals.length).toBeGreaterThan(140);
    for (const effect of ['read', 'write'] as const) {
      const wrong = refusals.filter(
        (refusal) => errorFromComplaint(refusal, effect).kind !== expected(refusal),
      );
      expect(wrong).toEqual([]);
    }
  });

  test('the losers of a race, answered with 200, are told to try again', () => {
    expect(conflicts.length).toBeGreaterThanOrEqual(10);
    for (const message of conflicts)
      expect(errorFromComplaint({ name: 'odoo.exceptions.ValidationError', message }, 'write').kind).toBe(
        'transient',
      );
  });
});

const response = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: '<html>',
  sentAt: 0,
  answeredAt: 1,
});

test.each<[number, CallEffect, ErrorKind | undefined]>([
  [200, 'read', undefined],
  [429, 'write', 'throttled'],
  [401, 'read', 'unauthorized'],
  [502, 'read', 'transient'],
  [502, 'write', 'unknown'],
  [504, 'write', 'unknown'],
  [404, 'read', 'rejected'],
  [301, 'write', 'rejected'],
])('HTTP %i of a proxy on a %s is %s', (status, effect, kind) => {
  expect(errorFromStatus(response(status), effect)?.kind).toBe(kind);
});

test('an exception that nobody knows is an open outcome for a write and harmless for a read', () => {
  const complaint = {
    name: 'psycopg2.OperationalError',
    message: 'server closed the connection unexpectedly',
  };
  expect(errorFromComplaint(complaint, 'write').kind).toBe('unknown');
  expect(errorFromComplaint(complaint, 'read').kind).toBe('transient');
});

test('the wait that a proxy asks for is kept', () => {
  expect(retryAfterMs(response(429, { 'retry-after': '2' }))).toBe(2_000);
  expect(errorFromStatus(response(429, { 'retry-after': '2' }), 'write')).toMatchObject({
    retryAfterMs: 2_000,
  });
});

test("the vendor's words are short and name nobody's address", () => {
  expect(vendorWords('Two\n  lines about ada@example.test <Ada>')).toBe('Two lines about [email] <Ada>');
  expect(vendorWords('x'.repeat(1_000)).length).toBeLessThan(310);
});
