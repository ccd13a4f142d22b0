import type { ShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import type { Chance } from './chance.ts';

type Request = ReturnType<ShipbobSandbox['books']['orders']>[number];

/** The people of the 3PL. They know requests, and nothing of the stores. */
export interface FulfillmentCenter {
  /** One round through the hall. Call it every second or so. */
  work(): void;
  /** Whether anything of the store's order has left. */
  hasLeft(orderId: string): boolean;
  readonly counts: Readonly<Record<'shipped' | 'partly' | 'held', number>>;
}

export interface FulfillmentCenterOptions {
  readonly sandbox: Pick<ShipbobSandbox, 'books' | 'warehouse'>;
  readonly chance: Chance;
  /** Whether the customer is done with her order, and still wants all that the request is for. */
  readonly mayShip: (orderReference: string, open: Readonly<Record<string, number>>) => boolean;
}

const shares = { held: 0.05, released: 0.4, picked: 0.3, partly: 0.4 } as const;
const REASON = { name: 'AddressCheck', description: 'Somebody looks at the address' };

/** Holds some requests for a while, picks, and ships in one parcel or in several. */
export function createFulfillmentCenter({
  sandbox,
  chance,
  mayShip,
}: FulfillmentCenterOptions): FulfillmentCenter {
  const { books, warehouse } = sandbox;
  const counts = { shipped: 0, partly: 0, held: 0 };
  const left = new Set<string>();
  const seen = new Set<number>();
  const onHold = new Set<number>();
  const picked = new Set<number>();

  const handle = (request: Request): void => {
    const { id, reference } = request;
    if (onHold.has(id)) {
      if (!chance.hits(shares.released)) return;
      onHold.delete(id);
      warehouse.release(id);
      return;
    }
    const isNew = !seen.has(id);
    seen.add(id);
    if (isNew && chance.hits(shares.held)) {
      onHold.add(id);
      counts.held += 1;
      warehouse.hold(id, REASON);
      return;
    }
    if (!mayShip(orderOf(reference), request.openUnits) || !chance.hits(shares.picked)) return;
    if (!picked.has(id)) {
      picked.add(id);
      warehouse.pick(id);
      return;
    }
    const part = chance.hits(shares.partly) ? partOf(request.openUnits) : undefined;
    warehouse.ship(id, part === undefined ? {} : { units: part });
    left.add(orderOf(reference).replace(/^.*:/u, ''));
    counts.shipped += 1;
    if (part !== undefined) counts.partly += 1;
  };
  return {
    counts,
    hasLeft: (orderId) => left.has(orderId),
    work() {
      for (const request of books.orders()) {
        const isOpen = request.status === 'Processing' || request.status === 'PartiallyFulfilled';
        if (isOpen) handle(request);
      }
    },
  };
}

/** The reference of the order that a request is for: `<store>:<order id>`. */
function orderOf(reference: string): string {
  return reference.replace(/\/\d+$/u, '');
}

/** One unit of the first line, or undefined when nothing would be left for another parcel. */
function partOf(units: Readonly<Record<string, number>>): Readonly<Record<string, number>> | undefined {
  const [[sku] = []] = Object.entries(units);
  const all = Object.values(units).reduce((sum, count) => sum + count, 0);
  return sku === undefined || all < 2 ? undefined : { [sku]: 1 };
}
