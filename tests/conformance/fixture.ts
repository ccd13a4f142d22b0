import type { Shipment } from '#domain/shipment.ts';
import type { CellAddress } from '#domain/stock.ts';
import type { OrderToBook, ShipmentToPublish } from '#sdk/capabilities.ts';
import type { Connection, Connector, RawWebhook } from '#sdk/define-connector.ts';
import type { FulfillmentRequestState, RequestToShip } from '#sdk/fulfillment-requests.ts';
import type { AnnouncedReturn, ReturnToAnnounce } from '#sdk/returns.ts';
import type { HttpResponse } from '#sdk/http.ts';
import type { MarketingHands, OptOutHands } from './marketing-hands.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';

/** The reads that come in pages; which of them a connection has, its capabilities say. */
export const readerNames = [
  'orders.source changedSince',
  'orders.target all',
  'requests.target all',
  'stock.source changedSince',
  'stock.source all',
  'stock.target all',
  'shipments changedSince',
  'returns changedSince',
  'catalog changedSince',
  'catalog all',
  'customers changedSince',
  'customers all',
  'consents changedSince',
  'consents all',
] as const;
export type ReaderName = (typeof readerNames)[number];

/** What a connector hands to the kit: its settings, and a sandbox in which somebody can work. Nothing of the kit knows a vendor. */
export interface ConformanceFixture {
  readonly title: string;
  readonly connector: Connector;
  readonly settings: SettingsExamples;
  start(options?: GroundOptions): Promise<Ground>;
  /** Currencies that accounts of this vendor can be kept in, among them ones with 0, 2 and 3 digits where it has them. */
  readonly currencies: readonly string[];
  /** `declared`: no answer of this vendor says what a call has cost, so that the connector's own figure stands. */
  readonly costs?: 'declared';
}

export interface SettingsExamples {
  /** Complete and right. Every credential in it is one of `secrets`. */
  readonly valid: Readonly<Record<string, unknown>>;
  /** Values that nobody may ever see printed. */
  readonly secrets: readonly string[];
  readonly wrong: readonly {
    readonly path: string;
    readonly change: Readonly<Record<string, unknown>>;
  }[];
}

export interface GroundOptions {
  readonly currency?: string;
}

/** One running sandbox, and what people do in it. Everything told by it comes from the sandbox's own books. */
export interface Ground {
  /** Settings of an account in good order. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly faults: FaultBoard;
  readonly accounts: Accounts;
  readonly records: Partial<Readonly<Record<ReaderName, RecordHands>>>;
  readonly selling?: SellingHands;
  readonly booking?: BookingHands;
  readonly requesting?: RequestHands;
  readonly returning?: ReturnHands;
  readonly counting?: CountingHands;
  readonly shelf?: ShelfHands;
  readonly shipping?: ShippingHands;
  readonly parcels?: ParcelHands;
  readonly marketing?: MarketingHands;
  readonly optOut?: OptOutHands;
  readonly webhooks?: WebhookHands;
  readonly locations?: () => readonly { readonly id: string; readonly active: boolean }[];
  /** Calls that this vendor refuses with words of its own. */
  readonly refusals: readonly Refusal[];
  /** Answers in which this vendor contradicts itself about whether there is more. */
  readonly lies: readonly Lie[];
  /** The longest that a change may stay invisible to a search. */
  readonly lagMs: number;
  /** Lets the sandbox's time pass. */
  advance(ms: number): void;
  close(): Promise<void>;
}

/** Settings of accounts that are not in order, made when asked for. */
export interface Accounts {
  refused(): Readonly<Record<string, unknown>>;
  /** `named` must be in a finding: what is missing, or what is too much. */
  tooFewRights(): Promise<AccountWithRights>;
  /** Absent: this vendor does not say what a credential may do, and `check` says that. */
  tooManyRights?(): Promise<AccountWithRights>;
}

export interface AccountWithRights {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly named: RegExp;
}

export interface RecordHands {
  /** Makes more of them than one page holds. */
  fill(): Promise<void>;
  /** The ids, in the connector's words, of all that there are. */
  ids(): readonly string[];
  /** Changes one so that the vendor's stamp of it moves. Absent: they never change. */
  change?(id: string): void;
  add(): Promise<void>;
}

