import { expect, test } from 'vitest';
import { bundleConflict } from './bundle-conflict.ts';

const bundles = new Map([
  ['SET', { parts: new Map([['A', 2]]), stocked: false }],
  ['KIT', { parts: new Map([['A', 2]]), stocked: true }],
]);
const counted = (quantity: number) => [{ quantity, reserved: null, basis: 1, sentAt: 1, answeredAt: 1 }];

test('a bundle that is made when it is sold must not lie on a shelf', () => {
  expect(bundleConflict('SET', counted(3), bundles)).toContain('stocked: true');
  expect(bundleConflict('SET', counted(-1), bundles)).not.toBeNull();
});

test('a bundle assembled ahead, an empty shelf, no count and a plain item are no conflict', () => {
  expect(bundleConflict('KIT', counted(3), bundles)).toBeNull();
  expect(bundleConflict('SET', counted(0), bundles)).toBeNull();
  expect(bundleConflict('SET', [], bundles)).toBeNull();
  expect(bundleConflict('A', counted(3), bundles)).toBeNull();
});
