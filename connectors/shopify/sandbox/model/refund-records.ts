import type { Bag } from './money-math.ts';
import type { Transaction } from './payment-records.ts';

export interface RefundLine {
  readonly kind: 'RefundLineItem';
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly restockType: 'CANCEL' | 'RETURN' | 'NO_RESTOCK';
  readonly locationId: string | null;
  readonly unitPrice: Bag;
  readonly subtotal: Bag;
  readonly tax: Bag;
}

export interface RefundShipping {
  readonly kind: 'RefundShippingLine';
  readonly id: string;
  readonly shippingId: string;
  readonly subtotal: Bag;
  readonly tax: Bag;
}

export interface RefundAdjustment {
  readonly kind: 'OrderAdjustment';
  readonly id: string;
  readonly reason: string;
  readonly amount: Bag;
}

export interface Refund {
  readonly kind: 'Refund';
  readonly id: string;
  readonly orderId: string;
  readonly returnId: string | null;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly note: string | null;
  readonly lines: readonly RefundLine[];
  readonly shipping: readonly RefundShipping[];
  readonly adjustments: readonly RefundAdjustment[];
  readonly transactions: readonly Transaction[];
}
