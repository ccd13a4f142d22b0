import type { Bundles, BundlesByPart } from '#domain/bundle.ts';
import type { PlaceState } from '#domain/shown-places.ts';
import type { CellAddress } from '#domain/stock.ts';

/** A reading of an authority, with the ledger's sequence just before its request left (S1). */
export interface AuthorityReading {
  readonly quantity: number;
  readonly reserved: number | null;
  readonly basis: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

export interface NewAuthorityReading extends AuthorityReading {
  readonly connection: string;
  readonly listingId: string;
  readonly sku: string;
  /** Our name of the location. */
  readonly location: string;
}

/** A statement of the authority (or of the channel, for orders that are not exported): `quantity` more units shipped. */
export interface ShippedStatement {
  readonly quantity: number;
  readonly sequence: number;
  readonly recordedAt: number;
}

/** A statement of the authority: it took `quantity` more units of the line into its own promises; less when it gave some up. */
export interface AcknowledgedStatement {
  readonly quantity: number;
  readonly sequence: number;
  readonly recordedAt: number;
}

export interface OpenLine {
  readonly connection: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly lineId: string;
  readonly inventoryItemId: string | null;
  /** Null: location unknown; counts at every candidate location (S3). */
  readonly location: string | null;
  readonly channelLocationId: string | null;
  /** max(units to book, booked). */
  readonly owed: number;
  readonly statements: readonly ShippedStatement[];
  /** What the authority said to have accepted, shipped units included; an authority of on-hand quantities needs none. */
  readonly acknowledgments?: readonly AcknowledgedStatement[];
  /** Units of the item in one unit of the line: 1, but for the parts of a bundle. */
  readonly perUnit?: number;
  /** Of a bundle's line: what is known to have left of each part, by SKU, those of whole bundles included. */
  readonly parts?: ReadonlyMap<string, readonly ShippedStatement[]>;
  /** Of these, those about the one part that is asked about: units of it, not of the line. */
  readonly ofPart?: readonly ShippedStatement[];
}

/** A reading of what the channel shows, kept to explain `missing` later (S6). */
export interface ChannelReading {
  readonly available: number;
  readonly committed: number | null;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The channel's clock at the answer; null when it gave none. */
  readonly channelAt: number | null;
  /** The cell's `factSequence` when this was noted: anything that moved since makes it useless as an explanation. */
  readonly factSequence: number;
}

export interface Cell extends CellAddress {
  readonly connection: string;
  readonly sku: string;
  /** Our name of the location. */
  readonly location: string;
  /** What the channel should show by the facts (S4); null until the first explained reading. */
  readonly expected: number | null;
  /** Channel's clock of the reading that `expected` was taken from; orders created before do not lower it. */
  readonly anchorAt: number | null;
  /** The last noted reading. */
  readonly reading: ChannelReading | null;
  /** Sequence of the last fact about this cell: own write planned, settled or expired, own order recorded. */
  readonly factSequence: number;
  /** Number of the last plan (W3). */
  readonly planNumber: number;
  /** Channel's answer or expiry of our last write, our clock; for channels without compare-and-set (S8). */
  readonly lastWriteAt: number | null;
}

/** An own write to the cell whose outcome is open, from -> to (W4). */
export interface OpenWrite {
  readonly effectKey: string;
  readonly from: number;
  readonly to: number;
  readonly quarantineUntil: number;
}

/** Everything that a plan of one cell is made from, out of one snapshot (S4). */
export interface CellFacts {
  readonly cell: Cell;
  /** Newest first; at most two (S7). */
  readonly readings: readonly AuthorityReading[];
  readonly openLines: readonly OpenLine[];
  readonly openWrites: readonly OpenWrite[];
  /** Units that the automatic buffer keeps back of the item; absent: none. */
  readonly autoBuffer?: number;
  /** For a bundle that is made when it is sold: what it is made of. Its own readings and lines then do not count. */
  readonly parts?: readonly PartFacts[];
}

/** What is known about one part of a bundle at the cell's location. */
export interface PartFacts {
  readonly sku: string;
  /** Units in one bundle. */
  readonly perUnit: number;
  /** False: nobody counts it, so it limits nothing. */
  readonly tracked: boolean;
  /** Newest first; at most two (S7). */
  readonly readings: readonly AuthorityReading[];
  /** Its own and those of all bundles that contain it. */
  readonly openLines: readonly OpenLine[];
  readonly autoBuffer?: number;
}

/** What of the merchant's configuration decides which facts a plan is made from. */
export interface FactScheme {
  readonly bundles: Bundles;
  readonly bundlesByPart: BundlesByPart;
  /** Our name of a location -> who counts it, and its id there. */
  readonly authorities: ReadonlyMap<string, { readonly connection: string; readonly locationId: string }>;
  /** Connections whose quantities are less the orders that they accepted: only their acknowledgments count. */
  readonly acknowledging: ReadonlySet<string>;
  readonly autoBuffer: boolean;
}

/** The newest count of an item at one place, with the lines that take from it: its own and those of bundles that contain it. */
export interface PlaceFacts {
  readonly sku: string;
  /** Our name of the location. */
  readonly location: string;
  readonly reading: AuthorityReading;
  readonly openLines: readonly OpenLine[];
}

/** One line of the append-only diary of a cell or stock level, for `explain`. */
export interface StockEntry {
  readonly at: number;
  readonly sequence: number;
  readonly sku: string;
  readonly location: string;
  /** Whose number: the authority's or the channel's connection. */
  readonly connection: string;
  /** `reading`, `order`, `restock`, `shipment`, `write`, `drift`, `expired` ... */
  readonly kind: string;
  readonly delta: number | null;
  readonly quantity: number | null;
  /** What caused it: an order reference, an effect key, a shipment id. */
  readonly cause: string;
}

export interface StockRepository {
  /** Keeps the two newest by basis, and says how it compares with the newest before. `ignored`: an older basis than both. */
  recordReading(reading: NewAuthorityReading): Promise<'first' | 'same' | 'lower' | 'higher' | 'ignored'>;
  /**
   * Places where the newest reading of this authority knows of units that left, or were accepted, and the one before it did
   * not: there an equal number leaves more to sell. `soldAs`: the item itself, or a bundle that takes units of it.
   */
  recounted(
    connection: string,
    items: readonly { readonly sku: string; readonly soldAs: string; readonly stockLagMs: number }[],
  ): Promise<readonly { readonly sku: string; readonly location: string }[]>;
  /** Cells that are shown for these items at these locations of ours, on all channels. */
  cellsOf(places: readonly { readonly sku: string; readonly location: string }[]): Promise<readonly Cell[]>;
  /** Creates missing cells; existing ones take over sku and location. Returns the subjects of those that are new or moved. */
  ensureCells(
    connection: string,
    cells: readonly { readonly address: CellAddress; readonly sku: string; readonly location: string }[],
  ): Promise<readonly string[]>;
  /** Facts of these cells, in no certain order; unknown cells are left out. */
  facts(
    connection: string,
    cells: readonly CellAddress[],
    scheme?: FactScheme,
  ): Promise<readonly CellFacts[]>;
  /** By subject: whether anybody counts the item of a cell, and whether both systems still use its location. */
  places(
    connection: string,
    cells: readonly CellAddress[],
    scheme: Pick<FactScheme, 'bundles' | 'authorities'>,
  ): Promise<ReadonlyMap<string, PlaceState>>;
  /** Of each place where one of these items was ever counted, shown on a channel or not. */
  placeFacts(
    skus: readonly string[],
    recipe: Pick<FactScheme, 'bundlesByPart'>,
  ): Promise<readonly PlaceFacts[]>;
  /** E moves by this much, unless the order was created before the cell's anchor (S6, last rule). */
  shiftExpected(
    connection: string,
    shifts: readonly {
      readonly cell: CellAddress;
      readonly delta: number;
      readonly orderCreatedAt: number;
    }[],
    sequence: number,
  ): Promise<void>;
  /** Writes the fields given. `planNumber` and `factSequence` never go back. */
  updateCell(
    connection: string,
    cell: CellAddress,
    change: Partial<
      Pick<Cell, 'expected' | 'anchorAt' | 'reading' | 'factSequence' | 'planNumber' | 'lastWriteAt'>
    >,
  ): Promise<void>;
  /** All cells of a channel in order of subject, for sweeps and the brake. */
  pageCells(connection: string, afterSubject: string | null, limit: number): Promise<readonly Cell[]>;
  cellsBySku(sku: string): Promise<readonly Cell[]>;
  /** Those of these subjects of a channel that a write of ours, or its expiry, reached at `at` or later. */
  writtenSince(connection: string, subjects: readonly string[], at: number): Promise<readonly string[]>;
  countCells(connection: string): Promise<number>;
  /** Newest readings of an authority, in order of listing and location, for sweeps. */
  pageReadings(
    connection: string,
    after: { readonly listingId: string; readonly location: string } | null,
    limit: number,
  ): Promise<readonly NewAuthorityReading[]>;
  append(entries: readonly StockEntry[]): Promise<void>;
  entries(sku: string, limit: number): Promise<readonly StockEntry[]>;
  prune(before: number, limit: number): Promise<number>;
}
