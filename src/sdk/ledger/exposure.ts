import type { AutoBuffer } from '#domain/auto-buffer.ts';
import type { Exposure } from '#domain/oversell-exposure.ts';

/** Units of one SKU that one channel sold, by the orders recorded since a moment. */
export interface RecordedSales {
  readonly connection: string;
  readonly sku: string;
  /** Since the earlier moment asked for. */
  readonly units: number;
  /** Of these, since the later one. */
  readonly unitsLately: number;
  /** The newest order among them, which says the price. */
  readonly lastOrderId: string;
}

/** How long a recorded sale took until another channel had confirmed its lower number. */
export interface Propagation {
  readonly connection: string;
  /** Moving mean; a new measure counts one eighth. */
  readonly meanMs: number;
  readonly samples: number;
  readonly measuredAt: number;
}

/** What one channel may oversell of one SKU. */
export interface StoredExposure extends Exposure {
  readonly sku: string;
  readonly connection: string;
}

/** The figures behind the risk to oversell. Kept small: one row per channel, per buffered SKU, and for the largest risks. */
export interface ExposureRepository {
  /** Of these SKUs, or of all that were sold. Canceled units and those of test orders are left out. */
  sales(
    since: { readonly from: number; readonly lately: number },
    skus: readonly string[] | null,
  ): Promise<readonly RecordedSales[]>;
  measurePropagation(connection: string, tookMs: number, now: number): Promise<void>;
  propagations(): Promise<readonly Propagation[]>;
  /** State of the automatic buffers, by SKU; null: all of them. */
  buffers(skus: readonly string[] | null): Promise<ReadonlyMap<string, AutoBuffer>>;
  /** One of 0 units is forgotten. */
  saveBuffer(sku: string, buffer: AutoBuffer): Promise<void>;
  /** The largest risks of now, in place of those before. */
  saveLargest(exposures: readonly StoredExposure[]): Promise<void>;
  largest(): Promise<readonly StoredExposure[]>;
}
