import { expect } from 'vitest';
import type { RawWebhook, WebhookSource } from '#sdk/define-connector.ts';
import { required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { WebhookHands } from '#tests/conformance/fixture.ts';
import type { Rig } from '#tests/conformance/rig.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_';

/** Only what the vendor signed with a secret of ours gets in; everything that is a byte away does not. */
export const webhookSignatureChecks: ChecksFor = (declared) =>
  declared.webhooks === undefined ? [] : checks;

const checks: readonly Check[] = [
  {
    promise:
      'webhooks: a delivery signed with the current or the previous secret is valid, and the same each time',
    run: (rig) =>
      forEachDelivery(rig, ({ source, hands, topic, body }) => {
        for (const secret of [hands.secrets.current, hands.secrets.previous]) {
          const webhook = hands.sign({ topic, body, secret });
          const verdict = source.verify(webhook);
          expect(verdict).toMatchObject({ valid: true, topic });
          expect(source.verify(webhook)).toEqual(verdict);
          if (verdict.valid) expect(verdict.deliveryId.length).toBeGreaterThan(0);
        }
      }),
  },
  {
    promise: 'webhooks: any changed, added or missing byte of the body is refused',
    run: (rig) =>
      forEachDelivery(rig, (delivery) => {
        const { body } = delivery;
        for (let index = 0; index < body.length; index += 1) {
          const changed = Uint8Array.from(body);
          changed[index] = (body[index] ?? 0) ^ (1 << (index % 8));
          expectRefused(delivery, { body: changed });
        }
        expectRefused(delivery, { body: body.slice(1) });
        expectRefused(delivery, { body: body.slice(0, -1) });
        expectRefused(delivery, { body: Uint8Array.from([...body, 0x0a]) });
        expectRefused(delivery, { body: Uint8Array.from([0xef, 0xbb, 0xbf, ...body]) });
        expectRefused(delivery, { body: new Uint8Array() });
      }),
  },
  {
    promise: 'webhooks: any changed character of the signature is refused, the last ones too',
    run: (rig) =>
      forEachDelivery(rig, (delivery) => {
        const signature = signatureOf(delivery);
        for (let index = 0; index < signature.length; index += 1) {
          for (const character of BASE64) {
            if (character === signature[index]) continue;
            expectRefused(delivery, {
              signature: `${signature.slice(0, index)}${character}${signature.slice(index + 1)}`,
            });
          }
        }
      }),
  },
  {
    promise: 'webhooks: the signature in any other spelling, cut, doubled or missing is refused',
    run: (rig) =>
      forEachDelivery(rig, (delivery) => {
        const signature = signatureOf(delivery);
        const bytes = Buffer.from(signature, 'base64');
        const known = delivery.hands.alsoValid?.(signature) ?? [];
        for (const spelling of known) expectAccepted(delivery, spelling);
        const spellings = [
          '',
          ' ',
          `${signature} `,
          ` ${signature}`,
          `${signature}\n`,
          `${signature}, ${signature}`,
          `${signature},${signature}`,
          `${signature}${signature}`,
          `${signature}A`,
          signature.replace(/=+$/, ''),
          `${signature}=`,
          signature.slice(0, -4),
          signature.slice(0, Math.floor(signature.length / 2)),
          signature.toLowerCase() === signature ? '' : signature.toLowerCase(),
          bytes.toString('hex'),
          bytes.toString('base64url'),
          `sha256=${signature}`,
          '\u0000',
          'é'.repeat(44),
          'undefined',
        ].filter((spelling) => spelling !== signature && !known.includes(spelling));
        for (const spelling of spellings) expectRefused(delivery, { signature: spelling });
        expectRefused(delivery, { without: delivery.hands.signatureHeader });
      }),
  },
  {
    promise: 'webhooks: a wrong, empty or former secret, and the signature of another body, are refused',
    run: (rig) =>
      forEachDelivery(rig, ({ source, hands, topic, body }) => {
        const { current } = hands.secrets;
        for (const secret of ['', 'wrong', `${current} `, current.slice(0, -1), current.toUpperCase()]) {
          if (secret === current) continue;
          expect(source.verify(hands.sign({ topic, body, secret })).valid).toBe(false);
        }
        const other = hands.sign({ topic, body: Buffer.from('{"id":1}'), secret: current });
        expect(source.verify({ ...other, body }).valid).toBe(false);
      }),
  },
  {
    promise: 'webhooks: headers that take part in the decision must be there and be right',
    run: (rig) =>
      forEachDelivery(rig, (delivery) => {
        for (const header of delivery.hands.boundHeaders) {
          expectRefused(delivery, { without: header });
          expectRefused(delivery, { header, value: '' });
          expectRefused(delivery, { header, value: 'another value' });
        }
      }),
  },
  {
    promise: 'webhooks: bodies of any size and any bytes are judged, never thrown at',
    run: (rig) =>
      forEachDelivery(rig, ({ source, hands, topic }) => {
        const bodies = [
          new Uint8Array(),
          Uint8Array.from([0xff, 0xfe, 0x00]),
          new Uint8Array(5_000_000).fill(0x7b),
        ];
        for (const body of bodies) {
          expect(source.verify(hands.sign({ topic, body, secret: hands.secrets.current })).valid).toBe(true);
          expect(source.verify(hands.sign({ topic, body, secret: 'wrong' })).valid).toBe(false);
        }
        expect(source.verify({ headers: {}, body: new Uint8Array() }).valid).toBe(false);
      }),
  },
];

interface Delivery {
  readonly source: WebhookSource;
  readonly hands: WebhookHands;
  readonly topic: string;
  readonly body: Uint8Array;
  readonly signed: RawWebhook;
}

function forEachDelivery({ connection, ground }: Rig, run: (delivery: Delivery) => void): Promise<void> {
  const hands = required(ground.webhooks, 'webhooks');
  const source = required(connection.webhooks, 'webhooks');
  expect(hands.deliveries.length).toBeGreaterThan(0);
  for (const { topic, body: text } of hands.deliveries.slice(0, 2)) {
    const body = Uint8Array.from(Buffer.from(text));
    const signed = hands.sign({ topic, body, secret: hands.secrets.current });
    expect(source.verify(signed).valid, 'before anybody tampers with it').toBe(true);
    run({ source, hands, topic, body, signed });
  }
  return Promise.resolve();
}

function signatureOf({ signed, hands }: Delivery): string {
  return required(signed.headers[hands.signatureHeader], 'the signature header');
}

function expectAccepted({ source, signed, hands }: Delivery, signature: string): void {
  expect(source.verify(tamper(signed, hands.signatureHeader, { signature })).valid, signature).toBe(true);
}

type Tampering =
  | { readonly body: Uint8Array }
  | { readonly signature: string }
  | { readonly without: string }
  | { readonly header: string; readonly value: string };

function expectRefused({ source, signed, hands }: Delivery, how: Tampering): void {
  const verdict = source.verify(tamper(signed, hands.signatureHeader, how));
  if (verdict.valid) expect(verdict, JSON.stringify(how).slice(0, 200)).toMatchObject({ valid: false });
}

function tamper({ headers, body }: RawWebhook, signatureHeader: string, how: Tampering): RawWebhook {
  if ('body' in how) return { headers, body: how.body };
  if ('signature' in how) return { headers: { ...headers, [signatureHeader]: how.signature }, body };
  if ('header' in how) return { headers: { ...headers, [how.header]: how.value }, body };
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== how.without)),
    body,
  };
}
