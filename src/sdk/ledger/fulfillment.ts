import type { FulfillmentRequestState } from '../fulfillment-requests.ts';
import type { ReturnReceipt } from '../returns.ts';

/**
 * What the ledger knows of a request. `asking`: it may be at the warehouse, the answer is open. `refused`: surely nothing is
 * there under its reference, which the next request takes over.
 */
export type RequestState = 'asking' | 'refused' | FulfillmentRequestState;

/** Units of one line of the order. */
export interface AskedLine {
  readonly lineId: string;
  readonly quantity: number;
  /** Units of them that left, by the warehouse's word; of a bundle those that left whole. */
  readonly shipped: number;
  /** Of a bundle's line, once the warehouse has answered: what it was asked for. */
  readonly parts?: readonly AskedPart[];
}

/** Units of one part of a bundle. */
export interface AskedPart {
  /** From 1, in the order of the bundle's parts. */
  readonly number: number;
  /** Units in one bundle. */
  readonly each: number;
  readonly quantity: number;
  readonly shipped: number;
}

/** One request to ship, as it was asked and as the warehouse last said. */
export interface StoredRequest {
  /** The warehouse's connection. */
  readonly connection: string;
  /** `<order reference>/<number>`, constant for ever. */
  readonly reference: string;
  readonly orderConnection: string;
  readonly orderId: string;
  readonly number: number;
  /** Our name of the location that is to ship it. */
  readonly location: string;
  readonly state: RequestState;
  /** The warehouse's id and number of it; null until it answered. */
  readonly theirs: string | null;
  readonly label: string | null;
  /** Why it is on hold, in the warehouse's words. */
  readonly reason: string | null;
  /** We asked to cancel it, so its units may be asked for again. */
  readonly withdrawn: boolean;
  readonly lines: readonly AskedLine[];
  readonly askedAt: number;
  readonly changedAt: number;
}

export interface RequestRepository {
  /** Writes all of it, over what stands there under its reference. */
  save(request: StoredRequest): Promise<void>;
  get(connection: string, reference: string): Promise<StoredRequest | null>;
  /** In order of connection and number. */
  ofOrder(orderConnection: string, orderId: string): Promise<readonly StoredRequest[]>;
  /** Those of a warehouse that are neither shipped nor canceled nor refused, in order of reference. */
  open(connection: string, afterReference: string | null, limit: number): Promise<readonly StoredRequest[]>;
}

/** Units of a line that were given to a location, those that left included. */
export interface AssignedUnits {
  readonly lineId: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly location: string;
  readonly connection: string;
  /** The rule that chose it; null: the channel did. */
  readonly rule: string | null;
}

export interface UnassignedUnits {
  readonly lineId: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly reason: string;
}

/** What was decided about an order, so that a later run does not move units that were given to a location. */
export interface StoredRouting {
  /** Grows with each decision. */
  readonly decision: number;
  readonly decidedAt: number;
  readonly routed: readonly AssignedUnits[];
  readonly unrouted: readonly UnassignedUnits[];
}

export interface RoutingRepository {
  get(connection: string, orderId: string): Promise<StoredRouting | null>;
  /** Stores decision n over decision n - 1. False: somebody else decided meanwhile. */
  save(connection: string, orderId: string, routing: StoredRouting): Promise<boolean>;
}

/** A person keeps an order back. */
export interface OrderHold {
  readonly placedBy: string;
  readonly reason: string;
  readonly placedAt: number;
}

export interface HoldRepository {
  get(connection: string, orderId: string): Promise<OrderHold | null>;
  place(connection: string, orderId: string, hold: OrderHold): Promise<void>;
  /** False: there was none. */
  lift(connection: string, orderId: string): Promise<boolean>;
}

export interface StoredReturn {
  readonly connection: string;
  readonly receipt: ReturnReceipt;
  /** The order that the goods left with; null when nobody says. */
  readonly order: { readonly connection: string; readonly id: string } | null;
  readonly recordedAt: number;
}

export interface ReturnRepository {
  /** False: it was known as it is. */
  record(found: Omit<StoredReturn, 'recordedAt'>, now: number): Promise<boolean>;
  get(connection: string, id: string): Promise<StoredReturn | null>;
  ofOrder(orderConnection: string, orderId: string): Promise<readonly StoredReturn[]>;
}
