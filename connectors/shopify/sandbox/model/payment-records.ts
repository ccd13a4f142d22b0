import type { Bag } from './money-math.ts';

export interface Transaction {
  readonly kind: 'OrderTransaction';
  readonly id: string;
  readonly orderId: string;
  readonly type: 'SALE' | 'AUTHORIZATION' | 'CAPTURE' | 'REFUND' | 'VOID';
  readonly status: 'SUCCESS' | 'PENDING' | 'FAILURE' | 'ERROR';
  readonly gateway: string;
  readonly test: boolean;
  readonly amount: Bag;
  readonly parentId: string | null;
  readonly createdAt: number;
  readonly processedAt: number;
}
