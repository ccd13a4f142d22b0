import { money, toDecimal } from '#domain/money.ts';
import type { LinePlay, OrderScript } from './random-order-script.ts';

/** Equal whole numbers, but of currencies with different exponents: a mix-up cannot balance. */
const bag = (minor: number) => ({
  shopMoney: { amount: toDecimal(money(minor, 'EUR')), currencyCode: 'EUR' },
  presentmentMoney: { amount: toDecimal(money(minor, 'JPY')), currencyCode: 'JPY' },
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const page = <Node>(nodes: readonly Node[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });

const share = (amount: number, part: number, whole: number): number => Math.round((amount * part) / whole);
const netOf = (play: LinePlay): number => play.unitPrice * play.ordered - sum(play.discounts);

/**
 * A refund line of `units` of a play, with amounts as Shopify gives them: rounded shares of the whole line; the last
 * units take what is left.
 */
function refundLine(play: LinePlay, index: number, units: number, restockType: string) {
  const isLast = play.edited + units === play.ordered;
  const worthOf = (amount: number): number =>
    isLast ? amount - share(amount, play.edited, play.ordered) : share(amount, units, play.ordered);
  return {
    quantity: units,
    restockType,
    restocked: restockType !== 'NO_RESTOCK',
    location: null,
    lineItem: { id: `line ${index}` },
    subtotal: worthOf(netOf(play)),
    tax: worthOf(sum(play.taxes)),
  };
}

/** The order as Shopify would show it after all of this has happened. */
export function playOrder(script: OrderScript) {
  const { plays, shipping, taxesIncluded } = script;
  const early = plays.flatMap((play, index) =>
    play.removed === 0 ? [] : [refundLine(play, index, play.removed, play.removedAs)],
  );
  const late = plays.flatMap((play, index) =>
    play.returned === 0 ? [] : [refundLine(play, index, play.returned, 'RETURN')],
  );
  const isShipped = plays.some((play) => play.shipped > 0);
  const dutiesBack = script.dutiesIncluded ? 0 : Math.min(script.paidBack?.duties ?? 0, script.duties);
  const refundOf = (index: 0 | 1, at: string, lines: typeof early, withShipping: boolean) => ({
    id: index === 0 ? 'early' : 'late',
    createdAt: at,
    processedAt: at,
    totalRefundedSet: bag(
      script.paidBack === undefined
        ? 0
        : sum(lines.map((line) => line.subtotal + (taxesIncluded ? 0 : line.tax))) +
            (withShipping ? shipping.price + (taxesIncluded ? 0 : shipping.tax) : 0) +
            (index === 1 ? dutiesBack : 0) +
            script.paidBack.adjustments[index],
    ),
    duties: index === 1 && dutiesBack > 0 ? [{ amountSet: bag(dutiesBack) }] : null,
    orderAdjustments: page(
      script.paidBack === undefined
        ? []
        : [
            {
              amountSet: bag(script.paidBack.adjustmentSign * script.paidBack.adjustments[index]),
              taxAmountSet: bag(0),
            },
          ],
    ),
    refundLineItems: page(
      lines.map(({ subtotal, tax, ...line }) => ({
        ...line,
        subtotalSet: bag(subtotal),
        totalTaxSet: bag(tax),
      })),
    ),
    refundShippingLines: page(
      withShipping
        ? [
            {
              shippingLine: { id: 'ship' },
              subtotalAmountSet: bag(shipping.price),
              taxAmountSet: bag(shipping.tax),
            },
          ]
        : [],
    ),
  });
  const gone = [...early, ...late];
  const shippingLeft = shipping.refund === 'none' ? 1 : 0;
  // What an edit took out is gone from the totals, and a line without units is worth nothing.
  const afterEdit = (play: LinePlay, amount: number): number =>
    amount - share(amount, play.edited, play.ordered);
  const left = (play: LinePlay, amount: number): number =>
    afterEdit(play, amount) - share(amount, play.exchanged, play.ordered);
  const net = sum(plays.map((play) => left(play, netOf(play))));
  const tax =
    sum(plays.map((play) => left(play, sum(play.taxes)))) -
    sum(gone.map((line) => line.tax)) +
    shippingLeft * shipping.tax;
  const current =
    net -
    sum(gone.map((line) => line.subtotal)) +
    shippingLeft * shipping.price +
    script.tip +
    script.fees +
    (script.dutiesIncluded ? 0 : script.duties - dutiesBack) +
    (taxesIncluded ? 0 : tax);
  const tipLine = {
    unitPrice: script.tip,
    ordered: 1,
    discounts: [],
    taxes: [],
    edited: 0,
    removed: 0,
    shipped: 0,
    returned: 0,
    exchanged: 0,
    isGiftCard: false,
  };
  const lines = script.tipIsLine && script.tip > 0 ? [...plays, tipLine] : plays;
  return {
    id: 'gid://shopify/Order/1',
    name: '#1001',
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-02T00:00:00Z',
    cancelledAt: null,
    test: false,
    displayFinancialStatus: 'PAID',
    currencyCode: 'EUR',
    presentmentCurrencyCode: 'JPY',
    taxesIncluded,
    dutiesIncluded: script.dutiesIncluded,
    discountCodes: [],
    paymentGatewayNames: [],
    tags: [],
    sourceName: 'web',
    note: null,
    email: null,
    phone: null,
    poNumber: null,
    billingAddress: null,
    shippingAddress: null,
    currentTotalPriceSet: bag(current),
    currentTotalTaxSet: bag(tax),
    totalTipReceivedSet: bag(script.tip),
    currentTotalDutiesSet: script.duties === 0 ? null : bag(script.duties - dutiesBack),
    currentTotalAdditionalFeesSet: script.fees === 0 ? null : bag(script.fees),
    totalCashRoundingAdjustment: { paymentSet: bag(script.rounding) },
    totalReceivedSet: bag(0),
    totalRefundedSet: bag(0),
    lineItems: page(
      lines.map((play, index) => ({
        id: `line ${index}`,
        sku: index % 2 === 0 ? `sku-${index}` : '',
        title: 'thing',
        quantity: play.ordered,
        currentQuantity: play.ordered - play.edited - play.removed - play.returned - play.exchanged,
        unfulfilledQuantity: play === tipLine ? 0 : play.ordered - play.edited - play.removed - play.shipped,
        isGiftCard: play.isGiftCard === true,
        requiresShipping: true,
        variant: null,
        originalUnitPriceSet: bag(play.unitPrice),
        discountAllocations: play.discounts.map((amount) => ({ allocatedAmountSet: bag(amount) })),
        taxLines: play.taxes.map((amount) => ({ title: 'VAT', rate: 0.19, priceSet: bag(amount) })),
      })),
    ),
    shippingLines: page([
      {
        id: 'ship',
        title: 'Standard',
        code: 'STD',
        discountedPriceSet: bag(shipping.price),
        taxLines: [{ title: 'VAT', rate: 0.19, priceSet: bag(shipping.tax) }],
      },
    ]),
    refunds: [
      refundOf(0, '2026-11-01T01:00:00Z', early, shipping.refund === 'early'),
      refundOf(1, '2026-11-01T03:00:00Z', late, shipping.refund === 'late'),
    ],
    fulfillmentOrders: page([]),
    fulfillments: isShipped
      ? [
          {
            id: 'parcel',
            status: 'SUCCESS',
            createdAt: '2026-11-01T02:00:00Z',
            trackingInfo: [],
            fulfillmentLineItems: page(
              plays.map((play, index) => ({ quantity: play.shipped, lineItem: { id: `line ${index}` } })),
            ),
          },
        ]
      : [],
  };
}
