/** One amount in the shop's own currency and in the one that the customer saw. */
export const MONEY_BAG = `#graphql
  fragment Bag on MoneyBag {
    shopMoney { amount currencyCode }
    presentmentMoney { amount currencyCode }
  }
` as const;
