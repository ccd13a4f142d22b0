/** What an authority said about one item at one of its locations. Quantities are as it counts: in cases, or in fractions. */
export interface StockLevel {
  /** The authority's own id of the item (an Odoo product id). */
  readonly listingId: string;
  readonly locationId: string;
  /** Physically there. May be negative. */
  readonly quantity: number;
  /** Promised by the authority itself; for explanations only. Null when it does not say. */
  readonly reserved: number | null;
}

/** What a channel shows for one cell. */
export interface ChannelLevel {
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** False: the channel does not stock the item there, so there is no number. Never read as 0. */
  readonly active: boolean;
  readonly available: number | null;
  /** Units in the channel's open orders, where it says so. */
  readonly committed: number | null;
}

/** One item of a system's catalog. */
export interface Listing {
  /** The system's own id of what is sold: a variant, a product. */
  readonly id: string;
  /** Null when the system has none. Kept byte for byte; never trimmed or case-folded. */
  readonly sku: string | null;
  /** The id under which stock is kept, where that differs from `id`. */
  readonly inventoryItemId: string;
  readonly title: string;
  /** False: the system does not count stock for it. */
  readonly tracked: boolean;
  readonly active: boolean;
}

/** A place as one system knows it. */
export interface SystemLocation {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** A cell: where one number is shown. Connection + channel's inventory item + channel's location. */
export interface CellAddress {
  readonly inventoryItemId: string;
  readonly locationId: string;
}

/** The subject name of a cell in work rows; reversible, so that a job needs nothing but its subject. */
export function cellSubject(cell: CellAddress): string {
  return `${cell.inventoryItemId}@${cell.locationId}`;
}

export function cellFromSubject(subject: string): CellAddress {
  const at = subject.lastIndexOf('@');
  if (at <= 0 || at === subject.length - 1) throw new RangeError('a cell subject has the form item@location');
  return { inventoryItemId: subject.slice(0, at), locationId: subject.slice(at + 1) };
}
