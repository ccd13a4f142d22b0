import { expect } from 'vitest';
import { SynclineError } from '#sdk/errors.ts';
import { caught, required, type ChecksFor } from '#tests/conformance/check.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** Subscriptions are what they should be, however often that is asked for. */
export const webhookSubscriptionChecks: ChecksFor = (declared) =>
  declared.webhooks === undefined
    ? []
    : [
        {
          promise: 'webhooks: register makes what is missing, and a second time nothing',
          async run(rig) {
            const { source, hands } = open(rig);
            const missing = await source.missing(hands.url);
            expect(missing.length).toBeGreaterThan(0);
            const first = await source.register(hands.url);
            expect([...first.created].toSorted()).toEqual([...missing].toSorted());
            expect(hands.count()).toBe(missing.length);
            expect(await source.missing(hands.url)).toEqual([]);
            expect(await source.register(hands.url)).toEqual({ created: [], updated: [], removed: [] });
            expect(hands.count()).toBe(missing.length);
          },
        },
        {
          promise: 'webhooks: missing names the one that was deleted, and register makes only that one',
          async run(rig) {
            const { source, hands } = open(rig);
            await source.register(hands.url);
            const gone = await hands.dropOne();
            expect(await source.missing(hands.url)).toEqual([gone]);
            expect(await source.register(hands.url)).toEqual({ created: [gone], updated: [], removed: [] });
          },
        },
        {
          promise: 'webhooks: another host is an update of the same subscriptions, not a second set',
          async run(rig) {
            const { source, hands } = open(rig);
            const { created } = await source.register(hands.url);
            const moved = new URL(hands.url);
            moved.port = '9';
            expect((await source.missing(moved.href)).length).toBe(created.length);
            const changes = await source.register(moved.href);
            expect([...changes.updated].toSorted()).toEqual([...created].toSorted());
            expect(hands.count()).toBe(created.length);
          },
        },
        {
          promise: 'webhooks: whichever call of register is lost, once more makes it right',
          async run(rig) {
            const { source, hands } = open(rig);
            for (const fate of ['lost-before', 'lost-after', 'failed-after', 'cut'] as const) {
              for (const call of [1, 2, 5]) {
                await hands.dropOne();
                rig.wire.meet(call, fate);
                const error = await caught(() => source.register(hands.url));
                if (error !== undefined) expect(error).toBeInstanceOf(SynclineError);
                rig.wire.reset();
                await source.register(hands.url);
                expect(await source.missing(hands.url)).toEqual([]);
                expect(await source.register(hands.url)).toEqual({ created: [], updated: [], removed: [] });
              }
            }
          },
        },
      ];

function open({ connection, ground }: Rig) {
  return {
    source: required(connection.webhooks, 'webhooks'),
    hands: required(ground.webhooks, 'webhooks'),
  };
}
