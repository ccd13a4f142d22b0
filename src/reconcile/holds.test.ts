import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FinancialStatus, FulfillmentHold, Order } from '#domain/order.ts';
import type { HoldKind } from '#sdk/order-settings.ts';
import { makeLine, makeOrder, nobody } from '#tests/support/make-order.ts';
import { type Hold, type HoldPolicy, holdsOf, releases } from './holds.ts';

const lenient: HoldPolicy = {
  payment: 'none',
  paidLater: [],
  risk: false,
  address: false,
  preOrder: false,
  manual: false,
  tags: new Map(),
  shipsFrom: () => null,
};
const strict: HoldPolicy = {
  payment: 'paid',
  paidLater: ['invoice'],
  risk: true,
  address: true,
  preOrder: true,
  manual: true,
  tags: new Map([
    ['do-not-ship', 'manual'],
    ['fraud?', 'risk'],
  ]),
  shipsFrom: (sku) => (sku === 'SOON' ? 1_000 : null),
};

const address = {
  name: null,
  company: null,
  street: 'Main St 1',
  street2: null,
  city: 'Berlin',
  zip: null,
  provinceCode: null,
  countryCode: 'DE',
  phone: null,
};
const reachable = { ...nobody, delivery: address };

function heldBy(...holds: readonly FulfillmentHold[]): Order['fulfillmentOrders'] {
  return [{ id: 'f1', locationId: 'L1', status: 'on-hold', fulfillable: false, lines: [], holds }];
}

function kinds(holds: readonly Hold[]): readonly HoldKind[] {
  return holds.map((hold) => hold.kind);
}

const reasons = [
  'awaiting-payment',
  'high-risk-of-fraud',
  'incorrect-address',
  'unknown-delivery-date',
  'other',
  'unknown',
] as const;
const statuses: readonly FinancialStatus[] = ['pending', 'authorized', 'partially-paid', 'paid', 'unknown'];
const someTags = fc.subarray(['do-not-ship', 'fraud?', 'gift']);
const someHolds = fc.array(fc.record({ reason: fc.constantFrom(...reasons), byUs: fc.boolean() }), {
  maxLength: 4,
});
const someOrders = fc
  .record({
    financialStatus: fc.constantFrom(...statuses),
    tags: someTags,
    holds: someHolds,
    fulfillAt: fc.option(fc.integer({ min: 0, max: 2_000 })),
    sku: fc.constantFrom('A', 'SOON'),
    city: fc.constantFrom('Berlin', ' ', null),
  })
  .map(({ financialStatus, tags, holds, fulfillAt, sku, city }) =>
    makeOrder({
      financialStatus,
      tags,
      lines: [makeLine({ sku })],
      fulfillmentOrders: heldBy(...holds).map((part) => ({ ...part, fulfillAt })),
      personal: { ...nobody, delivery: { ...address, city } },
    }),
  );
const somePolicies = fc
  .record({
    payment: fc.constantFrom<HoldPolicy['payment']>('none', 'authorized', 'paid'),
    risk: fc.boolean(),
    address: fc.boolean(),
    preOrder: fc.boolean(),
    manual: fc.boolean(),
  })
  .map((change): HoldPolicy => ({ ...strict, ...change }));
const moment = fc.integer({ min: 0, max: 2_500 });

const contains = (more: readonly Hold[], fewer: readonly Hold[]): void => {
  for (const hold of fewer) expect(more).toContainEqual(hold);
};

test('time alone never adds a hold, and ends every one that has a date', () => {
  fc.assert(
    fc.property(someOrders, somePolicies, moment, moment, (order, policy, now, more) => {
      const before = holdsOf(order, policy, now);
      contains(before, holdsOf(order, policy, now + more));
      for (const { until } of before) {
        if (until === undefined) continue;
        expect(until).toBeGreaterThan(now);
        expect(holdsOf(order, policy, until).some((hold) => hold.until !== undefined)).toBe(false);
      }
    }),
  );
});

