import { expect, test } from 'vitest';
import { errorFromAnswer } from './vendor-errors.ts';

const answer = (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  sentAt: 0,
  answeredAt: 0,
});
const read = { effect: 'read', scopes: ['lists:read'] } as const;
const write = { effect: 'write', scopes: ['lists:write'] } as const;

test.each([
  [401, 'unauthorized'],
  [403, 'rejected'],
  [404, 'rejected'],
  [409, 'rejected'],
  [410, 'rejected'],
  [302, 'rejected'],
  [429, 'throttled'],
] as const)('%s is %s, whether it was a read or a write', (status, kind) => {
  expect(errorFromAnswer(answer(status), read)?.kind).toBe(kind);
  expect(errorFromAnswer(answer(status), write)?.kind).toBe(kind);
});

test.each([500, 502, 503, 408])('%s leaves a write open, and a read to be repeated', (status) => {
  expect(errorFromAnswer(answer(status), read)?.kind).toBe('transient');
  expect(errorFromAnswer(answer(status), write)?.kind).toBe('unknown');
});

test('a refusal has the vendor’s code and words, without whom they are about', () => {
  const body = {
    errors: [
      {
        code: 'duplicate_profile',
        title: 'Conflict.',
        detail: "A profile with ada@acme.test or +1 (617) 555-0100 or 'Ada Lovelace' exists",
      },
    ],
  };
  expect(errorFromAnswer(answer(409, body), write)).toMatchObject({
    code: 'duplicate_profile',
    message: 'Klaviyo: Conflict.: A profile with [email] or [number] or [value] exists',
  });
});

test('a code that is no code does not get into the error', () => {
  const body = { errors: [{ code: 'ada@acme.test', title: 'No', detail: 'no' }] };
  expect(errorFromAnswer(answer(400, body), write)).toMatchObject({ code: 'http-400' });
});

test('a missing scope is named', () => {
  expect(errorFromAnswer(answer(403), write)?.message).toContain('lists:write');
});
