import { expect, test } from 'vitest';
import { createRegistry } from '#connectors/odoo/sandbox/registry.ts';
import type { Table } from './storage.ts';
import { createTable } from './table.ts';
import type { Row } from './values.ts';

const stamps = { create_date: 1, write_date: 1, create_uid: 1, write_uid: 1 };
const stateOf = (id: number, country: number): Row => ({
  ...stamps,
  id,
  code: `S${id}`,
  country_id: country,
});
const statesOf = (table: Table, country: number): number[] => [
  ...(table.lookup('country_id', country) ?? []),
];

test('what becomes of a copied table does not show in its copies, nor the other way round', () => {
  const model = createRegistry(18, { withDelivery: true }).get('res.country.state');
  if (model === undefined) throw new Error('the sandbox has no states');
  const first = createTable(model);
  for (const id of [1, 2, 3]) first.set(id, stateOf(id, 7));
  first.markChanged(3, 1);
  const [second, third] = [first.copy(), first.copy()];
  second.set(3, undefined);
  second.set(2, stateOf(2, 8));
  third.set(third.nextId(), stateOf(4, 7));
  first.set(1, stateOf(1, 9));
  second.markChanged(2, 5);

  expect([first, second, third].map((table) => statesOf(table, 7))).toEqual([[2, 3], [1], [1, 2, 3, 4]]);
  expect([first, second, third].map((table) => statesOf(table, 8))).toEqual([[], [2], []]);
  expect([first, second, third].map(({ rows }) => [...rows.keys()])).toEqual([
    [1, 2, 3],
    [1, 2],
    [1, 2, 3, 4],
  ]);
  expect([first, second, third].map((table) => [table.changedAt(2), table.changedAt(3)])).toEqual([
    [0, 1],
    [5, 1],
    [0, 1],
  ]);
  expect([first.nextId(), second.nextId(), third.nextId()]).toEqual([4, 4, 5]);
});
