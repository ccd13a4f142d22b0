import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { ReturnReceipt } from '#sdk/returns.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Requests to ship, routings, holds and returns. */
export function testFulfillment(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const requestOf = (store: string, number: number, change: Partial<StoredRequest> = {}): StoredRequest => ({
    connection: `${store}-3pl`,
    reference: `${store}:1/${number}`,
    orderConnection: store,
    orderId: '1',
    number,
    location: 'main',
    state: 'asking',
    theirs: null,
    label: null,
    reason: null,
    withdrawn: false,
    lines: [{ lineId: 'l1', quantity: 2, shipped: 0 }],
    askedAt: 1,
    changedAt: 1,
    ...change,
  });
  const save = (request: StoredRequest) => suite.ledger.write((tx) => tx.requests.save(request));

  test('a request is kept under its reference, and what the warehouse said later stands in its place', async () => {
    const store = unique('store');
    const answered = requestOf(store, 1, { state: 'accepted', theirs: '77', label: '#1', withdrawn: true });
    for (const request of [requestOf(store, 2), requestOf(store, 1), answered]) await save(request);
    const found = await suite.ledger.read((tx) => tx.requests.ofOrder(store, '1'));
    expect(found).toEqual([answered, requestOf(store, 2)]);
    expect(await suite.ledger.read((tx) => tx.requests.get(`${store}-3pl`, `${store}:1/1`))).toEqual(
      answered,
    );
    expect(await suite.ledger.read((tx) => tx.requests.get('other', `${store}:1/1`))).toBeNull();
  });

  test('one order of the warehouse is never that of two references', async () => {
    const store = unique('store');
    await save(requestOf(store, 1, { theirs: '77' }));
    await expect(save(requestOf(store, 2, { theirs: '77' }))).rejects.toThrow(/unique|duplicate/i);
  });

  test('open are those that may still ship, page by page', async () => {
    const store = unique('store');
    const states = ['asking', 'accepted', 'on-hold', 'unknown', 'shipped', 'canceled', 'refused'] as const;
    for (const [at, state] of states.entries()) await save(requestOf(store, at + 1, { state }));
    const page = (after: string | null, limit: number) =>
      suite.ledger.read(async (tx) =>
        (await tx.requests.open(`${store}-3pl`, after, limit)).map(({ number }) => number),
      );
    expect([await page(null, 3), await page(`${store}:1/3`, 3)]).toEqual([[1, 2, 3], [4]]);
  });

  test('a routing is decided over the one before it, never over one that was not seen', async () => {
    const store = unique('store');
    const routing = (decision: number) => ({
      decision,
      decidedAt: decision,
      routed: [
        { lineId: 'l1', sku: 'A', quantity: decision, location: 'main', connection: '3pl', rule: null },
      ],
      unrouted: [{ lineId: 'l2', sku: null, quantity: 1, reason: 'out-of-stock' }],
    });
    const decide = (decision: number) =>
      suite.ledger.write((tx) => tx.routings.save(store, '1', routing(decision)));
    expect(await suite.ledger.read((tx) => tx.routings.get(store, '1'))).toBeNull();
    expect([await decide(1), await decide(1), await decide(3), await decide(2)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(await suite.ledger.read((tx) => tx.routings.get(store, '1'))).toEqual(routing(2));
  });

  test('a hold is placed, renewed and lifted once', async () => {
    const store = unique('store');
    const place = (reason: string) =>
      suite.ledger.write((tx) => tx.holds.place(store, '1', { placedBy: 'ada', reason, placedAt: 5 }));
    await place('first');
    await place('second');
    const get = () => suite.ledger.read((tx) => tx.holds.get(store, '1'));
    expect(await get()).toEqual({ placedBy: 'ada', reason: 'second', placedAt: 5 });
    const lift = () => suite.ledger.write((tx) => tx.holds.lift(store, '1'));
    expect([await lift(), await lift(), await get()]).toEqual([true, false, null]);
  });

  test('a return is news when it changes, or when its order becomes known', async () => {
    const store = unique('store');
    const receipt: ReturnReceipt = {
      reference: null,
      id: 'r1',
      orderReference: null,
      locationId: null,
      receivedAt: null,
      status: 'expected',
      lines: [{ listingId: '1', sku: 'A', quantity: 1, received: 0, restocked: 0 }],
    };
    const record = (change: Partial<ReturnReceipt>, order: { connection: string; id: string } | null) =>
      suite.ledger.write((tx) =>
        tx.returns.record({ connection: store, receipt: { ...receipt, ...change }, order }, suite.now()),
      );
    const order = { connection: store, id: '1' };
    expect(await record({}, null)).toBe(true);
    expect(await record({}, null)).toBe(false);
    expect(await record({}, order)).toBe(true);
    expect(await record({}, order)).toBe(false);
    expect(await record({ status: 'completed' }, order)).toBe(true);
    const found = await suite.ledger.read((tx) => tx.returns.ofOrder(store, '1'));
    expect(found).toMatchObject([{ connection: store, order, receipt: { status: 'completed' } }]);
    expect(await suite.ledger.read((tx) => tx.returns.get(store, 'r1'))).toEqual(found[0]);
  });
}
