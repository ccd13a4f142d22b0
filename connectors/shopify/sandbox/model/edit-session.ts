import type { Bag } from './money-math.ts';
import type { LineInput } from './order-lines.ts';
import type { Line, Order } from './records.ts';

/** A line as an edit in progress sees it: one of the order's, or one that the edit adds. */
export interface StagedLine {
  readonly kind: 'CalculatedLineItem';
  readonly id: string;
  readonly session: EditSession;
  readonly line: Line | null;
  readonly added: LineInput | null;
  readonly title: string;
  readonly unitPrice: Bag;
  quantity: number;
  restock: boolean;
  discounts: StagedDiscount[];
}

export interface StagedDiscount {
  readonly kind: 'CalculatedManualDiscountApplication';
  readonly id: string;
  readonly description: string | null;
  readonly value: { readonly percentage: number } | { readonly amount: Bag };
}

export interface StagedShipping {
  readonly kind: 'CalculatedShippingLine';
  readonly id: string;
  readonly session: EditSession;
  title: string;
  price: Bag;
  stagedStatus: 'ADDED' | 'NONE' | 'REMOVED';
}

/** An edit that was begun and not yet committed. */
export interface EditSession {
  readonly kind: 'CalculatedOrder';
  readonly id: string;
  readonly order: Order;
  readonly lines: StagedLine[];
  readonly shipping: StagedShipping[];
}

/** By the id of the calculated order. */
export type EditSessions = Map<string, EditSession>;
