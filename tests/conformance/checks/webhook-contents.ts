import fc from 'fast-check';
import { expect } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import type { Hint, WebhookSource } from '#sdk/define-connector.ts';
import { required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { WebhookHands } from '#tests/conformance/fixture.ts';
import type { Rig } from '#tests/conformance/rig.ts';

const resources: ReadonlySet<string> = new Set([
  'orders',
  'stock',
  'catalog',
  'shipments',
  'locations',
  'requests',
  'returns',
  'customers',
  'consents',
]);
const RUNS = 60;

const hostileBodies = [
  '',
  'null',
  '0',
  '[]',
  '{}',
  '"text"',
  '{"id":',
  '\u0000',
  '\ufeff{"id":1}',
  '{"id":1e400}',
  '{"id":-1}',
  '{"id":0}',
  '{"id":1.5}',
  '{"id":null}',
  '{"id":{"id":1}}',
  '{"id":["1"]}',
  '{"id":true}',
  '{"id":"1; DROP TABLE orders"}',
  '{"id":"gid://other/Order/1"}',
  `{"id":${'9'.repeat(400)}}`,
  '{"__proto__":{"polluted":true},"id":1}',
  '{"constructor":{"prototype":{"polluted":true}},"id":1}',
  '{"id":{"__proto__":{"polluted":true}}}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  `{"id":1,"a":${'['.repeat(20_000)}`,
];

/** What a stored delivery says is untrusted: it becomes hints, or RejectedError, and nothing else. */
export const webhookContentChecks: ChecksFor = (declared) => (declared.webhooks === undefined ? [] : checks);

const checks: readonly Check[] = [
  {
    promise: "webhooks: the vendor's own deliveries become hints",
    run: (rig) => {
      const { source, hands } = open(rig);
      for (const delivery of hands.deliveries) {
        const hints = source.interpret(delivery);
        expect(hints.length, delivery.topic).toBeGreaterThan(0);
        expect(hints.every(isHint), delivery.topic).toBe(true);
      }
      return Promise.resolve();
    },
  },
  {
    promise: 'webhooks: hostile bodies are RejectedError or hints, and change nothing outside',
    run: (rig) => {
      const { source, hands } = open(rig);
      for (const topic of topicsOf(hands)) {
        for (const body of hostileBodies) expectHarmless(source, topic, body);
      }
      expect(Object.prototype).not.toHaveProperty('polluted');
      return Promise.resolve();
    },
  },
  {
    promise: "webhooks: any JSON at all, and any change of a vendor's body, is RejectedError or hints",
    run: (rig) => {
      const { source, hands } = open(rig);
      for (const topic of topicsOf(hands)) {
        fc.assert(
          fc.property(fc.json({ maxDepth: 5 }), (body) => {
            expectHarmless(source, topic, body);
          }),
          { numRuns: RUNS, seed: 7 },
        );
      }
      for (const { topic, body } of hands.deliveries) {
        const cut = fc.tuple(fc.nat(body.length), fc.nat(8), fc.string({ maxLength: 6 }));
        fc.assert(
          fc.property(cut, ([at, gone, put]) => {
            expectHarmless(source, topic, `${body.slice(0, at)}${put}${body.slice(at + gone)}`);
          }),
          { numRuns: RUNS, seed: 7 },
        );
      }
      return Promise.resolve();
    },
  },
  {
    promise: 'webhooks: an id beyond 2^53 arrives digit by digit',
    run: (rig) => {
      const { source, hands } = open(rig);
      if (hands.largeId === undefined) return Promise.resolve(expectNoIds(source, hands));
      const { id, ...delivery } = hands.largeId;
      expect(source.interpret(delivery).flatMap(({ ids }) => ids)).toEqual([id]);
      return Promise.resolve();
    },
  },
];

function open({ connection, ground }: Rig): { readonly source: WebhookSource; readonly hands: WebhookHands } {
  return {
    source: required(connection.webhooks, 'webhooks'),
    hands: required(ground.webhooks, 'webhooks'),
  };
}

/** Where ids are not read at all, none can be wrong. */
function expectNoIds(source: WebhookSource, { deliveries }: WebhookHands): void {
  for (const delivery of deliveries) {
    expect(source.interpret(delivery).flatMap(({ ids }) => ids)).toEqual([]);
  }
}

function topicsOf({ deliveries }: WebhookHands): readonly string[] {
  return [...new Set(deliveries.map(({ topic }) => topic)), 'no/such_topic', '__proto__', 'constructor', ''];
}

function expectHarmless(source: WebhookSource, topic: string, body: string): void {
  try {
    const hints = source.interpret({ topic, body });
    if (!hints.every(isHint)) expect.fail(`${topic} ${body.slice(0, 80)}: ${JSON.stringify(hints)}`);
  } catch (error) {
    if (!(error instanceof RejectedError)) expect.fail(`${topic} ${body.slice(0, 80)}: ${String(error)}`);
    if (error.message.length > 500)
      expect.fail(`${topic} ${body.slice(0, 80)}: a message as long as its body`);
  }
}

function isHint({ resource, ids }: Hint): boolean {
  return resources.has(resource) && ids.every((id) => typeof id === 'string' && id !== '' && id.length < 300);
}
