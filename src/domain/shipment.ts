/** A parcel that left a warehouse, as the system that shipped it says. */
export interface Shipment {
  readonly id: string;
  /** Our reference of the order, as given at its booking. */
  readonly orderReference: string;
  /** The shipping system's location. */
  readonly locationId: string;
  readonly shippedAt: number;
  readonly carrier: string | null;
  readonly trackingNumbers: readonly string[];
  readonly trackingUrl: string | null;
  /**
   * `reference` is our line reference, the channel's line id; as a warehouse says it, it may name a bundle's part. Below zero
   * where a correction takes bundles back that the parts of other parcels had made whole.
   */
  readonly lines: readonly { readonly reference: string; readonly quantity: number }[];
  /**
   * The parcel that this record merely repeats, because we told its system of it: `<shipping connection>/<shipment id>`. Null
   * or absent: it left here.
   */
  readonly mirrorOf?: string | null;
  /** Parts of bundles in it; `lines` has the bundles that became whole with it. */
  readonly parts?: readonly ShippedPart[];
}

/** Units of one part of a bundle that an order's line sold. */
export interface ShippedPart {
  readonly lineId: string;
  /** From 1, in the order of the bundle's parts, of which there were so many. */
  readonly number: number;
  readonly of: number;
  /** Units of the part in one bundle. */
  readonly each: number;
  /** Null: the bundle has been given another recipe since, so that nobody knows which of its parts it is. */
  readonly sku: string | null;
  /** Units of the part. */
  readonly quantity: number;
}
