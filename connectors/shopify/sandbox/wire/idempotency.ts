import { createHash } from 'node:crypto';

/** How long Shopify keeps a key, from the first request on. */
const KEY_LIFE_MS = 24 * 60 * 60_000;

/** Mutations that are refused without `@idempotent`, 2026-10. */
export const keyedMutations: ReadonlySet<string> = new Set([
  'inventoryActivate',
  'inventoryAdjustQuantities',
  'inventoryMoveQuantities',
  'inventorySetOnHandQuantities',
  'inventorySetQuantities',
  'inventoryShipmentAddItems',
  'inventoryShipmentCreate',
  'inventoryShipmentCreateInTransit',
  'inventoryShipmentReceive',
  'inventoryTransferCreate',
  'inventoryTransferCreateAsReadyToShip',
  'inventoryTransferDuplicate',
  'inventoryTransferSetItems',
  'locationActivate',
  'locationDeactivate',
  'refundCreate',
]);

export type KeyVerdict =
  | { readonly kind: 'new' }
  | { readonly kind: 'replay'; readonly result: unknown }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'in-progress' };

/** Keys by mutation, as one app in one shop sees them. */
export interface IdempotencyStore {
  begin(mutation: string, key: string, args: unknown): KeyVerdict;
  /** Keeps a success for replays; anything else frees the key, so that it can be tried again. */
  end(mutation: string, key: string, result: unknown, isSuccess: boolean): void;
}

interface Kept {
  readonly fingerprint: string;
  readonly at: number;
  result: unknown;
  done: boolean;
}

/**
 * Assumed where Shopify is silent: the scope of a key is app, shop and mutation; a refusal by user errors (a stale
 * compare, say) is not kept, so the same key may be tried again.
 */
export function createIdempotencyStore(now: () => number): IdempotencyStore {
  const kept = new Map<string, Kept>();
  const prune = (): void => {
    for (const [id, entry] of kept) {
      // The oldest come first.
      if (entry.at > now() - KEY_LIFE_MS) return;
      kept.delete(id);
    }
  };
  return {
    begin(mutation, key, args) {
      prune();
      const id = `${mutation} ${key}`;
      const fingerprint = createHash('sha256').update(JSON.stringify(args)).digest('base64');
      const known = kept.get(id);
      if (known === undefined) {
        kept.set(id, { fingerprint, at: now(), result: undefined, done: false });
        return { kind: 'new' };
      }
      if (known.fingerprint !== fingerprint) return { kind: 'mismatch' };
      return known.done ? { kind: 'replay', result: known.result } : { kind: 'in-progress' };
    },
    end(mutation, key, result, isSuccess) {
      const id = `${mutation} ${key}`;
      const entry = kept.get(id);
      if (entry === undefined) return;
      if (!isSuccess) {
        kept.delete(id);
        return;
      }
      entry.result = result;
      entry.done = true;
    },
  };
}
