import { expect } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { caught, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** What a warehouse says of an announced return is what its books say. */
export const returnChecks: ChecksFor = ({ returns }) => (returns?.target === undefined ? [] : checks);

const checks: readonly Check[] = [
  {
    promise: 'returns.target: a return reads the same from announce, find and read, and has its items',
    async run(rig) {
      const { target, hands } = open(rig);
      const coming = hands.coming('kit/same', 3);
      const made = await target.announce(coming);
      expect(made).toEqual({ id: made.id, reference: 'kit/same', status: 'expected', lines: coming.lines });
      expect(await target.find('kit/same')).toEqual(made);
      expect(await target.read([made.id])).toEqual([made]);
      const changed = await target.amend(made.id, hands.coming('kit/same', 1));
      expect(changed).toEqual({ ...made, lines: hands.coming('kit/same', 1).lines });
      expect(await target.read([made.id])).toEqual([changed]);
    },
  },
  {
    promise: 'returns.target: a reference that nobody announced is null, an id that is not there is left out',
    async run(rig) {
      const { target } = open(rig);
      expect(await target.find('kit/nobody')).toBeNull();
      expect(await target.read(['999999999', 'no id'])).toEqual([]);
    },
  },
  {
    promise: 'returns.target: what was withdrawn is canceled, also when it is withdrawn again',
    async run(rig) {
      const { target, hands } = open(rig);
      const { id } = await target.announce(hands.coming('kit/off', 2));
      expect(await target.withdraw(id)).toMatchObject({ id, status: 'canceled' });
      expect(await target.withdraw(id)).toMatchObject({ id, status: 'canceled' });
      expect(hands.found('kit/off')).toEqual([{ status: 'canceled', units: 2 }]);
    },
  },
  {
    promise: 'returns.target: goods that have arrived are not-cancelable, and stay as they were announced',
    async run(rig) {
      const { target, hands } = open(rig);
      const { id } = await target.announce(hands.coming('kit/there', 2));
      hands.arrive('kit/there');
      const error = await caught(() => target.withdraw(id));
      expect(error).toBeInstanceOf(RejectedError);
      expect((error as RejectedError).code).toBe('not-cancelable');
      expect(await caught(() => target.amend(id, hands.coming('kit/there', 5)))).toBeInstanceOf(
        RejectedError,
      );
      expect(hands.found('kit/there')).toEqual([{ status: 'received', units: 2 }]);
    },
  },
];

function open({ connection, ground }: Rig) {
  return {
    target: required(connection.returns?.target, 'a return target'),
    hands: required(ground.returning, 'returning'),
  };
}
