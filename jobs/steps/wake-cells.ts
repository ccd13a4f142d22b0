import { skusMovedWith } from '#domain/bundle.ts';
import type { Order } from '#domain/order.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { publishCell } from './marks.ts';

/** A reservation of the order ended or moved, which changes what the channels show. */
export async function wakeCells(
  { settings }: Pick<JobContext, 'settings'>,
  tx: LedgerTransaction,
  { order, cause }: { readonly order: Order; readonly cause: string },
): Promise<void> {
  const sold = order.lines.flatMap(({ sku }) => (sku === null ? [] : [sku]));
  const places = [...skusMovedWith(sold, settings.stock)].flatMap((sku) =>
    settings.locations.map((location) => ({ sku, location: location.name })),
  );
  const cells = await tx.stock.cellsOf(places);
  await tx.sequence.next();
  await tx.work.mark(cells.map((cell) => publishCell(cell, { cause })));
}
