import { expect } from 'vitest';
import { minorDigitsOf } from '#domain/money.ts';
import { required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { collectPages, readerOf } from '#tests/conformance/readers.ts';

/** What goes in comes out: to the minor unit, to the second, to the unit below zero. */
export const roundTripChecks: ChecksFor = ({ orders, stock, shipments, locations }) => [
  ...(orders?.source === undefined ? [] : ordersReadRight),
  ...(orders?.target === undefined ? [] : ordersBookedRight),
  ...(stock?.source === undefined ? [] : levelsReadRight),
  ...(shipments?.source === undefined ? [] : shipmentsReadRight),
  ...(locations?.source === undefined ? [] : locationsReadRight),
];

const ordersReadRight: readonly Check[] = [
  {
    promise:
      "orders.source: totals and times are the vendor's own, in currencies with any number of digits, small and large",
    async run({ fixture, open, startAnother }) {
      for (const currency of fixture.currencies) {
        const ground = await startAnother({ currency });
        const source = required(open(ground.settings).orders?.source, 'an order source');
        const selling = required(ground.selling, 'selling');
        const ids = [selling.place('plain'), selling.place('large')];
        const { items, refused } = await source.fetch(ids);
        expect(refused).toEqual([]);
        for (const id of ids) {
          const { totalMinor, createdAt, updatedAt } = selling.truth(id);
          const order = required(
            items.find((one) => one.id === id),
            `order ${id}`,
          );
          expect(order.totals.total.shop, currency).toEqual({ minor: totalMinor, currency });
          expect([order.createdAt, order.updatedAt].map(toSecond)).toEqual(
            [createdAt, updatedAt].map(toSecond),
          );
        }
      }
    },
  },
  {
    promise: 'orders.source: an order that is not there is in neither list',
    async run({ connection, ground }) {
      const source = required(connection.orders?.source, 'an order source');
      const id = required(ground.selling, 'selling').place('plain');
      const { items, refused } = await source.fetch([id, id.replace(/\d+$/, '999999999999')]);
      expect(items.map((order) => order.id)).toEqual([id]);
      expect(refused).toEqual([]);
    },
  },
  {
    promise: 'orders.source: more ids than fit one call all come, each once',
    async run({ connection, ground }) {
      const source = required(connection.orders?.source, 'an order source');
      const selling = required(ground.selling, 'selling');
      const ids = Array.from({ length: source.fetchMax + 3 }, () => selling.place('plain'));
      const { items } = await source.fetch([...ids, ids[0] ?? '']);
      expect([...new Set(items.map(({ id }) => id))].toSorted()).toEqual(ids.toSorted());
    },
  },
];

const ordersBookedRight: readonly Check[] = [
  {
    promise:
      'orders.target: the booked total is the order’s own, in currencies with any number of digits, small, large and rounded down',
    async run({ fixture, open, startAnother }) {
      for (const currency of fixture.currencies) {
        const ground = await startAnother({ currency });
        const target = required(open(ground.settings).orders?.target, 'an order target');
        const hands = required(ground.booking, 'booking');
        const large = 10 ** (6 + minorDigitsOf(currency)) + 1;
        const amounts = [
          {},
          { unitMinor: 1 },
          { unitMinor: large },
          { unitMinor: 0 },
          { unitMinor: 999, roundingMinor: -4 },
          { unitMinor: 999, roundingMinor: 3 },
        ];
        for (const [index, amount] of amounts.entries()) {
          const reference = `kit:${currency}:${index}`;
          const order = hands.order(reference, 3, amount);
          const booked = await target.create(order);
          const where = `${currency} ${JSON.stringify(amount)}`;
          expect(booked.total, where).toEqual({ minor: order.total.minor, currency });
          expect(hands.bookings(reference), where).toMatchObject([
            { totalMinor: order.total.minor, currency },
          ]);
          expect(await target.find(reference), where).toEqual(booked);
          expect(await target.read([booked.id]), where).toEqual([booked]);
        }
      }
    },
  },
  {
    promise: 'orders.target: a reference that nobody booked is null, an id that is not there is left out',
    async run({ connection }) {
      const target = required(connection.orders?.target, 'an order target');
      expect(await target.find('kit:nobody')).toBeNull();
      expect(await target.read(['999999999'])).toEqual([]);
    },
  },
];

const levelsReadRight: readonly Check[] = [
  {
    promise:
      'stock.source: units are what the books say, below zero too, and an item that is not there is missing',
    async run({ connection, ground }) {
      const source = required(connection.stock?.source, 'a stock source');
      const hands = required(ground.counting, 'counting');
      const counted = [0, 7, -3, 100_000].map((units) => ({ ...hands.item(units), units }));
      const ids = counted.map(({ listingId }) => listingId);
      const { items, refused } = await source.fetch([...ids, '999999999']);
      expect(refused).toEqual([]);
      expect(new Set(items.map(({ listingId }) => listingId))).toEqual(new Set(ids));
      const all = (await collectPages(source.all())).flatMap((page) => page.items);
      for (const { listingId, locationId, units } of counted) {
        const isCell = (level: unknown): boolean => {
          const { listingId: item, locationId: place } = level as { listingId: string; locationId: string };
          return item === listingId && place === locationId;
        };
        expect(items.filter(isCell)).toMatchObject([{ quantity: units }]);
        expect(all.filter(isCell)).toMatchObject([{ quantity: units }]);
      }
    },
  },
];

const shipmentsReadRight: readonly Check[] = [
  {
    promise: 'shipments: time, place, tracking and units of a shipment are what the books say',
    async run({ connection, ground }) {
      const shipped = await required(ground.shipping, 'shipping').ship();
      const pages = await collectPages(readerOf(connection, 'shipments changedSince').pages(null));
      const found = pages
        .flatMap((page) => page.items)
        .find((item) => (item as { id: string }).id === shipped.id);
      const { shippedAt, ...rest } = shipped;
      expect(found).toMatchObject(rest);
      expect(toSecond((found as typeof shipped).shippedAt)).toBe(toSecond(shippedAt));
    },
  },
];

const locationsReadRight: readonly Check[] = [
  {
    promise: 'locations: all of them, closed ones as not active',
    async run({ connection, ground }) {
      const wanted = required(ground.locations, 'locations')();
      const found = await required(connection.locations?.source, 'a location source').all();
      const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
        left.id.localeCompare(right.id);
      expect(found.map(({ id, active }) => ({ id, active })).toSorted(byId)).toEqual(
        [...wanted].toSorted(byId),
      );
    },
  },
];

function toSecond(at: number): number {
  return Math.floor(at / 1_000);
}
