import type { EditSession } from '../model/edit-session.ts';
import { tailOf } from '../model/ids.ts';
import type { Context } from './context.ts';
import type { UserError } from './inventory-checks.ts';

export const GONE = 'The calculated order does not exist.';

/** A payload of any edit mutation that only refuses. */
export function refuse(field: readonly string[], message: string, code?: string) {
  const error: UserError = { field, message, ...(code === undefined ? {} : { code }) };
  return {
    calculatedOrder: null,
    calculatedLineItem: null,
    calculatedShippingLine: null,
    userErrors: [error],
  };
}

/** By the id of the calculated order or of its session. */
export function sessionOf(context: Context, id: string): EditSession | undefined {
  const tail = tailOf(id);
  return context.edits.get(`gid://shopify/CalculatedOrder/${tail}`);
}
