import { expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';
import { createChance } from './chance.ts';
import { createCrowd } from './crowd.ts';
import type { ReturnedGoods } from './shoppers.ts';
import type { StoreDesk } from './store-desk.ts';

/** A counter that takes everything and notes who paid back. */
function openDesk(name: string) {
  const seen = { placed: 0, back: [] as string[] };
  const desk: StoreDesk = {
    currency: 'USD',
    places: [0, 1],
    offers: () => 9,
    place() {
      seen.placed += 1;
      return { id: `${name}-${seen.placed}`, name: `#${seen.placed}` };
    },
    pay: () => {},
    cancel: (orderId) => void seen.back.push(orderId),
    removeUnits: () => {},
    refund: (orderId) => void seen.back.push(orderId),
    toldShipped: () => 0,
    totalOf: () => 0,
    agreeReturn: () => null,
    closeReturn: () => {},
  };
  return { name, desk, seen };
}

test('customers buy in every store, and goods go back to the store that sold them', () => {
  const shops = [openDesk('a'), openDesk('b')];
  const crowd = createCrowd({
    desks: shops.map(({ desk }) => desk),
    chance: createChance(1),
    agenda: createAgenda(),
    now: () => 0,
    hasLeft: () => false,
  });
  const lines = [{ sku: 'MUG', quantity: 2 }];
  const customers = Array.from({ length: 20 }, (_, index) => `${100 + index}`);
  for (const customer of customers) crowd.serve({ customer, lines }, 0);
  for (const { seen } of shops) expect(seen.placed).toBeGreaterThan(3);
  expect(crowd.counts).toMatchObject({ placed: 20, canceled: 0 });
  for (const customer of customers) crowd.serve({ customer, lines, isReturn: true }, 0);
  for (const { name, seen } of shops) {
    expect(seen.back).toHaveLength(seen.placed);
    expect(seen.back.every((orderId) => orderId.startsWith(name))).toBe(true);
  }
  expect(crowd.counts.canceled).toBe(20);
});

test('goods come back only when the store knows that they had left, to the shelf that they are from', () => {
  const { desk, seen } = openDesk('a');
  let [nowMs, told] = [0, 0];
  const agenda = createAgenda();
  const goods: ReturnedGoods[] = [];
  const crowd = createCrowd({
    desks: [{ ...desk, toldShipped: () => told }],
    chance: createChance(3),
    agenda,
    now: () => nowMs,
    hasLeft: () => true,
    takeGoods: (one, counter) => {
      counter.payBack();
      goods.push(one);
    },
  });
  for (let count = 0; count < 40; count += 1)
    crowd.serve({ lines: [{ sku: `MUG-${count}`, quantity: 2 }] }, 0);
  nowMs = 20_000;
  agenda.runDue(nowMs);
  expect([crowd.counts.refunded, goods.length]).toEqual([0, 0]);
  told = 1;
  nowMs = 40_000;
  agenda.runDue(nowMs);
  expect(goods.length).toBeGreaterThan(0);
  expect(crowd.counts.refunded).toBe(goods.length);
  expect(goods.every(({ orderId, units }) => seen.back.includes(orderId) && units === 1)).toBe(true);
});
