import type {
  MoneyBagInput,
  OrderCreateLineItemInput,
  OrderCreateShippingLineInput,
  OrderCreateTaxLineInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { type Bag, toMinor } from '../model/money-math.ts';
import type { Line, Order, Shipping, Tax } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import type { Context } from './context.ts';

/** An amount in both currencies; without one of the customer's, the shop's is taken for it. */
export function toBagOf(input: MoneyBagInput | null | undefined, order: Order): Bag {
  const shop = input ? toMinor(input.shopMoney.amount, order.currency) : 0;
  const presentment = input?.presentmentMoney
    ? toMinor(input.presentmentMoney.amount, order.presentmentCurrency)
    : shop;
  return { shop, presentment };
}

export function taxOfInput(input: OrderCreateTaxLineInput, order: Order): Tax {
  return { title: input.title, rate: Number(input.rate), amount: toBagOf(input.priceSet, order) };
}

export function importLine({ state }: Context, order: Order, input: OrderCreateLineItemInput): Line {
  const variant = input.variantId ? (state.variants.get(input.variantId) ?? null) : null;
  return {
    kind: 'LineItem',
    id: state.ids.next('LineItem'),
    orderId: order.id,
    title: input.title ?? variant?.product.title ?? '',
    variantTitle:
      input.variantTitle ?? (variant === null || variant.title === 'Default Title' ? null : variant.title),
    vendor: input.vendor ?? variant?.product.vendor ?? null,
    sku: input.sku ?? variant?.sku ?? null,
    variant,
    quantity: input.quantity,
    editRemoved: 0,
    cameBack: 0,
    isGiftCard: input.giftCard ?? false,
    requiresShipping: input.requiresShipping ?? variant?.item.requiresShipping ?? false,
    taxable: input.taxable ?? true,
    unitPrice: input.priceSet ? toBagOf(input.priceSet, order) : variantPrice(variant?.priceMinor),
    allocations: [],
    taxes: (input.taxLines ?? []).map((tax) => taxOfInput(tax, order)),
    duties: [],
    attributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    locationId: [...state.locations.keys()][0] ?? null,
  };
}

function variantPrice(minor: number | undefined): Bag {
  return { shop: minor ?? 0, presentment: minor ?? 0 };
}

export function importShipping(
  state: ShopState,
  order: Order,
  input: OrderCreateShippingLineInput,
): Shipping {
  return {
    kind: 'ShippingLine',
    id: state.ids.next('ShippingLine'),
    orderId: order.id,
    title: input.title,
    code: input.code ?? null,
    source: input.source ?? null,
    price: toBagOf(input.priceSet, order),
    allocations: freeShippingOf(order, input),
    taxes: (input.taxLines ?? []).map((tax) => taxOfInput(tax, order)),
    isRemoved: false,
  };
}

function freeShippingOf(order: Order, input: OrderCreateShippingLineInput): Shipping['allocations'] {
  const free = order.discounts.find((entry) => entry.targetType === 'SHIPPING_LINE');
  return free === undefined ? [] : [{ amount: toBagOf(input.priceSet, order), applicationIndex: free.index }];
}
