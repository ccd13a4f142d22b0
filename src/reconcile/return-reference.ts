import { v5 as uuidV5 } from 'uuid';
import type { OrderReturn } from '#domain/order-return.ts';

/** Namespace of the marks on boxes: any constant UUID, for ever the same. */
const MARK_NAMESPACE = '3d0f3b5e-27c3-5c0e-8b0a-6a4f3f4f0f57';
const MARK_LENGTH = 10;
const NAME_MAX = 36;

const PART = '/return/';

/** Our reference of a store's return: constant for ever, unique over all stores. */
export function returnReference(orderReference: string, returnId: string): string {
  return `${orderReference}${PART}${returnId}`;
}

/** The order of a return's reference, or of one of its goods. */
export function orderOfReturn(reference: string): string | null {
  const at = reference.indexOf(PART);
  return at <= 0 ? null : reference.slice(0, at);
}

/** Of its goods that come back to one location of a warehouse. */
export function goodsReference(reference: string, locationId: string): string {
  return `${reference}@${locationId}`;
}

/**
 * What the warehouse knows the goods by. People write it on boxes, and a warehouse keeps few characters of it: so it is the name that
 * the store's people use, and a mark that tells two stores, or two locations, apart.
 */
export function markOnBox({ name }: Pick<OrderReturn, 'name'>, goods: string): string {
  const mark = uuidV5(goods, MARK_NAMESPACE).replaceAll('-', '').slice(0, MARK_LENGTH);
  return `${name.replaceAll(',', ' ').slice(0, NAME_MAX)}/${mark}`;
}
