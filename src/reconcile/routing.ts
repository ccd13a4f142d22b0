import type { Bundles, PartAvailability } from '#domain/bundle.ts';
import type { OrderLine } from '#domain/order.ts';
import type { RoutingRule } from '#sdk/order-settings.ts';
import type { LocationSetting } from '#sdk/settings.ts';

/** A location that may ship a line, and on what condition. */
export interface Candidate {
  readonly location: string;
  readonly connection: string;
  /** The rule that named it; null: the channel did. */
  readonly rule: string | null;
  readonly stock: RoutingRule['stock'];
}

/** Why no location may ship a line at all. */
export type NoCandidate = 'no-rule' | 'deactivated-location';

/** Units of a line that one location ships. */
export interface RoutedUnits {
  readonly lineId: string;
  readonly sku: string | null;
  readonly quantity: number;
  /** Our name of the location. */
  readonly location: string;
  /** The connection that ships from it. */
  readonly connection: string;
  /** The rule that chose it; null: the channel did. */
  readonly rule: string | null;
}

export type Unroutable =
  | NoCandidate
  | 'canceled'
  | 'needs-no-shipping'
  | 'not-assigned'
  | 'unmapped-location'
  /** The locations that may ship it do not have it. */
  | 'out-of-stock'
  /** No one location has the whole order, and it must not be split. */
  | 'no-single-location';

export interface UnroutedUnits {
  readonly lineId: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly reason: Unroutable;
}

/** Every unit that is still to be shipped is in one of the lists, once. */
export interface Routing {
  readonly routed: readonly RoutedUnits[];
  readonly unrouted: readonly UnroutedUnits[];
}

/** A line with what is still to be shipped of it. */
export interface OpenUnits {
  readonly line: OrderLine;
  readonly quantity: number;
}

export interface RoutableLine extends OpenUnits {
  /** In order of preference; at least one. */
  readonly candidates: readonly Candidate[];
}

export interface RoutingFacts {
  /** The order's channel. */
  readonly channel: string;
  readonly locations: readonly LocationSetting[];
  readonly bundles: Bundles;
  readonly tagsOf: (sku: string) => readonly string[];
  /** Units of a plain item at one of our locations at this moment, without this order's own reservation. */
  readonly atHand: (sku: string, location: string) => PartAvailability;
}
