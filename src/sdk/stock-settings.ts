import type { AllocationRule, Backorder } from '#domain/allocation.ts';
import type { AutoBufferRule } from '#domain/auto-buffer.ts';
import type { Bundles, BundlesByPart } from '#domain/bundle.ts';

/** How the merchant counts, divides and makes what is sold. */
export interface StockSetting {
  /** The merchant's groups that an item is in. */
  readonly tagsOf: (sku: string) => readonly string[];
  /** What part of the available units a channel shows. */
  readonly allocationOf: (channel: string, sku: string) => AllocationRule;
  /** What may be sold below zero; null: nothing. */
  readonly backorderOf: (sku: string) => Backorder | null;
  /** Epoch ms at which leave to sell below zero ends -> the SKUs that it ends for. */
  readonly backorderEnds: ReadonlyMap<number, readonly string[]>;
  readonly bundles: Bundles;
  readonly bundlesByPart: BundlesByPart;
  /** Null: only the fixed buffer is kept back. */
  readonly autoBuffer: AutoBufferRule | null;
}
