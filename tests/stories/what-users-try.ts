/** What becomes of it. */
export type Outcome =
  /** In the ERP once, with the store's own total. */
  | { readonly is: 'booked' }
  /** A person must look; the reason says what is wrong. `what`: the order, its webhook, or the number that the store shows. */
  | { readonly is: 'parked'; readonly what: 'order' | 'event' | 'stock'; readonly reason: RegExp }
  /** Never came in: the status that the sender gets. No row is left. */
  | { readonly is: 'refused'; readonly status: number }
  /** Known and, by the policy, not booked. */
  | { readonly is: 'left out' }
  /** Nothing is written there any more, and `syncline explain sku` says why. */
  | { readonly is: 'not shown' }
  /** The store goes on to show, or is brought to show, this many units. */
  | { readonly is: 'shown'; readonly units: number };

const booked: Outcome = { is: 'booked' };
const leftOut: Outcome = { is: 'left out' };

/** What users will try, by mistake or on purpose, and what becomes of it. The story tests read this table. */
export const whatUsersTry = {
  'a webhook with a wrong HMAC': { is: 'refused', status: 401 },
  'a webhook without an HMAC': { is: 'refused', status: 401 },
  'a webhook that was cut on its way': { is: 'refused', status: 401 },
  'a webhook of another shop': { is: 'refused', status: 401 },
  'a webhook to a connection that there is not': { is: 'refused', status: 404 },
  'a webhook of 10 MB': { is: 'refused', status: 413 },
  'a signed webhook that is no whole JSON': { is: 'parked', what: 'event', reason: /JSON/ },
  'a webhook that is replayed': booked,
  'emoji in a SKU': booked,
  'SQL in a SKU': booked,
  'emoji and SQL in names': booked,
  'an order with 250 lines': booked,
  'an order that costs nothing': booked,
  'a fully discounted order': booked,
  'a tip': booked,
  'a gift card': booked,
  "an order in the customer's own currency": booked,
  'a guest checkout': booked,
  'an order without any address': booked,
  'a custom line without a product': booked,
  'a test order': leftOut,
  'an order older than sixty days': leftOut,
  'a tax that is not mapped': { is: 'parked', what: 'order', reason: /tax/i },
  'a product without SKU': { is: 'parked', what: 'order', reason: /has no SKU/ },
  'a SKU that the ERP does not know': { is: 'parked', what: 'order', reason: /unknown to the target/ },
  'a SKU that two products of the ERP have': { is: 'parked', what: 'order', reason: /belongs to 2 items/ },
  'an order of a SKU that two variants have': booked,
  'the stock of a SKU that two variants have': { is: 'parked', what: 'stock', reason: /carry SKU/ },
  'a negative stock in the ERP': { is: 'shown', units: 0 },
  'a stock at a location that was deactivated': { is: 'not shown' },
  'an order while the ERP is down': booked,
} as const satisfies Readonly<Record<string, Outcome>>;

export type Attempt = keyof typeof whatUsersTry;
