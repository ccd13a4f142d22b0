import type { OrderReturn } from '#domain/order-return.ts';
import { goodsReference, returnReference } from '#reconcile/return-reference.ts';
import type { ReturningGoods } from '#reconcile/plan-returns.ts';
import type { ReturnTarget } from '#sdk/returns.ts';
import type { OrderRun } from './order-run.ts';

/** One run of `announce-returns`. */
export type ReturnRun = OrderRun<ReturnTarget>;

/** Kind of the links between our references of returning goods and the warehouse's returns. */
export const RETURN_LINK = 'return';

/** Our reference of a return of the run's order. */
export function referenceOf({ work }: Pick<ReturnRun, 'work'>, { id }: Pick<OrderReturn, 'id'>): string {
  return returnReference(work.subject, id);
}

export function goodsReferenceOf(
  run: Pick<ReturnRun, 'work'>,
  returned: Pick<OrderReturn, 'id'>,
  { locationId }: Pick<ReturningGoods, 'locationId'>,
): string {
  return goodsReference(referenceOf(run, returned), locationId);
}
