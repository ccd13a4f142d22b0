import type { Page } from './capabilities.ts';

/** Goods that come back, as the warehouse that receives them says. */
export interface ReturnReceipt {
  readonly id: string;
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
