import fc from 'fast-check';

/** One line of the model: amounts in minor units for all ordered units, and what happened to the units. */
export interface LinePlay {
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
  /** Given back for something else, which no refund names. */
  readonly exchanged: number;
  readonly isGiftCard?: boolean;
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
  /** What went back beside the worth of units and shipping; absent: nothing, and nobody was paid anything. */
  readonly paidBack?: PaidBack;
}

interface PaidBack {
  /** With the late refund; Shopify's own total of duties is lower by it. */
  readonly duties: number;
  /** More or less than the parts are worth, with the early and with the late refund. */
  readonly adjustments: readonly [number, number];
  /** Shopify does not say in which direction it writes them. */
  readonly adjustmentSign: 1 | -1;
}

const playArbitrary: fc.Arbitrary<LinePlay> = fc
  .record({
    unitPrice: fc.integer({ min: 0, max: 500_000 }),
    ordered: fc.integer({ min: 1, max: 12 }),
    cuts: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(4), fc.nat(3)),
    discountShare: fc.integer({ min: 0, max: 100 }),
    taxes: fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 3 }),
    removedAs: fc.constantFrom('CANCEL', 'NO_RESTOCK'),
    isGiftCard: fc.boolean(),
  })
  .map(({ unitPrice, ordered, cuts, discountShare, taxes, removedAs, isGiftCard }): LinePlay => {
    const edited = Math.min(cuts[3], ordered);
    const removed = Math.min(cuts[0], ordered - edited);
    const shipped = Math.min(cuts[1], ordered - edited - removed);
    const returned = Math.min(cuts[2], shipped);
    // Units that left the shelf in neither way cannot be told from exchanged ones.
    const isClear = removed === 0 || removedAs === 'CANCEL';
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
      returned,
      exchanged: isClear ? Math.min(cuts[4], shipped - returned) : 0,
      isGiftCard,
    };
  });

const paidBackArbitrary: fc.Arbitrary<PaidBack> = fc.record({
  duties: fc.nat(3_000),
  adjustments: fc.tuple(fc.integer({ min: -400, max: 900 }), fc.integer({ min: -400, max: 900 })),
  adjustmentSign: fc.constantFrom(1, -1),
});

/** Orders with every kind of line and charge, and refunds of all of them. */
export const orderScripts: fc.Arbitrary<OrderScript> = fc.record(
  {
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
    paidBack: paidBackArbitrary,
  },
  {
    requiredKeys: [
      'taxesIncluded',
      'plays',
      'shipping',
      'tip',
      'tipIsLine',
      'duties',
      'dutiesIncluded',
      'fees',
      'rounding',
    ],
  },
);
