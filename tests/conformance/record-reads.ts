import type { Fetched, Page, RefusedRecord } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { required } from './check.ts';
import { collectPages, readerOf, readersOf } from './readers.ts';
import type { Rig } from './rig.ts';

/** What one read gave, whatever kind of read it was. */
export interface Seen {
  readonly items: readonly unknown[];
  readonly refused: readonly RefusedRecord[];
  /** Whether it claims to have seen everything that it should. */
  readonly isComplete: boolean;
}

/** A read of a few records: a pass over pages, or a read by id. */
export interface RecordRead {
  readonly name: string;
  /** Makes the records; what it returns reads them, as often as wanted. */
  prepare(rig: Rig): Promise<() => Promise<Seen>>;
}

/** All reads that the connection declares, over few records. */
export function recordReadsOf(declared: Connection): readonly RecordRead[] {
  return [
    ...readersOf(declared).map(({ name }): RecordRead => ({
      name,
      async prepare({ connection, ground }) {
        await required(ground.records[name], `records for ${name}`).add();
        return async () => fromPages(await collectPages(readerOf(connection, name).pages(null)));
      },
    })),
    ...(declared.orders?.source === undefined ? [] : [orderFetch]),
    ...(declared.orders?.target === undefined ? [] : [orderFind, orderRead]),
    ...(declared.requests?.target === undefined ? [] : [requestFind, requestRead]),
    ...(declared.returns?.target === undefined ? [] : [returnFind, returnRead]),
    ...(declared.stock?.source === undefined ? [] : [stockFetch]),
    ...(declared.stock?.target === undefined ? [] : [levelRead]),
    ...(declared.customers?.source === undefined ? [] : [customerFetch]),
    ...(declared.customers?.target === undefined ? [] : [customerFind, customerRead]),
  ];
}

const orderFetch: RecordRead = {
  name: 'orders.source fetch',
  prepare({ connection, ground }) {
    const ids = [
      required(ground.selling, 'selling').place('plain'),
      required(ground.selling, 'selling').place('plain'),
    ];
    const source = required(connection.orders?.source, 'an order source');
    return Promise.resolve(async () => fromFetched(await source.fetch(ids)));
  },
};

const customerFetch: RecordRead = {
  name: 'customers.source fetch',
  async prepare({ connection, ground }) {
    const hands = required(ground.records['customers changedSince'], 'records of customers');
    await hands.add();
    await hands.add();
    const source = required(connection.customers?.source, 'a customer source');
    return async () => fromFetched(await source.fetch(hands.ids()));
  },
};

const orderFind: RecordRead = {
  name: 'orders.target find',
  async prepare({ connection, ground }) {
    const target = required(connection.orders?.target, 'an order target');
    await target.create(required(ground.booking, 'booking').order('kit:find', 2));
    return async () => {
      const found = await target.find('kit:find');
      return { items: found === null ? [] : [found], refused: [], isComplete: true };
    };
  },
};

const orderRead: RecordRead = {
  name: 'orders.target read',
  async prepare({ connection, ground }) {
    const target = required(connection.orders?.target, 'an order target');
    const { id } = await target.create(required(ground.booking, 'booking').order('kit:read', 2));
    return async () => ({ items: await target.read([id]), refused: [], isComplete: true });
  },
};

const requestFind: RecordRead = {
  name: 'requests.target find',
  async prepare({ connection, ground }) {
    const target = required(connection.requests?.target, 'a request target');
    await target.create(required(ground.requesting, 'requesting').request('kit:find', 2));
    return async () => {
      const found = await target.find('kit:find');
      return { items: found === null ? [] : [found], refused: [], isComplete: true };
    };
  },
};

const requestRead: RecordRead = {
  name: 'requests.target read',
  async prepare({ connection, ground }) {
    const target = required(connection.requests?.target, 'a request target');
    const { id } = await target.create(required(ground.requesting, 'requesting').request('kit:read', 2));
    return async () => ({ items: await target.read([id]), refused: [], isComplete: true });
  },
};

const returnFind: RecordRead = {
  name: 'returns.target find',
  async prepare({ connection, ground }) {
    const target = required(connection.returns?.target, 'a return target');
    await target.announce(required(ground.returning, 'returning').coming('kit/find', 2));
    return async () => {
      const found = await target.find('kit/find');
      return { items: found === null ? [] : [found], refused: [], isComplete: true };
    };
  },
};

const returnRead: RecordRead = {
  name: 'returns.target read',
  async prepare({ connection, ground }) {
    const target = required(connection.returns?.target, 'a return target');
    const { id } = await target.announce(required(ground.returning, 'returning').coming('kit/read', 2));
    return async () => ({ items: await target.read([id]), refused: [], isComplete: true });
  },
};

const stockFetch: RecordRead = {
  name: 'stock.source fetch',
  prepare({ connection, ground }) {
    const ids = [7, 3].map((units) => required(ground.counting, 'counting').item(units).listingId);
    const source = required(connection.stock?.source, 'a stock source');
    return Promise.resolve(async () => fromFetched(await source.fetch(ids)));
  },
};

const levelRead: RecordRead = {
  name: 'stock.target read',
  prepare({ connection, ground }) {
    const ids = [7, 3].map((units) => required(ground.shelf, 'a shelf').cell(units).inventoryItemId);
    const target = required(connection.stock?.target, 'a stock target');
    return Promise.resolve(async () => fromFetched(await target.read(ids)));
  },
};

const customerFind: RecordRead = {
  name: 'customers.target find',
  prepare({ connection, ground }) {
    const target = required(connection.customers?.target, 'a customer target');
    const { reference } = required(ground.marketing, 'marketing').add();
    return Promise.resolve(async () => {
      const found = await target.find(reference);
      return { items: found === null ? [] : [found], refused: [], isComplete: true };
    });
  },
};

const customerRead: RecordRead = {
  name: 'customers.target read',
  prepare({ connection, ground }) {
    const target = required(connection.customers?.target, 'a customer target');
    const hands = required(ground.marketing, 'marketing');
    const references = [hands.add().reference, hands.add().reference];
    return Promise.resolve(async () => fromFetched(await target.read(references)));
  },
};

function fromPages(pages: readonly Page<unknown>[]): Seen {
  return {
    items: pages.flatMap((page) => page.items),
    refused: pages.flatMap((page) => page.refused),
    isComplete: pages.at(-1)?.complete === true,
  };
}

function fromFetched({ items, refused }: Fetched<unknown>): Seen {
  // What is in neither list was not there: a record that fell out would be taken for deleted.
  return { items, refused, isComplete: true };
}
