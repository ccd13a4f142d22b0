import { expect, test } from 'vitest';
import type { HttpResponse } from '#sdk/http.ts';
import {
  MalformedAnswerError,
  RejectedError,
  type SynclineError,
  ThrottledError,
  TransientError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { type CallKind, dataOf, parseEnvelope } from './answer.ts';
import { toLimitReport } from './cost-report.ts';

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  sentAt: 0,
  answeredAt: 0,
});

function errorOf(response: HttpResponse, kind: CallKind): SynclineError {
  try {
    dataOf(response, parseEnvelope(response), kind);
  } catch (error) {
    return error as SynclineError;
  }
  throw new Error('no error');
}

const coded = (code: string, data?: unknown) => ({
  ...(data === undefined ? {} : { data }),
  errors: [{ message: `words for ${code}`, path: ['orders'], extensions: { code } }],
});
const throttled = {
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: {
    cost: {
      requestedQueryCost: 862,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 362, restoreRate: 100 },
    },
  },
};

test.each([
  ['a refused token', answer({ errors: '[API] Invalid API key or access token' }, 401), UnauthorizedError],
  ['a frozen shop', answer({ errors: 'Payment Required' }, 402), UnauthorizedError],
  ['a forbidden shop', answer({ errors: 'Unavailable Shop' }, 403), UnauthorizedError],
  ['an unknown shop', answer({ errors: 'Not Found' }, 404), UnauthorizedError],
  ['a locked shop', answer({ errors: 'This shop is unavailable' }, 423), UnauthorizedError],
  ['a security block', answer('', 430), UnauthorizedError],
  ['an inactive shop', answer(coded('SHOP_INACTIVE')), UnauthorizedError],
  [
    'a malformed request',
    answer({ errors: { query: 'Required parameter missing or invalid' } }, 400),
    RejectedError,
  ],
  ['a malformed request with 200', answer({ errors: { query: 'Required' } }), RejectedError],
  ['an invalid query', answer(coded('undefinedField')), RejectedError],
  ['a too costly query', answer(coded('MAX_COST_EXCEEDED')), RejectedError],
  ['a missing scope', answer(coded('ACCESS_DENIED', { orders: null })), RejectedError],
  ['a redirect', answer('', 301), RejectedError],
  ['a slow-down', answer('', 429, { 'retry-after': '2.0' }), ThrottledError],
  ['a throttled query', answer(throttled), ThrottledError],
])('%s is the same kind for reads and writes, because nothing ran', (_, response, kind) => {
  expect(errorOf(response, 'read')).toBeInstanceOf(kind);
  expect(errorOf(response, 'write')).toBeInstanceOf(kind);
});

test.each([
  ['a failing server', answer('<html>Bad gateway</html>', 502), TransientError],
  ['an internal error', answer(coded('INTERNAL_SERVER_ERROR')), TransientError],
  ['an internal error beside data', answer(coded('INTERNAL_SERVER_ERROR', { orders: null })), TransientError],
  ['a cut body', answer('{"data":{"orders":{"nod'), MalformedAnswerError],
  ['an HTML page with 200', answer('<html></html>'), MalformedAnswerError],
  ['an answer without data', answer({ extensions: {} }), MalformedAnswerError],
  ['null', answer('null'), MalformedAnswerError],
])('%s is harmless for a read and leaves a write unknown', (_, response, kind) => {
  expect(errorOf(response, 'read')).toBeInstanceOf(kind);
  expect(errorOf(response, 'write')).toBeInstanceOf(UnknownOutcomeError);
});

test('a throttled call waits until the bucket holds its cost, at least a second', () => {
  expect(errorOf(answer(throttled), 'read')).toMatchObject({ retryAfterMs: 5_000 });
  const bare = { errors: throttled.errors };
  expect(errorOf(answer(bare), 'read')).toMatchObject({ retryAfterMs: 1_000 });
  expect(errorOf(answer('', 429, { 'retry-after': '2.5' }), 'write')).toMatchObject({ retryAfterMs: 2_500 });
});

test('the bucket learns the real cost, the level and the rate from each answer', () => {
  const cost = {
    requestedQueryCost: 101,
    actualQueryCost: 46,
    throttleStatus: { maximumAvailable: 2000.0, currentlyAvailable: 1954, restoreRate: 100.0 },
  };
  const response = answer({ data: { shop: {} }, extensions: { cost } });
  expect(toLimitReport(response, parseEnvelope(response))).toEqual({
    actualCost: 46,
    available: 1954,
    capacity: 2000,
    restorePerSecond: 100,
  });
  const refused = answer(throttled);
  expect(toLimitReport(refused, parseEnvelope(refused))).toMatchObject({
    actualCost: 0,
    retryAfterMs: 5_000,
  });
  expect(toLimitReport(answer('', 502), undefined)).toBeUndefined();
});

test('a search filter that Shopify ignored is an error, although data came', () => {
  const search = [{ path: ['orders'], warnings: [{ field: 'updatd_at', message: 'Invalid search field.' }] }];
  const error = errorOf(answer({ data: { orders: {} }, extensions: { search } }), 'read');
  expect(error).toMatchObject({ kind: 'rejected', code: 'search-warning' });
});

test('withheld personal data does not stop the rest of the answer', () => {
  const response = answer({
    data: { nodes: [{ id: '1', email: null }] },
    errors: [
      {
        message: 'This app is not approved to access the Order object. See https://...',
        path: ['nodes', 0, 'email'],
      },
    ],
  });
  expect(dataOf(response, parseEnvelope(response), 'read')).toEqual({ nodes: [{ id: '1', email: null }] });
});

test('a withheld whole object is an error', () => {
  const response = answer({
    data: { customers: null },
    errors: [{ message: 'This app is not approved to access the Customer object.', path: ['customers'] }],
  });
  expect(errorOf(response, 'read')).toBeInstanceOf(RejectedError);
});
