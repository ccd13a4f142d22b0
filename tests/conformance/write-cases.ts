import { isDeepStrictEqual } from 'node:util';
import type { Idempotency, OrderTarget, OrderToBook, StockTarget } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { required } from './check.ts';
import type { Booking, Ground } from './fixture.ts';
import { marketingTitles, marketingWrites } from './marketing-writes.ts';
import { optOutTitles, optOutWrites } from './opt-out-writes.ts';
import { requestTitles, requestWrites } from './request-writes.ts';
import { returnTitles, returnWrites } from './return-writes.ts';

/** One write that a connection declares, and how it is judged. */
export interface WriteCase {
  readonly title: string;
  readonly idempotency: Idempotency;
  /** The vendor's answer to it says nothing but that it came: no body of it can be broken. */
  readonly answersNothing?: true;
  /** Makes everything that the write is about, in good weather. A new subject each time. */
  readonly prepare: () => Promise<WriteSubject>;
}

export interface WriteSubject {
  /** The key for it, where nobody else makes one; no two subjects have the same. */
  readonly key: string;
  /** The write, through this connection or another one. */
  send(key: string, through?: Connection): Promise<unknown>;
  /** What an earlier send made, or null. */
  lookUp(): Promise<unknown>;
  /** What the sandbox's books say of the subject; equal to itself as long as nothing happened. */
  books(): unknown;
  /** In a sentence, why the books do not show the write done exactly once; null when they do. */
  fault(): string | null;
}

let subjects = 0;

/** All writes that the connection declares. */
export function writeCasesOf(connection: Connection, ground: Ground): readonly WriteCase[] {
  return [
    ...(connection.orders?.target === undefined ? [] : orderWrites(connection, ground)),
    ...(connection.requests?.target === undefined ? [] : requestWrites(connection, ground)),
    ...(connection.returns?.target === undefined ? [] : returnWrites(connection, ground)),
    ...(connection.stock?.target === undefined ? [] : stockWrites(connection, ground)),
    ...(connection.fulfillment?.target === undefined ? [] : parcelWrites(connection, ground)),
    ...(connection.consents?.optOut === undefined ? [] : optOutWrites(connection, ground)),
    ...marketingWrites(connection, ground),
  ];
}

/** The titles of the writes that these capabilities have; the kinds of parcels are told apart when they are made. */
export function writeTitlesOf(connection: Connection): readonly string[] {
  return [
    ...(connection.orders?.target === undefined ? [] : orderTitles),
    ...(connection.requests?.target === undefined ? [] : requestTitles),
    ...(connection.returns?.target === undefined ? [] : returnTitles),
    ...(connection.stock?.target === undefined ? [] : stockTitles),
    ...(connection.stock?.target?.lower === undefined ? [] : [lowerTitle]),
    ...(connection.fulfillment?.target === undefined ? [] : ['fulfillment.fulfill']),
    ...(connection.consents?.optOut === undefined ? [] : optOutTitles),
    ...marketingTitles(connection),
  ];
}

const orderTitles = [
  'orders.create',
  'orders.confirm',
  'orders.amend',
  'orders.amend confirmed',
  'orders.cancel',
];
const stockTitles = ['stock.set', 'stock.activate'];
const lowerTitle = 'stock.lower';

function orderWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  const hands = required(ground.booking, 'booking');
  const target = targetOf(connection);
  const { idempotency } = target;
  interface Step {
    readonly send: (
      target: OrderTarget,
      id: string,
      order: OrderToBook,
      after: OrderToBook,
    ) => Promise<unknown>;
    readonly wanted: (order: OrderToBook, after: OrderToBook) => Partial<Booking>;
    /** What has happened before. */
    readonly before: 'nothing' | 'created' | 'confirmed';
  }
  const writeCase = (title: string, { send, wanted, before }: Step): WriteCase => ({
    title,
    idempotency,
    async prepare() {
      const key = nextKey();
      const reference = `kit:${key}`;
      const order = hands.order(reference, 2);
      const after = hands.order(reference, 5);
      let id = '';
      if (before !== 'nothing') ({ id } = await target.create(order));
      if (before === 'confirmed') await target.confirm(id);
      return {
        key,
        send: (_key, through = connection) => send(targetOf(through), id, order, after),
        lookUp: async () => {
          const found = await target.find(reference);
          return found !== null && isDone(hands.bookings(reference), wanted(order, after)) ? found : null;
        },
        books: () => hands.bookings(reference),
        fault: () => judge(hands.bookings(reference), wanted(order, after)),
      };
    },
  });
  const total = (order: OrderToBook): Partial<Booking> => ({
    totalMinor: order.total.minor,
    currency: order.currency,
    units: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  });
  return [
    writeCase('orders.create', {
      before: 'nothing',
      send: (to, _id, order) => to.create(order),
      wanted: (order) => ({ ...total(order), state: 'draft', openUnits: 0 }),
    }),
    writeCase('orders.confirm', {
      before: 'created',
      send: (to, id) => to.confirm(id),
      wanted: (order) => ({ ...total(order), state: 'confirmed', openUnits: 2 }),
    }),
    writeCase('orders.amend', {
      before: 'created',
      send: (to, id, _order, after) => to.amend(id, after),
      wanted: (_order, after) => ({ ...total(after), state: 'draft', openUnits: 0 }),
    }),
    writeCase('orders.amend confirmed', {
      before: 'confirmed',
      send: (to, id, _order, after) => to.amend(id, after),
      wanted: (_order, after) => ({ ...total(after), state: 'confirmed', openUnits: 5 }),
    }),
    writeCase('orders.cancel', {
      before: 'confirmed',
      send: (to, id) => to.cancel(id),
      wanted: () => ({ state: 'canceled', openUnits: 0 }),
    }),
  ];
}

