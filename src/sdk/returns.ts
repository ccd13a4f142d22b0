import type { Idempotency, Page } from './capabilities.ts';

/** Goods that come back, as the warehouse that receives them says. */
export interface ReturnReceipt {
  readonly id: string;
  /** What is written on the box: the reference of whoever announced it; null when there is none. */
  readonly reference: string | null;
  /** Our reference of the request that the goods left with; null when the warehouse does not say. */
  readonly orderReference: string | null;
  /** The warehouse's location that receives them; null when it is not known yet. */
  readonly locationId: string | null;
  /** When the goods arrived, epoch ms; null as long as they have not. */
  readonly receivedAt: number | null;
  /** Open list, as for requests. `processing`: arrived, and looked at item by item. */
  readonly status: 'expected' | 'received' | 'processing' | 'completed' | 'canceled' | 'unknown';
  readonly lines: readonly ReturnLine[];
}

/** Units of one item. `restocked <= received`; both grow until the return is completed. */
export interface ReturnLine {
  readonly listingId: string;
  readonly sku: string | null;
  /** Announced. */
  readonly quantity: number;
  /** Looked at and decided on, whatever the decision. */
  readonly received: number;
  /** Put back on the shelf, where the on-hand number counts them again. */
  readonly restocked: number;
}

export interface ReturnSource {
  changedSince(cursor: string | null): AsyncIterable<Page<ReturnReceipt>>;
}

/** What a warehouse is told to expect. Made by `reconcile` from a store's return and the parcels that the goods left with. */
export interface ReturnToAnnounce {
  /**
   * Unique and constant for ever, of 50 characters at most: what the warehouse looks for on a box that has no tracking number
   * of its own.
   */
  readonly reference: string;
  /** The warehouse's location that shipped the goods, and is to receive them. */
  readonly locationId: string;
  /** The warehouse's shipment that they left with; null: they left with several. */
  readonly shipmentId: string | null;
  /** At least one, each item once, each of at least one unit. */
  readonly lines: readonly { readonly listingId: string; readonly quantity: number }[];
}

/** An announced return as the warehouse keeps it. */
export interface AnnouncedReturn {
  readonly id: string;
  /** Our reference, as we gave it. */
  readonly reference: string;
  readonly status: ReturnReceipt['status'];
  /** Announced, each item once. */
  readonly lines: ReturnToAnnounce['lines'];
}

/** A warehouse that wants to know what comes back before it arrives. */
export interface ReturnTarget {
  readonly idempotency: Idempotency;
  /** The longest that a call whose answer was lost may still take effect. */
  readonly quarantineMs: number;
  /** The return with our reference, canceled ones too, or null. Several with one reference are an error, `rejected`. */
  find(reference: string): Promise<AnnouncedReturn | null>;
  /** By the warehouse's ids; missing ones are left out. */
  read(ids: readonly string[]): Promise<readonly AnnouncedReturn[]>;
  /**
   * Announces the return, or finds the one that carries our reference.
   *
   * @throws {RejectedError} the warehouse does not take it as it is: an unknown item, a location that receives nothing.
   */
  announce(coming: ReturnToAnnounce): Promise<AnnouncedReturn>;
  /** Makes a return that is still expected say what `coming` says. @throws RejectedError when the warehouse no longer allows it. */
  amend(id: string, coming: ReturnToAnnounce): Promise<AnnouncedReturn>;
  /** Already canceled is success. @throws RejectedError with code `not-cancelable` once the goods have arrived. */
  withdraw(id: string): Promise<AnnouncedReturn>;
}
