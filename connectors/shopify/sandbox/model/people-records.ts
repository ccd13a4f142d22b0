export interface Attribute {
  readonly key: string;
  readonly value: string | null;
}

export interface Address {
  readonly kind: 'MailingAddress';
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly country: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
}

export type MarketingState = 'NOT_SUBSCRIBED' | 'PENDING' | 'SUBSCRIBED' | 'UNSUBSCRIBED';

/** What a customer said about one channel, and when; null when never. */
export interface Agreed {
  readonly state: MarketingState;
  readonly optInLevel: 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN' | null;
  readonly updatedAt: number | null;
}

export type MarketingChannel = 'email' | 'sms';

/** One word about one channel, in the order in which they were said. */
export interface ConsentEntry {
  /** When the shop took it down. */
  readonly at: number;
  readonly customerId: string;
  readonly email: string | null;
  readonly channel: MarketingChannel;
  readonly said: MarketingState;
  /** `api`: an app says so for them. */
  readonly by: 'customer' | 'api';
}

export interface Customer {
  readonly kind: 'Customer';
  readonly id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  address: Address | null;
  locale: string;
  tags: string[];
  readonly agreed: Record<MarketingChannel, Agreed>;
  readonly createdAt: number;
  updatedAt: number;
}