test('a stricter policy, one more tag and one more hold in the channel never release an order', () => {
  fc.assert(
    fc.property(someOrders, somePolicies, someTags, someHolds, moment, (order, policy, tags, holds, now) => {
      const now1 = holdsOf(order, policy, now);
      contains(holdsOf(order, { ...strict }, now), now1);
      contains(holdsOf({ ...order, tags: [...order.tags, ...tags] }, policy, now), now1);
      const fulfillmentOrders = [...order.fulfillmentOrders, ...heldBy(...holds)];
      contains(holdsOf({ ...order, fulfillmentOrders }, policy, now), now1);
    }),
  );
});

test('a payment that goes on never adds a hold', () => {
  const steps: readonly FinancialStatus[] = ['pending', 'authorized', 'paid'];
  fc.assert(
    fc.property(someOrders, somePolicies, moment, (order, policy, now) => {
      const counts = steps.map(
        (financialStatus) => holdsOf({ ...order, financialStatus }, policy, now).length,
      );
      expect(counts).toEqual(counts.toSorted((left, right) => right - left));
    }),
  );
});

test('nothing is held back unless the policy says so', () => {
  fc.assert(
    fc.property(someOrders, moment, (order, now) => {
      expect(holdsOf(order, lenient, now)).toEqual([]);
    }),
  );
});

describe('an order waits', () => {
  const good = { personal: reachable };
  test.each<readonly [string, Partial<Order>, readonly HoldKind[]]>([
    ['for nothing when all is well', {}, []],
    ['for its payment', { financialStatus: 'authorized' }, ['unpaid']],
    [
      'for nothing when it is paid after delivery',
      { financialStatus: 'pending', paymentMethods: ['invoice'] },
      [],
    ],
    [
      'for nothing when it costs nothing',
      { financialStatus: 'pending', lines: [makeLine({ priceMinor: 0 })] },
      [],
    ],
    ['for nothing when it is refunded in part', { financialStatus: 'partially-refunded' }, []],
    ['for a review', { fulfillmentOrders: heldBy({ reason: 'high-risk-of-fraud', byUs: false }) }, ['risk']],
    ['not for our own hold', { fulfillmentOrders: heldBy({ reason: 'high-risk-of-fraud', byUs: true }) }, []],
    ['for whoever held it', { fulfillmentOrders: heldBy({ reason: 'unknown', byUs: false }) }, ['manual']],
    ['for an address', { personal: nobody }, ['address']],
    ['for a tag to be removed', { tags: ['do-not-ship'] }, ['manual']],
    ['for the meaning of a tag', { tags: ['fraud?'] }, ['risk']],
    ['for goods', { lines: [makeLine(), makeLine({ id: 'b', sku: 'SOON' })] }, ['pre-order']],
    [
      'not for goods that have left',
      { lines: [makeLine(), makeLine({ id: 'b', sku: 'SOON', fulfilledQuantity: 1 })] },
      [],
    ],
    ['for nothing when it is canceled', { canceledAt: 1, financialStatus: 'pending' }, []],
    [
      'for nothing when nothing is to be shipped',
      { lines: [makeLine({ requiresShipping: false })], tags: ['fraud?'] },
      [],
    ],
  ])('%s', (_, change, expected) => {
    expect(kinds(holdsOf(makeOrder({ ...good, ...change }), strict, 0))).toEqual(expected);
  });

  test('until the last of its goods is there', () => {
    const fulfillmentOrders = heldBy().map((part) => ({ ...part, fulfillAt: 1_500 }));
    const order = makeOrder({ ...good, lines: [makeLine({ sku: 'SOON' })], fulfillmentOrders });
    expect(holdsOf(order, strict, 1_499)).toMatchObject([{ kind: 'pre-order', until: 1_500 }]);
    expect(holdsOf(order, strict, 1_500)).toEqual([]);
  });

  test('for an authorization only, where that is enough', () => {
    const policy: HoldPolicy = { ...strict, payment: 'authorized' };
    expect(
      statuses.map((financialStatus) => holdsOf(makeOrder({ ...good, financialStatus }), policy, 0).length),
    ).toEqual([1, 0, 1, 0, 1]);
  });
});

test('no reason tells anything of a person, and every kind says what releases it', () => {
  const personal = { ...nobody, delivery: { ...address, city: null, street: 'Secret Lane' } };
  const holds = holdsOf(makeOrder({ personal }), strict, 0);
  expect(JSON.stringify(holds)).not.toContain('Secret');
  for (const { kind } of holds) expect(releases[kind]).not.toBe('');
});