export interface SellingHands {
  /** An order with lines, taxes and shipping; returns its id. `large` amounts come near what a number can hold. */
  place(kind: 'plain' | 'large'): string;
  truth(id: string): {
    readonly totalMinor: number;
    readonly currency: string;
    readonly createdAt: number;
    readonly updatedAt: number;
  };
}

export interface BookingHands {
  /** An order of one item, with taxes as the store computed them. */
  order(
    reference: string,
    units: number,
    more?: { readonly unitMinor?: number; readonly roundingMinor?: number },
  ): OrderToBook;
  /** Every order in the books that carries this reference. */
  bookings(reference: string): readonly Booking[];
}

export interface Booking {
  readonly state: 'draft' | 'confirmed' | 'canceled';
  readonly totalMinor: number;
  readonly currency: string;
  readonly units: number;
  /** Units that are promised to leave. */
  readonly openUnits: number;
}

export interface RequestHands {
  /** A request for so many units of one item that is there in plenty. */
  request(reference: string, units: number): RequestToShip;
  /** Every request in the books that carries this reference. */
  found(reference: string): readonly RequestInBooks[];
  /** The warehouse ships so many units of it. */
  ship(reference: string, units: number): void;
  /** Somebody at the warehouse begins to work on it. Absent: nobody can. */
  pick?(reference: string): void;
  /** The warehouse waits for somebody; the words come back as its reason. */
  hold?(reference: string, words: string): void;
}

export interface RequestInBooks {
  readonly state: FulfillmentRequestState;
  readonly units: number;
  /** Units that are still to leave. */
  readonly openUnits: number;
}

/** A warehouse that is told what comes back. */
export interface ReturnHands {
  /** A return of so many units of one item. */
  coming(reference: string, units: number): ReturnToAnnounce;
  /** Every return in the books that carries this reference. */
  found(reference: string): readonly ReturnInBooks[];
  /** The goods are there. */
  arrive(reference: string): void;
}

export interface ReturnInBooks {
  readonly status: AnnouncedReturn['status'];
  readonly units: number;
}

export interface CountingHands {
  /** A new item with so many units; negative when more left than were there. */
  item(units: number): { readonly listingId: string; readonly locationId: string };
}

export interface ShelfHands {
  /** A new item with so many units shown. */
  cell(units: number): CellAddress;
  /** A new item that is not stocked at the location. */
  bareCell(): CellAddress;
  shown(cell: CellAddress): number | null;
  /** How often an app has written this cell. */
  writes(cell: CellAddress): number;
  /** One unit is sold. */
  sell(cell: CellAddress): void;
}

export interface ShippingHands {
  /** Ships an order of ours; returns what the books say of it. */
  ship(): Promise<Omit<Shipment, 'trackingUrl' | 'orderReference'>>;
}

export interface ParcelHands {
  /** `with a tracking number`, `from two locations`: each is told in its own way. */
  readonly kinds: readonly string[];
  make(kind: string): ShipmentToPublish | Promise<ShipmentToPublish>;
  /** Units that the target was told to have left, by line, from the books. */
  told(orderId: string): ReadonlyMap<string, number>;
}

export interface WebhookHands {
  readonly url: string;
  readonly secrets: { readonly current: string; readonly previous: string };
  readonly deliveries: readonly { readonly topic: string; readonly body: string }[];
  sign(delivery: { readonly topic: string; readonly body: Uint8Array; readonly secret: string }): RawWebhook;
  readonly signatureHeader: string;
  /** Headers that take part in the decision besides the signature. */
  readonly boundHeaders: readonly string[];
  /** Spellings of this signature that the vendor itself uses besides its own; they say the same bytes. */
  alsoValid?(signature: string): readonly string[];
  /** A delivery whose id is larger than 2^53, and the id as a hint must say it. Absent: hints of this vendor have no ids. */
  readonly largeId?: { readonly topic: string; readonly body: string; readonly id: string };
  /** Somebody deletes one of our subscriptions; returns its topic. */
  dropOne(): Promise<string>;
  /** How many subscriptions there are. */
  count(): number;
}

export interface Refusal {
  readonly title: string;
  readonly run: (connection: Connection) => Promise<unknown>;
  readonly words: RegExp;
}

export interface Lie {
  readonly title: string;
  /** The answer with the lie in it; undefined when it is none that could lie. */
  readonly tell: (response: HttpResponse) => HttpResponse | undefined;
}
