/** What an order says of a business that bought. Each part is absent where there is none, and where the channel was not asked. */
export interface BusinessBuyer {
  readonly company?: BuyingCompany;
  /** The buyer's own number of the purchase, as typed: not unique, and never blank. */
  readonly purchaseOrderNumber?: string;
  readonly paymentTerms?: PaymentTerms;
}

/** A company and the branch of it that the order is for. Ids are the channel's. No person's data: its people are in `personal`. */
export interface BuyingCompany {
  readonly id: string;
  readonly name: string;
  readonly locationId: string;
  readonly locationName: string;
}

/** What was agreed on when to pay. */
export interface PaymentTerms {
  /** As the channel calls them, `Net 30`. */
  readonly name: string;
  /** Null where no number of days says it: on receipt, on fulfillment, on a fixed date. */
  readonly dueInDays: number | null;
}

/** That part of something larger. */
export function buyerOf({ company, purchaseOrderNumber, paymentTerms }: BusinessBuyer): BusinessBuyer {
  return {
    ...(company === undefined ? {} : { company }),
    ...(purchaseOrderNumber === undefined ? {} : { purchaseOrderNumber }),
    ...(paymentTerms === undefined ? {} : { paymentTerms }),
  };
}
