/** A webhook subscription that an app made through the API. */
export interface Subscription {
  readonly kind: 'WebhookSubscription';
  readonly id: string;
  /** The enum's word, `ORDERS_CREATE`. */
  topic: string;
  uri: string;
  format: 'JSON' | 'XML';
  filter: string | null;
  includeFields: readonly string[];
  metafieldNamespaces: readonly string[];
  metafields: readonly { readonly namespace: string; readonly key: string }[];
  name: string | null;
  readonly createdAt: number;
  updatedAt: number;
  /** Deliveries in a row that were given up; eight remove the subscription. */
  failures: number;
}

/** The subscriptions of one app in one shop, in the order in which they were made. */
export type Subscriptions = Map<string, Subscription>;
