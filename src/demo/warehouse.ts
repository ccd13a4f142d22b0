import type { Chance } from './chance.ts';
import type { Item } from './item.ts';
import type { PlaceIndex } from './store-desk.ts';

/** A delivery that waits in the ERP. */
export interface OpenDelivery {
  readonly name: string;
  /** `<store>:<order id>`. */
  readonly reference: string;
  /** The store's order id. */
  readonly orderId: string;
  /** What the ERP's order comes to, in minor units. */
  readonly orderTotalMinor: number;
  /** SKU -> units still to be shipped. */
  readonly demand: Readonly<Record<string, number>>;
}

/** What people in the warehouse do at the ERP's own screens, without its API. */
export interface WarehouseDesk {
  /** The places that it receives at and counts. */
  readonly places: readonly PlaceIndex[];
  openDeliveries(): readonly OpenDelivery[];
  /** @param units exactly these; absent: all that is there. Returns whether anything left. */
  ship(
    delivery: string,
    parcel: {
      readonly tracking: string;
      readonly carrier: string;
      readonly units?: Readonly<Record<string, number>> | undefined;
    },
  ): boolean;
  receive(sku: string, place: PlaceIndex, units: number): void;
  lose(sku: string, place: PlaceIndex, units: number): void;
  onHand(sku: string, place: PlaceIndex): number;
}

export interface Warehouse {
  /** One round through the halls. Call it every second or so. */
  work(): void;
  /** Whether anything of the store's order has been shipped. */
  hasLeft(orderId: string): boolean;
  readonly counts: Readonly<Record<'shipped' | 'partly' | 'received' | 'lost', number>>;
}

export interface WarehouseOptions {
  readonly desk: WarehouseDesk;
  /** Units that the stores offer at a place, below zero when more was sold than was there. */
  readonly offers: (sku: string, place: PlaceIndex) => number;
  /** What the store's order of a delivery comes to now, in minor units of the shop's currency. */
  readonly totalOf: (delivery: OpenDelivery) => number;
  readonly items: readonly Item[];
  readonly chance: Chance;
  readonly isHeld: (orderId: string) => boolean;
  readonly now: () => number;
}

const CARRIERS = ['UPS', 'DHL', 'FedEx'] as const;
const shares = { picked: 0.3, partly: 0.25, counted: 0.15, received: 0.3 } as const;
/** Deliveries that one round can ship. */
const PARCELS_PER_ROUND_MAX = 40;
/** What sold out comes again after this. */
const RESTOCK_MS = [4_000, 9_000] as const;

/**
 * Ships some of what is due, in whole and in part; receives what sold out, and now and then something else; finds at a
 * count that a unit is missing. It does not touch an order that its customer is about to change.
 */
export function createWarehouse(options: WarehouseOptions): Warehouse {
  const { chance, items, now } = options;
  const counts = { shipped: 0, partly: 0, received: 0, lost: 0 };
  const dueAt = new Map<string, number>();
  const left = new Set<string>();
  let parcelNumber = 0;

  const ship = (): void => {
    // An order that was changed in the store is shipped when the ERP knows of the change.
    const due = options.desk
      .openDeliveries()
      .filter(
        (delivery) =>
          !options.isHeld(delivery.orderId) && options.totalOf(delivery) === delivery.orderTotalMinor,
      );
    for (const delivery of due.slice(0, PARCELS_PER_ROUND_MAX)) {
      if (!chance.hits(shares.picked)) continue;
      const units = chance.hits(shares.partly) ? partOf(delivery) : undefined;
      parcelNumber += 1;
      const tracking = `1Z${String(parcelNumber).padStart(8, '0')}`;
      const hasLeft = options.desk.ship(delivery.name, { tracking, carrier: chance.pick(CARRIERS), units });
      if (!hasLeft) continue;
      left.add(delivery.orderId);
      counts.shipped += 1;
      if (units !== undefined) counts.partly += 1;
    }
  };
  const restock = (): void => {
    for (const { sku } of items) {
      const due = dueAt.get(sku);
      const isOut = options.desk.places.every((place) => options.offers(sku, place) <= 0);
      if (due === undefined && isOut) dueAt.set(sku, now() + chance.between(...RESTOCK_MS));
      if (due === undefined || due > now()) continue;
      dueAt.delete(sku);
      for (const place of options.desk.places) receive(sku, place, chance.between(2, 6));
    }
  };
  const receive = (sku: string, place: PlaceIndex, units: number): void => {
    // What is owed comes on top, or a sold-out item would stay sold out.
    const owed = Math.max(0, -options.offers(sku, place));
    options.desk.receive(sku, place, units + owed);
    counts.received += 1;
  };
  const count = (): void => {
    if (chance.hits(shares.received))
      receive(chance.pick(items).sku, chance.pick(options.desk.places), chance.between(1, 10));
    if (!chance.hits(shares.counted)) return;
    const { sku } = chance.pick(items);
    const place = chance.pick(options.desk.places);
    if (options.desk.onHand(sku, place) < 1) return;
    options.desk.lose(sku, place, 1);
    counts.lost += 1;
  };
  return {
    counts,
    hasLeft: (orderId) => left.has(orderId),
    work() {
      ship();
      restock();
      count();
    },
  };
}

/** A part of the first line, or undefined when there is nothing to split. */
function partOf({ demand }: OpenDelivery): Readonly<Record<string, number>> | undefined {
  const [first, ...others] = Object.entries(demand);
  if (first === undefined) return undefined;
  const [sku, units] = first;
  if (others.length === 0 && units < 2) return undefined;
  return { [sku]: Math.max(1, Math.floor(units / 2)) };
}
