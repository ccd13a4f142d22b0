import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import {
  type Discount,
  type NewCustomer,
  type NewOrder,
  type StoreDesk,
  THIRD_PARTY_PLACE,
} from './store-desk.ts';

type Shop = ShopifySandbox['shop'];
type PlaceOrderInput = Parameters<Shop['placeOrder']>[0];

export interface DeskPlaces {
  /** In the order of the places: two of them, or three. */
  readonly locationIds: readonly string[];
  /** Items that have no SKU, by the name that the demo gives them. */
  readonly variants: ReadonlyMap<string, string>;
  /** SKUs that only the 3PL puts together; absent: none. */
  readonly bundles?: ReadonlySet<string> | undefined;
  /** The shop's own; absent: USD. */
  readonly currency?: string | undefined;
}

/** The counter of the Shopify sandbox. */
export function createShopifyDesk(shop: Shop, places: DeskPlaces): StoreDesk {
  return {
    currency: places.currency ?? 'USD',
    places: places.locationIds.length > THIRD_PARTY_PLACE ? [0, 1, THIRD_PARTY_PLACE] : [0, 1],
    offers: (sku, place) =>
      places.bundles?.has(sku) === true && place !== THIRD_PARTY_PLACE
        ? 0
        : shop.available(sku, places.locationIds[place] ?? ''),
    place(order) {
      const placed = shop.placeOrder(toInput(order, places));
      return placed.ok ? { id: placed.order.id, name: placed.order.name } : undefined;
    },
    pay: (orderId) => shop.payOrder(orderId),
    cancel: (orderId) => shop.cancelOrder(orderId),
    removeUnits: (orderId, sku, units) => shop.editOrder(orderId, sku, units),
    refund: (orderId, sku, units) => shop.refundOrder(orderId, sku, units),
    toldShipped: (orderId, sku) => shop.shippedUnits(orderId, sku),
    agreeReturn(orderId, sku, units) {
      if (shop.returnableUnits(orderId, sku) < units) return null;
      const id = shop.requestReturn(orderId, { lines: [{ sku, quantity: units }] });
      shop.approveReturn(id);
      return { id, name: shop.order(orderId).returns.find((one) => one.id === id)?.name ?? id };
    },
    closeReturn: (id) => shop.closeReturn(id),
    totalOf: (orderId) => shop.totalOf(orderId),
  };
}

function toInput(order: NewOrder, { locationIds, variants }: DeskPlaces): PlaceOrderInput {
  const { tax, customer } = order;
  const taxes = tax === null ? [] : [{ title: tax.title, rate: tax.rate }];
  return {
    lines: order.lines.map(({ sku, quantity, priceMinor }) => ({
      ...(variants.has(sku) ? { variantId: variants.get(sku) } : { sku }),
      quantity,
      unitPriceMinor: priceMinor,
      taxes,
    })),
    shipping: [
      { title: order.shippingMinor === 0 ? 'Free' : 'Parcel', priceMinor: order.shippingMinor, taxes },
    ],
    taxesIncluded: tax?.isIncluded ?? false,
    tipMinor: order.tipMinor,
    presentment: order.presentment,
    paid: order.isPaid,
    locationId: locationIds[order.place],
    ...(order.discount === undefined ? {} : { orderDiscount: toDiscount(order.discount) }),
    ...toBuyer(customer),
  };
}

function toDiscount(discount: Discount): PlaceOrderInput['orderDiscount'] {
  const { code } = discount;
  return 'percent' in discount
    ? { code, percentage: discount.percent }
    : { code, amountMinor: discount.amountMinor };
}

function toBuyer(customer: NewCustomer): Pick<PlaceOrderInput, 'customer' | 'email' | 'shippingAddress'> {
  const { firstName, lastName, email, city, zip, provinceCode, countryCode } = customer;
  const address = { firstName, lastName, address1: '1 Long Street', city, zip, provinceCode, countryCode };
  return customer.isGuest
    ? { email, shippingAddress: address }
    : { customer: { firstName, lastName, email, address } };
}
