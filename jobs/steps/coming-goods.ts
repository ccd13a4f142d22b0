import type { OrderReturn } from '#domain/order-return.ts';
import type { ReturningGoods } from '#reconcile/plan-returns.ts';
import { markOnBox } from '#reconcile/return-reference.ts';
import type { AnnouncedReturn, ReturnToAnnounce } from '#sdk/returns.ts';
import type { ReturnRun } from './return-run.ts';
import { warehouseLines } from './warehouse-items.ts';

/**
 * What the warehouse is told of goods that come back, in its own items.
 *
 * @throws {RejectedError} as `warehouseLines`.
 */
export async function comingGoods(
  { context, order }: ReturnRun,
  {
    returned,
    reference,
    goods,
  }: { readonly returned: OrderReturn; readonly reference: string; readonly goods: ReturningGoods },
): Promise<ReturnToAnnounce> {
  const units = order.lines.flatMap((line) => {
    const quantity = goods.units.get(line.id) ?? 0;
    return quantity === 0 ? [] : [{ line, quantity }];
  });
  const items = new Map<string, number>();
  for (const { listingId, quantity } of await warehouseLines(context, units))
    items.set(listingId, (items.get(listingId) ?? 0) + quantity);
  return {
    reference: markOnBox(returned, reference),
    locationId: goods.locationId,
    shipmentId: goods.shipmentId,
    lines: [...items].map(([listingId, quantity]) => ({ listingId, quantity })),
  };
}

/** Whether the warehouse expects other units than these. */
export function expectsOther(announced: AnnouncedReturn, { lines }: ReturnToAnnounce): boolean {
  const there = new Map(announced.lines.map(({ listingId, quantity }) => [listingId, quantity]));
  return (
    there.size !== lines.length || lines.some(({ listingId, quantity }) => there.get(listingId) !== quantity)
  );
}
