import type { Money } from '#domain/money.ts';
import type { ShippingLine } from '#domain/order.ts';
import type { Idempotency, LineToBook, Page } from './capabilities.ts';

/** What a target is asked to credit of an order that it has booked. Its parts add up to `total`, which is above zero. */
export interface RefundToBook {
  /** Unique and constant for ever: `<reference of the order>/refund/<refund id>`. */
  readonly reference: string;
  readonly orderReference: string;
  /** The target's id of the booking. */
  readonly bookedId: string;
  readonly orderNumber: string;
  readonly store: string;
  readonly createdAt: number;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  /** Units that are booked and were given back, at what was paid for them. */
  readonly lines: readonly LineToBook[];
  readonly shipping: readonly ShippingLine[];
  /** Without tax: goodwill, tips. Below zero: what the store kept back of the rest. */
  readonly adjustment: Money;
  readonly tax: Money;
  readonly total: Money;
}

/** A credit note as a target keeps it. */
export interface BookedRefund {
  readonly id: string;
  /** The target's own number, `RINV/2026/00007`; of a draft it may be its id. */
  readonly number: string;
  readonly reference: string;
  readonly state: 'draft' | 'posted' | 'canceled';
  readonly total: Money;
}

/** A target that books what stores give back. */
export interface RefundTarget {
  readonly idempotency: Idempotency;
  /** The longest that a request whose answer was lost may still take effect. */
  readonly quarantineMs: number;
  /** The credit note with our reference, or null. @throws RejectedError when several carry it. */
  find(reference: string): Promise<BookedRefund | null>;
  /** By the target's ids; missing ones are left out. */
  read(ids: readonly string[]): Promise<readonly BookedRefund[]>;
  /**
   * Creates a draft that carries our reference, or finds the credit note that does. Its total is the refund's to the minor
   * unit. @throws RejectedError what the target does not allow, in its words.
   */
  create(refund: RefundToBook): Promise<BookedRefund>;
  /** Makes a draft binding. Already posted is success. @throws RejectedError when the target does not allow it. */
  post(id: string): Promise<BookedRefund>;
  /** All credit notes that carry a reference of ours, for the sweep. */
  all(): AsyncIterable<Page<BookedRefund>>;
}
