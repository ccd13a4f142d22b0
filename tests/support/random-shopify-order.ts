import fc from 'fast-check';
import { money, toDecimal } from '#domain/money.ts';

/** One line of the model: amounts in minor units for all ordered units, and what happened to the units. */
interface LinePlay {
  readonly unitPrice: number;
  readonly ordered: number;
  readonly discounts: readonly number[];
  readonly taxes: readonly number[];
  /** Taken out by an edit, which leaves no refund line. */
  readonly edited: number;
  /** Taken off before shipping; `restockType` of their refund line. */
  readonly removed: number;
  readonly removedAs: 'CANCEL' | 'NO_RESTOCK';
  readonly shipped: number;
  readonly returned: number;
}

export interface OrderScript {
  readonly taxesIncluded: boolean;
  readonly plays: readonly LinePlay[];
  readonly shipping: {
    readonly price: number;
    readonly tax: number;
    readonly refund: 'none' | 'early' | 'late';
  };
  readonly tip: number;
  readonly tipIsLine: boolean;
  readonly duties: number;
  readonly dutiesIncluded: boolean;
  readonly fees: number;
  readonly rounding: number;
}

/** Equal whole numbers, but of currencies with different exponents: a mix-up cannot balance. */
const bag = (minor: number) => ({
  shopMoney: { amount: toDecimal(money(minor, 'EUR')), currencyCode: 'EUR' },
  presentmentMoney: { amount: toDecimal(money(minor, 'JPY')), currencyCode: 'JPY' },
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const page = <Node>(nodes: readonly Node[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });

const playArbitrary: fc.Arbitrary<LinePlay> = fc
  .record({
    unitPrice: fc.integer({ min: 0, max: 500_000 }),
    ordered: fc.integer({ min: 1, max: 12 }),
    cuts: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(4)),
    discountShare: fc.integer({ min: 0, max: 100 }),
    taxes: fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 3 }),
    removedAs: fc.constantFrom('CANCEL', 'NO_RESTOCK'),
  })
  .map(({ unitPrice, ordered, cuts, discountShare, taxes, removedAs }): LinePlay => {
    const edited = Math.min(cuts[3], ordered);
    const removed = Math.min(cuts[0], ordered - edited);
    const shipped = Math.min(cuts[1], ordered - edited - removed);
    const discount = Math.floor((unitPrice * ordered * discountShare) / 100);
    const discounts = discount === 0 ? [] : [Math.floor(discount / 3), discount - Math.floor(discount / 3)];
    return {
      unitPrice,
      ordered,
      discounts,
      taxes,
      edited,
      removed,
      removedAs,
      shipped,
      returned: Math.min(cuts[2], shipped),
    };
  });

/** Orders with every kind of line and charge. */
export const orderScripts: fc.Arbitrary<OrderScript> = fc.record({
  taxesIncluded: fc.boolean(),
  plays: fc.array(playArbitrary, { minLength: 1, maxLength: 8 }),
  shipping: fc.record({
    price: fc.nat(5_000),
    tax: fc.nat(900),
    refund: fc.constantFrom('none', 'early', 'late'),
  }),
  tip: fc.nat(2_000),
  tipIsLine: fc.boolean(),
  duties: fc.nat(3_000),
  dutiesIncluded: fc.boolean(),
  fees: fc.nat(300),
  rounding: fc.integer({ min: -4, max: 4 }),
});

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
  const refundOf = (id: string, at: string, lines: typeof early, withShipping: boolean) => ({
    id,
    createdAt: at,
    processedAt: at,
    totalRefundedSet: bag(0),
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
  const net = sum(plays.map((play) => afterEdit(play, netOf(play))));
  const tax =
    sum(plays.map((play) => afterEdit(play, sum(play.taxes)))) -
    sum(gone.map((line) => line.tax)) +
    shippingLeft * shipping.tax;
  const current =
    net -
    sum(gone.map((line) => line.subtotal)) +
    shippingLeft * shipping.price +
    script.tip +
    script.fees +
    (script.dutiesIncluded ? 0 : script.duties) +
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
    billingAddress: null,
    shippingAddress: null,
    currentTotalPriceSet: bag(current),
    currentTotalTaxSet: bag(tax),
    totalTipReceivedSet: bag(script.tip),
    currentTotalDutiesSet: script.duties === 0 ? null : bag(script.duties),
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
        currentQuantity: play.ordered - play.edited - play.removed - play.returned,
        unfulfilledQuantity: play === tipLine ? 0 : play.ordered - play.edited - play.removed - play.shipped,
        isGiftCard: false,
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
      refundOf('early', '2026-11-01T01:00:00Z', early, shipping.refund === 'early'),
      refundOf('late', '2026-11-01T03:00:00Z', late, shipping.refund === 'late'),
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
