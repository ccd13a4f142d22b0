import type { Agenda } from './agenda.ts';
import type { Basket } from './basket.ts';
import type { Chance } from './chance.ts';
import { composeOrder } from './compose-order.ts';
import { plants } from './planted-orders.ts';
import { createReturns, type RefundPart, type ReturnsDesk } from './returns-desk.ts';
import {
  type NewOrder,
  type PlacedOrder,
  type PlaceIndex,
  type StoreDesk,
  THIRD_PARTY_PLACE,
} from './store-desk.ts';

const lives = { edited: 0.06, canceled: 0.05, returned: 0.1 } as const;
const PAY_MS = [1_000, 5_000] as const;
const EDIT_MS = [300, 4_000] as const;
const REFUND_AGAIN_MS = 5_000;
/** How long after the order a customer wants to bring goods back, at the soonest. */
const RETURN_MS = [4_000, 10_000] as const;
const CANCEL_MS = [200, 6_000] as const;

export interface ShopperOptions {
  readonly desk: StoreDesk;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly now: () => number;
  /** Whether the warehouse has shipped anything of an order. */
  readonly hasLeft: (orderId: string) => boolean;
  /** Takes goods that come back after they had left; absent: customers keep what they bought. */
  readonly takeGoods?: ((goods: ReturnedGoods, counter: ReturnsCounter) => void) | undefined;
}

export interface ReturnedGoods {
  readonly orderId: string;
  readonly sku: string;
  readonly units: number;
  /** Where they had been sent from. */
  readonly place: PlaceIndex;
}

/** The store's part in a return. */
export interface ReturnsCounter {
  readonly desk: StoreDesk;
  /** The money goes back. */
  readonly payBack: () => void;
}

/** What the shoppers have done so far, as they remember it. */
export interface Shoppers {
  /** Serves one customer. @param share how much of the run is over, from 0 to 1. */
  serve(basket: Basket, share: number): void;
  /** Orders that nobody can book. */
  readonly planted: ReadonlySet<string>;
  /** Orders that are to change, or to be canceled, before the warehouse may touch them. */
  isHeld(orderId: string): boolean;
  readonly counts: Readonly<Record<'placed' | 'edited' | 'canceled' | 'refunded' | 'turnedAway', number>>;
}

export function createShoppers(options: ShopperOptions): Shoppers {
  const { desk, chance } = options;
  const counts = { placed: 0, edited: 0, canceled: 0, refunded: 0, turnedAway: 0 };
  const planted = new Set<string>();
  const held = new Set<string>();
  const waiting = [...plants];
  const returns = createReturns(options.hasLeft);
  const world = { ...options, counts, held, returns };
  return {
    planted,
    counts,
    isHeld: (orderId) => held.has(orderId),
    serve(basket, share) {
      if (basket.isReturn === true) {
        takeBack(world, basket);
        return;
      }
      const order = composeOrder(basket, desk, chance);
      // A bad order is bad for the ERP; a 3PL would have to be asked for goods that nobody knows.
      const isPlant =
        order !== undefined &&
        order.place !== THIRD_PARTY_PLACE &&
        share >= (waiting[0]?.atShare ?? Infinity);
      const plant = isPlant ? waiting.shift() : undefined;
      const wanted = order === undefined || plant === undefined ? order : plant.spoil(order);
      const placed = wanted === undefined ? undefined : desk.place(wanted);
      if (wanted === undefined || placed === undefined) {
        counts.turnedAway += 1;
        // The bad order is due all the same: the next customer brings it.
        if (plant !== undefined) waiting.unshift(plant);
        return;
      }
      counts.placed += 1;
      if (plant !== undefined) planted.add(placed.id);
      else liveOn(world, { placed, order: wanted, basket });
    },
  };
}

type World = ShopperOptions & {
  readonly counts: Record<'placed' | 'edited' | 'canceled' | 'refunded' | 'turnedAway', number>;
  readonly held: Set<string>;
  readonly returns: ReturnsDesk;
};

interface Purchase {
  readonly placed: PlacedOrder;
  readonly order: NewOrder;
  readonly basket: Basket;
}

/** Decides at once what will become of an order, so that the same seed tells the same story. */
function liveOn(world: World, { placed, order, basket }: Purchase): void {
  const { desk, chance, agenda, now, counts, held, returns } = world;
  if (!order.isPaid) agenda.at(now() + chance.between(...PAY_MS), () => desk.pay(placed.id));
  if (basket.customer !== undefined) {
    // Orders of a file change when the file says so, not by the dice.
    returns.remember(basket.customer, placed.id, order.lines);
    return;
  }
  if (chance.hits(lives.canceled)) {
    held.add(placed.id);
    agenda.at(now() + chance.between(...CANCEL_MS), () => {
      desk.cancel(placed.id);
      counts.canceled += 1;
    });
  } else if (chance.hits(lives.edited)) {
    const line = chance.pick(order.lines);
    const isWhole = order.lines.length === 1 && line.quantity === 1;
    if (isWhole) return;
    held.add(placed.id);
    agenda.at(now() + chance.between(...EDIT_MS), () => {
      desk.removeUnits(
        placed.id,
        line.sku,
        chance.between(1, order.lines.length === 1 ? line.quantity - 1 : line.quantity),
      );
      counts.edited += 1;
      held.delete(placed.id);
    });
  } else if (world.takeGoods !== undefined && chance.hits(lives.returned)) {
    const { sku } = chance.pick(order.lines);
    const goods = { orderId: placed.id, sku, units: 1, place: order.place };
    agenda.at(now() + chance.between(...RETURN_MS), () => bringBack(world, goods));
  }
}

/** One unit of a parcel that came comes back, once the store knows that it had left. */
function bringBack(world: World, goods: ReturnedGoods): void {
  const { desk, agenda, now, counts, takeGoods } = world;
  const { orderId, sku, units } = goods;
  if (desk.toldShipped(orderId, sku) < units) {
    agenda.at(now() + REFUND_AGAIN_MS, () => bringBack(world, goods));
    return;
  }
  const payBack = (): void => {
    desk.refund(orderId, sku, units);
    counts.refunded += 1;
  };
  takeGoods?.(goods, { desk, payBack });
}

/** A customer brings an invoice's goods back: all of an earlier order cancels it, a part of one is a refund. */
function takeBack(world: World, basket: Basket): void {
  const { returns, desk, counts, held } = world;
  const outcome = returns.settle(basket);
  if (outcome.kind === 'refund') {
    for (const part of outcome.parts) refundWhenTold(world, part);
    return;
  }
  held.add(outcome.orderId);
  desk.cancel(outcome.orderId);
  counts.canceled += 1;
}

/** Goods that have left can be refunded as such only when the store knows that they have; the clerk tries again later. */
function refundWhenTold(world: World, part: RefundPart): void {
  const { desk, counts, held, hasLeft, agenda, now } = world;
  const { orderId, sku, units } = part;
  if (hasLeft(orderId) && desk.toldShipped(orderId, sku) < units) {
    agenda.at(now() + REFUND_AGAIN_MS, () => refundWhenTold(world, part));
    return;
  }
  if (!hasLeft(orderId)) held.add(orderId);
  desk.refund(orderId, sku, units);
  counts.refunded += 1;
}
