import type { OrderPersonal } from '#domain/order.ts';
import type { Idempotency, Page } from './capabilities.ts';

/** What a warehouse that takes requests is asked to ship. Made by `reconcile` from an order and its routing. */
export interface RequestToShip {
  /** Unique and constant for ever; never used for another request, not even after a cancellation. */
  readonly reference: string;
  /** The store's number of the order, for people. */
  readonly orderNumber: string;
  /** When the customer ordered, epoch ms. */
  readonly createdAt: number;
  /** The warehouse system's location that is to ship it; null leaves it to the warehouse. */
  readonly locationId: string | null;
  readonly lines: readonly RequestedLine[];
  /** As the store or the merchant's routing names it; null leaves it to the connection's setting. */
  readonly shippingMethod: string | null;
  readonly recipient: OrderPersonal;
}

export interface RequestedLine {
  /**
   * The line's name in both systems: the channel's line id or, for a part of a bundle, one made of it. A connector keeps it and
   * gives it back; it reads nothing in it. Several lines may be of one item.
   */
  readonly reference: string;
  /** The warehouse's own id of the item; null when it is not known there, which is refused. */
  readonly listingId: string | null;
  readonly sku: string | null;
  readonly title: string;
  /** Units; a line with 0 is left out. */
  readonly quantity: number;
}

/**
 * What became of a request. Open list: a status that the warehouse invents later arrives as `unknown`, and whoever reads it
 * treats the goods as still promised. `shipped` means whole; what left of an `accepted` one, its lines say.
 */
export type FulfillmentRequestState = 'accepted' | 'on-hold' | 'shipped' | 'canceled' | 'unknown';

/** A request as the warehouse keeps it. */
export interface FulfillmentRequest {
  readonly id: string;
  /** The warehouse's or the store's number of it, for people. */
  readonly number: string;
  /** Our reference, as we gave it. */
  readonly reference: string;
  readonly state: FulfillmentRequestState;
  /** Why it is on hold, in the warehouse's words without personal data; null when it is not, or when nobody says. */
  readonly reason: string | null;
  /** Units asked for, and units of them that left. */
  readonly lines: readonly {
    readonly reference: string;
    readonly quantity: number;
    readonly shipped: number;
  }[];
}

export interface FulfillmentRequestTarget {
  readonly idempotency: Idempotency;
  /** The longest that a request whose answer was lost may still take effect. */
  readonly quarantineMs: number;
  /** The request with our reference, canceled ones too, or null. Several with one reference are an error, `rejected`. */
  find(reference: string): Promise<FulfillmentRequest | null>;
  /** By the warehouse's ids; missing ones are left out. */
  read(ids: readonly string[]): Promise<readonly FulfillmentRequest[]>;
  /**
   * Asks for the shipment, or finds the request that carries our reference: a duplicate is never a failure.
   *
   * @throws {RejectedError} the warehouse will not take it as it is: an unknown item, an address that lacks something.
   */
  create(request: RequestToShip): Promise<FulfillmentRequest>;
  /**
   * Withdraws the whole request. Already canceled is success.
   *
   * @throws {RejectedError} with code `not-cancelable` when goods have left or the warehouse is already at work on them.
   */
  cancel(id: string): Promise<FulfillmentRequest>;
  /** All requests that carry a reference of ours, for the sweep. */
  all(): AsyncIterable<Page<FulfillmentRequest>>;
}
