import { expect, test } from 'vitest';
import { createFlashSale, FLASH_SKU, flashItem } from './flash-sale.ts';

test('three customers for each unit come at the rate, once the sale has begun, and then no more', () => {
  const sale = createFlashSale({ units: 4, rate: 10 });
  expect(sale.due(0.39, 3_900)).toEqual([]);
  expect(sale.due(0.4, 4_000)).toEqual([{ lines: [{ sku: FLASH_SKU, quantity: 1 }] }]);
  expect(sale.due(0.41, 4_500)).toHaveLength(5);
  expect(sale.due(0.42, 4_500)).toEqual([]);
  expect(sale.due(0.6, 60_000)).toHaveLength(6);
  expect(sale.due(0.9, 90_000)).toEqual([]);
  expect(flashItem(4)).toMatchObject({ sku: FLASH_SKU, stock: [4, 0] });
});

test('a sale of nothing has no customers', () => {
  expect(createFlashSale({ units: 0, rate: 10 }).due(0.5, 5_000)).toEqual([]);
});
