import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideSecret } from '#sdk/secret.ts';
import { verifyWebhook } from './verify-webhook.ts';

const shop = 'acme.myshopify.com';
const current = 'current-secret';
const previous = 'previous-secret';
const keys = { shop, secrets: [hideSecret(current), hideSecret(previous)] };
const body = Buffer.from('{"id": 1, "name": "Zoë ☃"}', 'utf8');

const sign = (bytes: Uint8Array, secret = current): string =>
  createHmac('sha256', secret).update(bytes).digest('base64');

const headersWith = (changes: Record<string, string | undefined> = {}): Record<string, string> => {
  const all: Record<string, string | undefined> = {
    'x-shopify-hmac-sha256': sign(body),
    'x-shopify-topic': 'orders/create',
    'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    'x-shopify-shop-domain': shop,
    'x-shopify-triggered-at': '2026-11-01T10:00:00.123456789Z',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};

test('a delivery signed with the current secret is valid and names itself', () => {
  expect(verifyWebhook({ headers: headersWith(), body }, keys)).toEqual({
    valid: true,
    deliveryId: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    topic: 'orders/create',
    triggeredAt: Date.parse('2026-11-01T10:00:00.123Z'),
  });
});

test('the previous secret is accepted during a rotation, a revoked one is not', () => {
  const by = (secret: string) =>
    verifyWebhook({ headers: headersWith({ 'x-shopify-hmac-sha256': sign(body, secret) }), body }, keys)
      .valid;
  expect(by(previous)).toBe(true);
  expect(by('revoked-secret')).toBe(false);
});

const signature = sign(body);
const tampered: readonly (readonly [string, string | undefined])[] = [
  ['missing', undefined],
  ['empty', ''],
  ['two headers joined', `${signature}, ${signature}`],
  ['too short', signature.slice(0, 40)],
  ['unpadded', signature.replace(/=$/, '')],
  ['URL-safe alphabet', `${signature.slice(0, 42).replaceAll('+', '-').replaceAll('/', '_')}-=`],
  ['lower case', signature.toLowerCase()],
  ['a space at the end', `${signature} `],
  ['a line end', `${signature}\n`],
  ['hexadecimal', createHmac('sha256', current).update(body).digest('hex')],
  ['a prefix', `sha256=${signature}`],
  ['of the body and a newline', sign(Buffer.concat([body, Buffer.from('\n')]))],
  ['of the re-serialized JSON', sign(Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8')))))],
  ['of the body with a byte order mark', sign(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]))],
  ['of the empty body', sign(Buffer.alloc(0))],
];

test.each(tampered)('a signature that is %s is refused, and nothing is thrown', (_, given) => {
  const verdict = verifyWebhook({ headers: headersWith({ 'x-shopify-hmac-sha256': given }), body }, keys);
  expect(verdict.valid).toBe(false);
});

test('another spelling of the same signature bytes is refused, so one delivery has one signature', () => {
  // The last letter before the padding carries two spare bits, which decoders ignore.
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const last = letters.indexOf(signature.charAt(42));
  const twin = `${signature.slice(0, 42)}${letters.charAt(last + 1)}=`;
  expect(Buffer.from(twin, 'base64')).toEqual(Buffer.from(signature, 'base64'));
  expect(verifyWebhook({ headers: headersWith({ 'x-shopify-hmac-sha256': twin }), body }, keys).valid).toBe(
    false,
  );
});

test('a change of any single byte of the body is refused', () => {
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(body);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      expect(verifyWebhook({ headers: headersWith(), body: changed }, keys).valid).toBe(false);
    }),
  );
});

test('a delivery for another shop of the same app is refused although its signature is right', () => {
  const verdict = verifyWebhook(
    { headers: headersWith({ 'x-shopify-shop-domain': 'other.myshopify.com' }), body },
    keys,
  );
  expect(verdict).toEqual({ valid: false, reason: 'another shop' });
});

test.each([
  ['x-shopify-topic', undefined],
  ['x-shopify-topic', 'orders/create\r\nx: y'],
  ['x-shopify-webhook-id', undefined],
  ['x-shopify-webhook-id', 'a b'],
  ['x-shopify-webhook-id', 'a'.repeat(201)],
  ['x-shopify-shop-domain', undefined],
])('a delivery whose %s is %j is refused', (name, value) => {
  expect(verifyWebhook({ headers: headersWith({ [name]: value }), body }, keys).valid).toBe(false);
});

test('without any secret nothing is valid', () => {
  expect(verifyWebhook({ headers: headersWith(), body }, { shop, secrets: [] }).valid).toBe(false);
});
