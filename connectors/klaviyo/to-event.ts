import { toDecimal, type Money } from '#domain/money.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { MarketingEvent, MarketingEventKind, MarketingLine } from '#sdk/marketing-events.ts';

/** Klaviyo's names of the metrics; its reports know orders by just these. */
const metricNames: Readonly<Record<MarketingEventKind, string>> = {
  'order-placed': 'Placed Order',
  'product-ordered': 'Ordered Product',
  'order-fulfilled': 'Fulfilled Order',
  'order-canceled': 'Cancelled Order',
  'order-refunded': 'Refunded Order',
};

/** For people: what our events are called at Klaviyo. */
export const ourMetrics: readonly string[] = Object.values(metricNames);

/** An event without its profile. `backfill` makes Klaviyo take it down and start no flow. */
export function toEventAttributes(event: MarketingEvent): Readonly<Record<string, unknown>> {
  const { reference, kind, at, value, historical } = event;
  return {
    properties: toProperties(event),
    time: new Date(at).toISOString(),
    ...(value === null ? {} : { value: toNumber(value), value_currency: value.currency }),
    ...(historical ? { backfill: true } : {}),
    metric: { data: { type: 'metric', attributes: { name: metricNames[kind] } } },
    unique_id: reference,
  };
}

/**
 * One key only: with several, Klaviyo would write the others to the profile. By our reference the profile is the same before and
 * after its import, and whatever its address becomes.
 */
export function toProfile({ reference, email, phone }: PersonKeys): Readonly<Record<string, unknown>> {
  const [[name, value] = []] = [
    ['external_id', reference],
    ['email', email],
    ['phone_number', phone],
  ].filter((pair) => pair[1] !== null);
  if (name == null || value == null) {
    throw new RejectedError('an event of nobody', { code: 'nobody' });
  }
  return { data: { type: 'profile', attributes: { [name]: value } } };
}

function toProperties(event: MarketingEvent): Readonly<Record<string, unknown>> {
  const { orderId, orderNumber, lines, discountCodes, kind } = event;
  const order = { OrderId: orderId, OrderNumber: orderNumber };
  const [line] = lines;
  if (kind === 'product-ordered' && line !== undefined) return { ...order, ...toItem(line) };
  return {
    ...order,
    ItemNames: lines.map(({ title }) => title),
    DiscountCode: discountCodes.join(', '),
    Items: lines.map(toItem),
  };
}

function toItem({ productId, sku, title, quantity, unitPrice, total }: MarketingLine) {
  return {
    ...(productId === null ? {} : { ProductID: productId }),
    ...(sku === null ? {} : { SKU: sku }),
    ProductName: title,
    Quantity: quantity,
    ItemPrice: toNumber(unitPrice),
    RowTotal: toNumber(total),
  };
}

function toNumber(amount: Money): number {
  return Number(toDecimal(amount));
}
