import type { OrderTarget, StockSource } from '#sdk/capabilities.ts';
import type { Connection, Connector, WebhookSource } from '#sdk/define-connector.ts';
import { NotSentError, ThrottledError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import { ahead, renamed, swallowing, withoutFirst, withoutLastPage, zeroing } from './broken-pages.ts';
import { required } from './check.ts';

/** A connector with one defect, and a promise that it breaks. */
export interface BrokenConnector {
  readonly defect: string;
  /** Begin of the promises, some of which must fail. */
  readonly breaks: readonly string[];
  spoil(connection: Connection): Connection;
}

/** The same connector, with every connection spoiled. */
export function spoiled(connector: Connector, broken: BrokenConnector): Connector {
  return { ...connector, open: (settings, tools) => broken.spoil(connector.open(settings, tools)) };
}

/** Defects of an order target that also counts stock. */
export const brokenTargets: readonly BrokenConnector[] = [
  {
    defect: 'leaves out the last page and calls the one before the end',
    breaks: ['stock.source all: all pages together'],
    spoil: changeStock((source) => ({ ...source, all: () => withoutLastPage(source.all()) })),
  },
  {
    defect: 'asks for a page before it is wanted',
    breaks: ['stock.source all: the call for a page'],
    spoil: changeStock((source) => ({ ...source, all: () => ahead(source.all()) })),
  },
  {
    defect: 'moves its cursor past what it has not read',
    breaks: ['stock.source changedSince: '],
    spoil: changeStock((source) => ({
      ...source,
      changedSince: (cursor) =>
        cursor === null ? source.changedSince(null) : withoutFirst(source.changedSince(cursor)),
    })),
  },
  {
    defect: 'takes a failed read for the end',
    breaks: ['stock.source all: a cut, failed or lost answer', 'a body that is no answer'],
    spoil: changeStock((source) => ({ ...source, all: () => swallowing(source.all()) })),
  },
  {
    defect: 'makes a missing number 0',
    breaks: ['stock.source all: a field that is gone'],
    spoil: changeStock((source) => ({ ...source, all: () => zeroing(source.all()) })),
  },
  {
    defect: 'makes an order anew for each send',
    breaks: ['orders.create: whichever of its calls', 'orders.create: done again'],
    spoil: changeOrders((target) => {
      let count = 0;
      return {
        ...target,
        create: (order) => {
          count += 1;
          return target.create({
            ...order,
            reference: order.reference.padEnd(order.reference.length + count, '\u200b'),
          });
        },
      };
    }),
  },
  {
    defect: 'calls a lost write undone',
    breaks: ['orders.confirm: an error that says nothing happened'],
    spoil: changeOrders((target) => ({
      ...target,
      confirm: (id) =>
        renamed(target.confirm(id), UnknownOutcomeError, (error) => new TransientError(error.message)),
    })),
  },
  {
    defect: 'makes throttling transient',
    breaks: ['a throttled write'],
    spoil: changeOrders((target) => ({
      ...target,
      create: (order) =>
        renamed(target.create(order), ThrottledError, (error) => new TransientError(error.message)),
    })),
  },
  {
    defect: 'does not say that nothing was sent',
    breaks: ['orders.cancel: a call that was not sent'],
    spoil: changeOrders((target) => ({
      ...target,
      cancel: (id) => renamed(target.cancel(id), NotSentError, (error) => new TransientError(error.message)),
    })),
  },
];

/** Defects of a source of webhooks that also shows stock. */
export const brokenChannels: readonly BrokenConnector[] = [
  {
    defect: 'compares the first half of a signature',
    breaks: ['webhooks: any changed character of the signature'],
    spoil: changeWebhooks((source) => {
      // Any signature that begins as a good one does is taken for it.
      const good = new Map<string, string>();
      return {
        ...source,
        verify(webhook) {
          const [name, signature] =
            Object.entries(webhook.headers).find(([, value]) => value.endsWith('=')) ?? [];
          if (name === undefined || signature === undefined) return source.verify(webhook);
          const half = signature.slice(0, 22);
          if (source.verify(webhook).valid) good.set(half, signature);
          return source.verify({
            ...webhook,
            headers: { ...webhook.headers, [name]: good.get(half) ?? signature },
          });
        },
      };
    }),
  },
  {
    defect: 'lets a defect of its own out when a body is hostile',
    breaks: ['webhooks: hostile bodies', 'webhooks: any JSON at all'],
    spoil: changeWebhooks((source) => ({
      ...source,
      interpret: (event) => {
        JSON.parse(event.body);
        return source.interpret(event);
      },
    })),
  },
  {
    defect: 'subscribes again each time',
    breaks: ['webhooks: register makes what is missing'],
    spoil: changeWebhooks((source) => ({
      ...source,
      register: async (url) => {
        await source.register(url);
        return source.register(`${url}/${Math.random()}`);
      },
    })),
  },
  {
    defect: 'overwrites what has moved',
    breaks: ['stock.set: a number that has moved', 'stock.set: one stale row'],
    spoil: (connection) => {
      const target = required(connection.stock?.target, 'a stock target');
      const set: typeof target.set = async (changes, key, reference) => {
        const { items } = await target.read(changes.map(({ inventoryItemId }) => inventoryItemId));
        const shown = (item: string, place: string): number | undefined =>
          items.find((level) => level.inventoryItemId === item && level.locationId === place)?.available ??
          undefined;
        const now = changes.map((change) => ({
          ...change,
          from: shown(change.inventoryItemId, change.locationId) ?? change.from,
        }));
        return target.set(now, key, reference);
      };
      return { ...connection, stock: { ...connection.stock, target: { ...target, set } } };
    },
  },
  {
    defect: 'lowers to what it had read, and not by so many',
    breaks: ['stock.lower: takes its units'],
    spoil: (connection) => {
      const target = required(connection.stock?.target, 'a stock target');
      const lower: typeof target.lower = async (lowerings, key, reference) => {
        const { items } = await target.read(lowerings.map(({ inventoryItemId }) => inventoryItemId));
        const changes = lowerings.map(({ units, ...cell }) => {
          const level = items.find((one) => one.inventoryItemId === cell.inventoryItemId);
          return { ...cell, from: level?.available ?? units, to: 9 - units };
        });
        return target.set(changes, key, reference);
      };
      return { ...connection, stock: { ...connection.stock, target: { ...target, lower } } };
    },
  },
];

function changeStock(change: (source: StockSource) => StockSource) {
  return (connection: Connection): Connection => {
    const source = change(required(connection.stock?.source, 'a stock source'));
    return { ...connection, stock: { ...connection.stock, source } };
  };
}

function changeOrders(change: (target: OrderTarget) => OrderTarget) {
  return (connection: Connection): Connection => {
    const target = change(required(connection.orders?.target, 'an order target'));
    return { ...connection, orders: { ...connection.orders, target } };
  };
}

function changeWebhooks(change: (source: WebhookSource) => WebhookSource) {
  return (connection: Connection): Connection => ({
    ...connection,
    webhooks: change(required(connection.webhooks, 'webhooks')),
  });
}
