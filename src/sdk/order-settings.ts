/** Which location ships what: as the channel assigned it, or by rules. */
export interface RoutingSetting {
  readonly by: 'channel' | 'rules';
  /** `keep-together`: the whole order from one location, or not at all. `allow`: from as few as the rules find. */
  readonly split: 'allow' | 'keep-together';
  readonly rules: readonly RoutingRule[];
}

/** Applies to a line when all its conditions do; an empty condition always does. */
export interface RoutingRule {
  /** What explanations call it. */
  readonly name: string;
  /** The lowest is asked first; equal ones in the order in which they are written. */
  readonly priority: number;
  /** The destination is in one of the countries (ISO 3166-1, `US`) or regions (ISO 3166-2, `US-CA`). */
  readonly countries: readonly string[];
  readonly regions: readonly string[];
  /** The item is one of these SKUs, or carries one of these tags. */
  readonly skus: readonly string[];
  readonly tags: readonly string[];
  /** Our locations, the preferred first. */
  readonly shipFrom: readonly string[];
  /** `at-hand`: only units that are there at that moment. `any`: also what is not, as a dropshipper does. */
  readonly stock: 'at-hand' | 'any';
}

export type HoldKind = 'unpaid' | 'risk' | 'address' | 'pre-order' | 'manual';

/** What keeps an order back from being shipped. */
export interface HoldSetting {
  /** The least that must have happened to the payment. */
  readonly payment: 'none' | 'authorized' | 'paid';
  /** Payment methods, as the channel names them, that are paid after the goods came: invoice, cash on delivery. */
  readonly paidLater: readonly string[];
  /** Holds for suspected fraud that the channel placed. */
  readonly risk: boolean;
  /** Holds of the channel for a wrong address, and addresses that no carrier can use. */
  readonly address: boolean;
  /** Goods that are not there yet: pre-orders, and what the channel has scheduled. */
  readonly preOrder: boolean;
  /** All other holds that a person or an app placed in the channel. */
  readonly manual: boolean;
  /** Tag of an order -> the kind of hold that it means. */
  readonly tags: ReadonlyMap<string, HoldKind>;
}
