import type { Money } from '#domain/money.ts';
import type { Idempotency } from './capabilities.ts';
import type { PersonKeys } from './customers.ts';

export type MarketingEventKind =
  | 'order-placed'
  | 'product-ordered'
  | 'order-fulfilled'
  | 'order-canceled'
  | 'order-refunded';

/** Something that a customer did or that happened to an order, for a system that reacts to it. */
export interface MarketingEvent {
  /** Unique and constant for ever: `<connection>:<order id>:placed`. A target counts it once. */
  readonly reference: string;
  readonly kind: MarketingEventKind;
  /** When it happened at the store, epoch ms. */
  readonly at: number;
  readonly person: PersonKeys;
  readonly orderId: string;
  readonly orderNumber: string;
  /** What it is worth, positive; null when it is not about money. */
  readonly value: Money | null;
  /** The line of `product-ordered`, the lines that left, came back or were ordered otherwise. */
  readonly lines: readonly MarketingLine[];
  readonly discountCodes: readonly string[];
  /**
   * It happened before anybody watched: a backfill or a resync. A target takes it down and reacts to it in no way; one that
   * cannot do so is not sent it.
   */
  readonly historical: boolean;
}

export interface MarketingLine {
  readonly productId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** After discounts. */
  readonly total: Money;
}

export interface EventTarget {
  readonly idempotency: Idempotency;
  readonly quarantineMs: number;
  readonly batchMax: number;
  /** Whether it can take down what is `historical` without reacting to it. */
  readonly takesHistory: boolean;
  /**
   * Accepted when it returns; `has` tells when it has happened. One that is there already is success.
   *
   * @throws {RejectedError} the whole batch was refused; it may not be known for whose sake.
   */
  send(events: readonly MarketingEvent[]): Promise<void>;
  /** Whether the target shows this event. It costs calls: for what is in doubt, not for all. */
  has(event: MarketingEvent): Promise<boolean>;
}