function nextKey(): string {
  subjects += 1;
  return `kit-key-${subjects}`;
}

function targetOf({ orders }: Connection): OrderTarget {
  return required(orders?.target, 'an order target');
}

function judge(bookings: readonly Booking[], wanted: Partial<Booking>): string | null {
  if (bookings.length !== 1) return `there are ${bookings.length} orders with this reference`;
  if (isDone(bookings, wanted)) return null;
  return `the order is ${JSON.stringify(bookings[0])}, wanted ${JSON.stringify(wanted)}`;
}

function isDone([booking]: readonly Booking[], wanted: Partial<Booking>): boolean {
  return booking !== undefined && isDeepStrictEqual({ ...booking, ...wanted }, booking);
}

function stockWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  const hands = required(ground.shelf, 'a shelf');
  const target = required(connection.stock?.target, 'a stock target');
  const { idempotency } = target;
  const through = (other: Connection = connection) => required(other.stock?.target, 'a stock target');
  /** A cell that shows nine, and four when it was written once. */
  const fromNineToFour = (
    title: string,
    write: (target: StockTarget, cell: ReturnType<typeof hands.cell>, key: string) => Promise<unknown>,
  ): WriteCase => ({
    title,
    idempotency,
    prepare: () => {
      const cell = hands.cell(9);
      const shown = (): readonly unknown[] => [hands.shown(cell), hands.writes(cell)];
      return Promise.resolve({
        key: nextKey(),
        send: (key, other) => write(through(other), cell, key),
        lookUp: () => Promise.resolve(hands.shown(cell) === 4 ? true : null),
        books: shown,
        fault: () =>
          isDeepStrictEqual(shown(), [4, 1]) ? null : `shown and writes are ${shown().join(' and ')}`,
      });
    },
  });
  return [
    fromNineToFour('stock.set', (to, cell, key) => to.set([{ ...cell, from: 9, to: 4 }], key, 'kit')),
    ...(target.lower === undefined
      ? []
      : [
          fromNineToFour(lowerTitle, async (to, cell, key) =>
            to.lower?.([{ ...cell, units: 5 }], key, 'kit'),
          ),
        ]),
    {
      title: 'stock.activate',
      idempotency,
      prepare: () => {
        const cell = hands.bareCell();
        return Promise.resolve({
          key: nextKey(),
          send: (key, other) => through(other).activate(cell, key),
          lookUp: () => Promise.resolve(hands.shown(cell) === null ? null : true),
          books: () => hands.shown(cell),
          fault: () => (hands.shown(cell) === 0 ? null : `the cell shows ${hands.shown(cell) ?? 'nothing'}`),
        });
      },
    },
  ];
}

function parcelWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  const hands = required(ground.parcels, 'parcels');
  const target = required(connection.fulfillment?.target, 'a fulfillment target');
  return hands.kinds.map((kind) => ({
    title: `fulfillment.fulfill ${kind}`,
    idempotency: target.idempotency,
    prepare: async () => {
      const parcel = await hands.make(kind);
      const wanted = Object.fromEntries(parcel.shipment.lines.map((line) => [line.reference, line.quantity]));
      const told = () => Object.fromEntries(hands.told(parcel.orderId));
      return {
        key: nextKey(),
        send: (_key, other = connection) =>
          required(other.fulfillment?.target, 'a fulfillment target').fulfill(parcel),
        lookUp: () => target.find(parcel),
        books: told,
        fault: () =>
          isDeepStrictEqual(told(), wanted)
            ? null
            : `told are ${JSON.stringify(told())}, sent were ${JSON.stringify(wanted)}`,
      };
    },
  }));
}
