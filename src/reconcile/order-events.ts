import { customerReference } from '#domain/customer.ts';
import { type Money, money } from '#domain/money.ts';
import type { Order, OrderLine, Refund } from '#domain/order.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { MarketingEvent, MarketingLine } from '#sdk/marketing-events.ts';
import { orderReference } from './order-document.ts';

/** Who ordered, by whatever is known; null: nobody can be told of it. */
export function personOfOrder(store: string, { personal }: Order): PersonKeys | null {
  const { customerId, email, phone } = personal;
  const reference = customerId === null ? null : customerReference(store, customerId);
  return reference === null && email === null && phone === null ? null : { reference, email, phone };
}

/**
 * Everything that happened to an order so far, each event under a reference that stays: whoever is told twice counts once.
 *
 * @param options.isHistory It happened before anybody watched.
 */
export function eventsOf(
  store: string,
  order: Order,
  { person, isHistory }: { readonly person: PersonKeys; readonly isHistory: boolean },
): readonly MarketingEvent[] {
  const origin = orderReference(store, order.id);
  const event = (
    part: string,
    { kind, at, value, lines }: Pick<MarketingEvent, 'kind' | 'at' | 'value' | 'lines'>,
  ): MarketingEvent => ({
    reference: `${origin}:${part}`,
    kind,
    at,
    person,
    orderId: order.id,
    orderNumber: order.name,
    value,
    lines,
    discountCodes: order.discountCodes,
    historical: isHistory,
  });
  const lineOf = (id: string): OrderLine | undefined => order.lines.find((line) => line.id === id);
  const unitsOf = (parts: readonly { readonly lineId: string; readonly quantity: number }[]) =>
    parts.flatMap(({ lineId, quantity }) => {
      const line = lineOf(lineId);
      return line === undefined ? [] : [toLine(line, quantity)];
    });
  const { createdAt: at } = order;
  return [
    event('placed', {
      kind: 'order-placed',
      at,
      value: order.totals.total.shop,
      lines: order.lines.map((line) => toLine(line, line.quantity)),
    }),
    ...order.lines
      .filter((line) => line.quantity > 0)
      .map((line) =>
        event(`product:${line.id}`, {
          kind: 'product-ordered',
          at,
          value: line.total.shop,
          lines: [toLine(line, line.quantity)],
        }),
      ),
    ...order.fulfillments
      .filter(({ canceled }) => !canceled)
      .map(({ id, createdAt, lines }) =>
        event(`fulfilled:${id}`, {
          kind: 'order-fulfilled',
          at: createdAt,
          value: null,
          lines: unitsOf(lines),
        }),
      ),
    ...(order.canceledAt === null
      ? []
      : [
          event('canceled', {
            kind: 'order-canceled',
            at: order.canceledAt,
            value: null,
            lines: order.lines.map((line) => toLine(line, line.orderedQuantity)),
          }),
        ]),
    ...order.refunds.filter(isOfMoney).map(({ id, createdAt, total, lines }) =>
      event(`refunded:${id}`, {
        kind: 'order-refunded',
        at: createdAt,
        value: total.shop,
        lines: unitsOf(lines),
      }),
    ),
  ];
}

/** An exchange gives back goods: nobody is told of a refund. */
function isOfMoney({ total, inKind }: Refund): boolean {
  return inKind === undefined || total.shop.minor !== 0 || total.presentment.minor !== 0;
}

function toLine(line: OrderLine, quantity: number): MarketingLine {
  return {
    productId: line.variantId,
    sku: line.sku,
    title: line.title,
    quantity,
    unitPrice: line.unitPrice.shop,
    total: partOf(line, quantity),
  };
}

/** What so many units of a line come to after discounts, to the minor unit. */
function partOf({ quantity: whole, total, unitPrice }: OrderLine, quantity: number): Money {
  if (quantity === whole) return total.shop;
  if (whole === 0) return money(unitPrice.shop.minor * quantity, unitPrice.shop.currency);
  return money(Math.round((total.shop.minor * quantity) / whole), total.shop.currency);
}
