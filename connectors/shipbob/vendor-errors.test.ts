import { expect, test } from 'vitest';
import {
  RejectedError,
  ThrottledError,
  TransientError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { errorFromAnswer, readLimit } from './vendor-errors.ts';

const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => ({
  status,
  body,
  headers,
  sentAt: 0,
  answeredAt: 0,
});

test.each([
  [401, UnauthorizedError, UnauthorizedError],
  [403, RejectedError, RejectedError],
  [404, RejectedError, RejectedError],
  [408, TransientError, UnknownOutcomeError],
  [422, RejectedError, RejectedError],
  [429, ThrottledError, ThrottledError],
  [302, RejectedError, RejectedError],
  [500, TransientError, UnknownOutcomeError],
  [503, TransientError, UnknownOutcomeError],
])('HTTP %i has a kind for a read and one for a write', (status, read, write) => {
  expect(errorFromAnswer(answer(status), 'read')).toBeInstanceOf(read);
  expect(errorFromAnswer(answer(status), 'write')).toBeInstanceOf(write);
});

test('a success is no error, whatever it says', () => {
  expect(errorFromAnswer(answer(200, '{"errors":["no"]}'), 'read')).toBeUndefined();
  expect(errorFromAnswer(answer(204), 'write')).toBeUndefined();
});

test.each([
  [
    '{"errors":["Cannot insert order with existing ReferenceId"]}',
    'errors: Cannot insert order with existing ReferenceId',
  ],
  ['{"recipient.name":["is required"],"type":["is wrong"]}', 'recipient.name: is required; type: is wrong'],
  [
    '{"title":"Bad Request","detail":"PageSize is too large","status":400}',
    'Bad Request: PageSize is too large',
  ],
  ['<html>gone</html>', 'ShipBob answered HTTP 422'],
  ['{"errors":{"deep":1}}', 'ShipBob answered HTTP 422'],
])('the words of a refusal are taken from each published form: %s', (body, words) => {
  const error = errorFromAnswer(answer(422, body), 'write');
  expect(error?.message).toContain(words);
  expect(error).toMatchObject({ code: 'http-422' });
});

test('the wait is in the header of ShipBob, in seconds; the calls that are left are told to the bucket', () => {
  expect(readLimit(answer(429, '', { 'x-retry-after': '7', 'x-remaining-calls': '0' }))).toEqual({
    available: 0,
    retryAfterMs: 7_000,
  });
  expect(readLimit(answer(200, '', { 'x-remaining-calls': '149' }))).toEqual({ available: 149 });
  expect(readLimit(answer(200, '', { 'x-retry-after': '7' }))).toBeUndefined();
  expect(readLimit(answer(200))).toBeUndefined();
  expect(readLimit(answer(429))?.retryAfterMs).toBeGreaterThan(0);
});
