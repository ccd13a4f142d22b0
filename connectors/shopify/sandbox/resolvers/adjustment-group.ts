import type { Level } from '../model/records.ts';
import { type Context, toTime } from './context.ts';

/** One number that changed, as the history of a shop shows it. */
export interface StockChange {
  readonly name: string;
  readonly delta: number;
  readonly level: Level;
  readonly ledgerDocumentUri?: string | null;
}

/** `InventoryAdjustmentGroup`; null when nothing changed, which is a success too. */
export function adjustmentGroup(
  context: Context,
  input: { readonly reason: string; readonly referenceDocumentUri?: string | null | undefined },
  changes: readonly StockChange[],
) {
  if (changes.length === 0) return null;
  return {
    kind: 'InventoryAdjustmentGroup',
    id: context.state.ids.next('InventoryAdjustmentGroup'),
    createdAt: toTime(context.state.now()),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    app: { kind: 'App', id: context.appId, title: 'Syncline' },
    staffMember: null,
    changes: changes.map(({ name, delta, level, ledgerDocumentUri }) => ({
      name,
      delta,
      // Recorded answers carry no number here, so nobody may read one back from it.
      quantityAfterChange: null,
      ledgerDocumentUri: ledgerDocumentUri ?? null,
      item: level.item,
      location: level.location,
    })),
  };
}
