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

/** What one channel may oversell of one SKU, and what that was computed from. */
export interface MeasuredExposure extends Exposure {
  readonly sku: string;
  readonly connection: string;
  /** Units per hour that all channels together sell. */
  readonly velocityPerHour: number;
  readonly propagationMs: number;
  readonly measuredAt: number;
}

/** The figures behind the risk to oversell. Kept small: one row per channel, per buffered SKU, and per SKU at risk. */
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
  /** The risks of now, in place of those before. */
  saveMeasured(exposures: readonly MeasuredExposure[]): Promise<void>;
  /** By the money that is at risk at most, the most first. */
  largest(limit: number): Promise<readonly MeasuredExposure[]>;
  measuredOf(sku: string): Promise<readonly MeasuredExposure[]>;
}
