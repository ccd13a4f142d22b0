import { expect } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { caught, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** What a warehouse says of a request is what its books say, from its acceptance to its end. */
export const requestChecks: ChecksFor = ({ requests }) => (requests?.target === undefined ? [] : checks);

const checks: readonly Check[] = [
  {
    promise: 'requests.target: a request reads the same from create, find and read, and has its lines',
    async run(rig) {
      const { target, hands } = open(rig);
      const asked = hands.request('kit:same', 3);
      const made = await target.create(asked);
      expect(made).toMatchObject({ reference: 'kit:same', state: 'accepted', reason: null });
      expect(made.lines).toEqual([{ reference: asked.lines[0]?.reference, quantity: 3, shipped: 0 }]);
      expect(await target.find('kit:same')).toEqual(made);
      expect(await target.read([made.id])).toEqual([made]);
    },
  },
  {
    promise: 'requests.target: a second request with one reference is the first one, canceled or not',
    async run(rig) {
      const { target, hands } = open(rig);
      const first = await target.create(hands.request('kit:twice', 2));
      const again = async () => {
        const made: string[] = [];
        // A failure is the broken promise itself.
        const error = await caught(async () => {
          const { id, state } = await target.create(hands.request('kit:twice', 2));
          made.push(id, state);
        });
        expect(error).toBeUndefined();
        return made;
      };
      expect(await again()).toEqual([first.id, 'accepted']);
      await target.cancel(first.id);
      expect(await again()).toEqual([first.id, 'canceled']);
      expect(hands.found('kit:twice')).toHaveLength(1);
    },
  },
  {
    promise:
      'requests.target: a reference that nobody asked for is null, an id that is not there is left out',
    async run(rig) {
      const { target } = open(rig);
      expect(await target.find('kit:nobody')).toBeNull();
      expect(await target.read(['999999999', 'no id'])).toEqual([]);
    },
  },
  {
    promise: 'requests.target: what left is told by its lines, a part before the whole',
    async run(rig) {
      const { target, hands } = open(rig);
      const { id } = await target.create(hands.request('kit:part', 5));
      hands.ship('kit:part', 2);
      expect(await target.read([id])).toMatchObject([
        { state: 'accepted', lines: [{ quantity: 5, shipped: 2 }] },
      ]);
      hands.ship('kit:part', 3);
      expect(await target.read([id])).toMatchObject([
        { state: 'shipped', lines: [{ quantity: 5, shipped: 5 }] },
      ]);
    },
  },
  {
    promise:
      'requests.target: a request of which something left, or that is at work, is not-cancelable, and stays whole',
    async run(rig) {
      const { target, hands } = open(rig);
      const { id: begun } = await target.create(hands.request('kit:begun', 5));
      hands.ship('kit:begun', 2);
      await expectNotCancelable(() => target.cancel(begun));
      expect(hands.found('kit:begun')).toMatchObject([{ openUnits: 3 }]);
      if (hands.pick === undefined) return;
      const { id: picked } = await target.create(hands.request('kit:picked', 5));
      hands.pick('kit:picked');
      await expectNotCancelable(() => target.cancel(picked));
      expect(hands.found('kit:picked')).toMatchObject([{ state: 'accepted', openUnits: 5 }]);
    },
  },
  {
    promise: "requests.target: a request on hold says so, with the warehouse's words",
    async run(rig) {
      const { target, hands } = open(rig);
      if (hands.hold === undefined) return;
      const { id } = await target.create(hands.request('kit:held', 1));
      hands.hold('kit:held', 'address cannot be found');
      const [held] = await target.read([id]);
      expect(held?.state).toBe('on-hold');
      expect(held?.reason).toContain('address cannot be found');
    },
  },
];

async function expectNotCancelable(cancel: () => Promise<unknown>): Promise<void> {
  const error = await caught(cancel);
  expect(error).toBeInstanceOf(RejectedError);
  expect((error as RejectedError).code).toBe('not-cancelable');
}

function open({ connection, ground }: Rig) {
  return {
    target: required(connection.requests?.target, 'a request target'),
    hands: required(ground.requesting, 'requesting'),
  };
}
