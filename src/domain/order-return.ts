/**
 * What a customer sends back of an order, as the channel keeps it. It says what is expected and what was found; it never counts
 * anything: goods that are back on a shelf are in the next count of whoever counts that shelf.
 */
export interface OrderReturn {
  readonly id: string;
  /** What people call it, `#1001-R1`. */
  readonly name: string;
  /** `requested`: the store has not agreed yet. Open list: what the channel invents later arrives as `unknown`. */
  readonly status: 'requested' | 'open' | 'declined' | 'closed' | 'canceled' | 'unknown';
  readonly createdAt: number;
  readonly closedAt: number | null;
  readonly lines: readonly ReturnedLine[];
  /** Goods that go out for those that come back. */
  readonly exchanges: readonly ExchangedLine[];
  /** Who receives what, and what became of it; empty until the store has agreed. */
  readonly arrivals: readonly ReverseFulfillment[];
}

/** `refunded <= processed <= quantity`. */
export interface ReturnedLine {
  readonly id: string;
  /** The order's line; null where the channel could not tell which one it is. */
  readonly lineId: string | null;
  readonly quantity: number;
  /** Units that the store has taken for returned. */
  readonly processed: number;
  readonly refunded: number;
  /** The channel's word, `too-tight`; null: none was given. Never what the customer wrote. */
  readonly reason: string | null;
}

export interface ExchangedLine {
  readonly id: string;
  readonly sku: string | null;
  readonly quantity: number;
  /** Units that have become lines of the order, which ship like any other. */
  readonly processed: number;
  readonly lineIds: readonly string[];
}

export interface ReverseFulfillment {
  readonly id: string;
  readonly status: 'open' | 'closed' | 'canceled' | 'unknown';
  /** Parcels that were announced to come back. */
  readonly parcels: number;
  readonly lines: readonly {
    readonly lineId: string | null;
    readonly quantity: number;
    readonly dispositions: readonly Disposition[];
  }[];
}

/** What became of units that came back. */
export interface Disposition {
  readonly kind: 'restocked' | 'not-restocked' | 'missing' | 'processing' | 'unknown';
  readonly quantity: number;
  /** The channel's location; null when it names none. */
  readonly locationId: string | null;
}

/** Units that change hands: below zero they come back to the store, above they go out to the customer. */
export interface SignedLine {
  readonly sku: string | null;
  readonly units: number;
  /** How many of them the store is done with. */
  readonly processed: number;
}

/** Whether anything is still to come of it. A declined or canceled return changes nothing. */
export function isOpenReturn({ status }: Pick<OrderReturn, 'status'>): boolean {
  return status === 'requested' || status === 'open';
}

/** Both directions of a return as one list. */
export function signedLinesOf(
  { lines, exchanges }: OrderReturn,
  sold: readonly { readonly id: string; readonly sku: string | null }[],
): readonly SignedLine[] {
  return [
    ...lines.map(({ lineId, quantity, processed }) => ({
      sku: sold.find(({ id }) => id === lineId)?.sku ?? null,
      units: -quantity,
      processed,
    })),
    ...exchanges.map(({ sku, quantity, processed }) => ({ sku, units: quantity, processed })),
  ];
}
