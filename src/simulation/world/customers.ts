import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { US_TAX } from '#demo/compose-order.ts';
import { createShopifyDesk } from '#demo/shopify-desk.ts';
import { type PlaceIndex, type StoreDesk, THIRD_PARTY_PLACE } from '#demo/store-desk.ts';
import { type Deed, deeds } from '../plan/history-plan.ts';
import { createReturnsCounter } from './returns-counter.ts';
import { BUNDLE, SKUS, type Store, type StoreName } from './vendors.ts';

/** What shoppers and the stores' staff do; each act is drawn when its time has come. */
export interface Customers {
  /**
   * @param draw the chance of this act alone.
   * @param what done instead of what the chance would choose, if there is an order to do it to.
   */
  act(draw: () => number, what?: Deed<'customer'>): string;
}

interface Sold {
  readonly store: Store;
  readonly desk: StoreDesk;
  readonly id: string;
  readonly name: string;
  readonly skus: readonly string[];
  isPaid: boolean;
  /** Money went back for what is booked; nobody touches the order after that. */
  isPaidBack: boolean;
}

/** Where goods are taken back, so many of the acts are about them; and so many of these call a return off. */
const SHARE_OF_RETURNS = 0.35;
const SHARE_CALLED_OFF = 0.2;
const returnDeeds: readonly Deed[] = ['send-back', 'call-off'];
const GOODWILL = { shop: 100, presentment: 100 };
const shares = {
  buy: 0.5,
  remove: 0.12,
  cancel: 0.14,
  refund: 0.06,
  pay: 0.06,
  touch: 0.04,
  sorry: 0.06,
  'send-back': 0,
  'call-off': 0,
  /** Of the acts on an order of which a parcel has left. */
  comesBack: 0.4,
} as const;

/** The least number of the chance that chooses this deed. */
function beginOf(what: Deed<'customer'>): number {
  let begin = 0;
  for (const deed of deeds.customer) {
    if (deed === what) break;
    begin += shares[deed];
  }
  return begin;
}

export function createCustomers(
  stores: readonly Store[],
  {
    hasLeft,
    takesReturns,
  }: {
    readonly hasLeft: (store: StoreName, orderId: string) => boolean;
    readonly takesReturns: boolean;
  },
): Customers {
  const returnsCounter = createReturnsCounter();
  const desks = stores.map((store) => ({
    store,
    desk: createShopifyDesk(store.model.shop, { locationIds: store.locationIds, variants: new Map() }),
  }));
  const sold: Sold[] = [];

  const buy = (draw: () => number): string => {
    const { store, desk } = pick(desks, draw);
    const place = placeOf(draw());
    const sells = place === THIRD_PARTY_PLACE ? [BUNDLE, ...SKUS] : SKUS;
    const skus = sells.filter((sku) => desk.offers(sku, place) > 0 && draw() < 0.6);
    if (skus.length === 0) return `a customer of ${store.name} finds nothing`;
    const lines = skus.map((sku) => ({
      sku,
      quantity: Math.min(desk.offers(sku, place), 1 + Math.floor(draw() * 3)),
    }));
    const isPaid = draw() < 0.85;
    const placed = desk.place({
      place,
      lines,
      shippingMinor: pick([0, 495], draw),
      tipMinor: 0,
      ...(draw() < 0.2 ? { discount: { code: 'SAVE10', percent: 10 } } : {}),
      tax: draw() < 0.6 ? { ...US_TAX, isIncluded: false } : null,
      customer: {
        isGuest: draw() < 0.3,
        firstName: 'Ada',
        lastName: 'Byron',
        email: `ada${Math.floor(draw() * 3)}@example.com`,
        countryCode: 'US',
        provinceCode: 'NY',
        city: 'New York',
        zip: '10001',
      },
      isPaid,
    });
    if (placed === undefined) return `${store.name} refuses an order`;
    sold.push({ store, desk, ...placed, skus, isPaid, isPaidBack: false });
    const what = lines.map(({ sku, quantity }) => `${quantity} ${sku}`).join(', ');
    return `${store.name} sells ${placed.name}: ${what} from ${['main', 'east', 'the depot'][place] ?? ''}`;
  };

  return {
    act(draw, what) {
      const isReturn =
        what === undefined ? takesReturns && draw() < SHARE_OF_RETURNS : returnDeeds.includes(what);
      if (isReturn) {
        const deed = what ?? (draw() < SHARE_CALLED_OFF ? 'call-off' : 'send-back');
        return returnsCounter.act(sold, draw, deed) ?? buy(draw);
      }
      const dice = what === undefined ? draw() : beginOf(what);
      const order = sold.length === 0 ? undefined : pick(sold, draw);
      if (order === undefined || dice < shares.buy) return buy(draw);
      const { desk, store, id, name } = order;
      const sku = pick(order.skus, draw);
      const isCanceled = store.model.shop.order(id).cancelledAt !== null;
      if (isCanceled || order.isPaidBack) return buy(draw);
      if (hasLeft(store.name, id)) {
        if (dice < 1 - shares.comesBack || desk.toldShipped(id, sku) === 0) return buy(draw);
        order.isPaidBack = true;
        desk.refund(id, sku, 1);
        return `${store.name} pays 1 ${sku} of ${name} back, which had left`;
      }
      let edge = shares.buy;
      const falls = (share: number): boolean => {
        edge += share;
        return dice < edge;
      };
      if (falls(shares.remove)) {
        desk.removeUnits(id, sku, 1);
        return `${store.name} takes 1 ${sku} out of ${name}`;
      }
      if (falls(shares.cancel)) {
        const restock = draw() < 0.85;
        const done = store.model.shop.cancelOrder(id, { restock });
        return done
          ? `${store.name} cancels ${name}${restock ? '' : ' without putting back'}`
          : `${store.name} cannot cancel ${name}`;
      }
      if (falls(shares.refund)) {
        desk.refund(id, sku, 1);
        return `${store.name} refunds 1 ${sku} of ${name}`;
      }
      if (falls(shares.pay) && !order.isPaid) {
        order.isPaid = true;
        desk.pay(id);
        return `${name} of ${store.name} is paid`;
      }
      if (falls(shares.touch)) {
        store.model.shop.touchOrder(id);
        return `staff of ${store.name} look at ${name}`;
      }
      if (falls(shares.sorry) && isPaidEnough(store, id)) {
        order.isPaidBack = true;
        store.model.shop.refundOrder(id, { lines: [], amount: GOODWILL });
        return `${store.name} says sorry for ${name} with money`;
      }
      return buy(draw);
    },
  };
}

function isPaidEnough({ model }: Store, id: string): boolean {
  const { net, currentTotal } = amountsOf(model.shop.order(id));
  return Math.min(net.shop, currentTotal.shop) >= GOODWILL.shop;
}

function placeOf(dice: number): PlaceIndex {
  if (dice < 0.5) return 0;
  return dice < 0.63 ? 1 : 2;
}

function pick<Value>(values: readonly Value[], draw: () => number): Value {
  const value = values[Math.floor(draw() * values.length)];
  if (value === undefined) throw new RangeError('there is nothing to pick from');
  return value;
}
