import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planMembers } from './plan-members.ts';

test('the difference makes the list say who is wanted, and touches nobody else', () => {
  const people = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(people, people, (wanted, present) => {
      const { add, remove } = planMembers(new Set(wanted), new Set(present));
      const after = [...present.filter((one) => !remove.includes(one)), ...add];
      expect(after.toSorted()).toEqual(wanted.toSorted());
      expect(add.filter((one) => present.includes(one))).toEqual([]);
      expect(remove.filter((one) => wanted.includes(one))).toEqual([]);
    }),
  );
});
