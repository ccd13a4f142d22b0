export interface ReturnLine {
  readonly kind: 'ReturnLineItem';
  readonly id: string;
  readonly returnId: string;
  readonly lineId: string;
  readonly fulfillmentLineId: string;
  readonly quantity: number;
  processed: number;
  readonly reason: string | null;
}

/** What goes out for what comes back. */
export interface ExchangeInput {
  readonly sku: string;
  readonly quantity: number;
  readonly taxes?: readonly { readonly title: string; readonly rate: number }[];
}

export interface ExchangeLine {
  readonly kind: 'ExchangeLineItem';
  readonly id: string;
  readonly returnId: string;
  readonly input: ExchangeInput;
  processed: number;
  readonly lineIds: string[];
}

export type DispositionType = 'MISSING' | 'NOT_RESTOCKED' | 'PROCESSING_REQUIRED' | 'RESTOCKED';

export interface ReturnDisposition {
  readonly kind: 'ReverseFulfillmentOrderDisposition';
  readonly id: string;
  readonly type: DispositionType;
  readonly quantity: number;
  readonly locationId: string | null;
  readonly createdAt: number;
}

export interface ReverseLine {
  readonly kind: 'ReverseFulfillmentOrderLineItem';
  readonly id: string;
  readonly returnLine: ReturnLine;
  readonly dispositions: ReturnDisposition[];
}

export interface ReverseOrder {
  readonly kind: 'ReverseFulfillmentOrder';
  readonly id: string;
  readonly returnId: string;
  status: 'OPEN' | 'CLOSED' | 'CANCELED';
  readonly lines: readonly ReverseLine[];
  readonly deliveries: { readonly kind: 'ReverseDelivery'; readonly id: string }[];
}

export interface Return {
  readonly kind: 'Return';
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  status: 'REQUESTED' | 'OPEN' | 'DECLINED' | 'CLOSED' | 'CANCELED';
  readonly createdAt: number;
  approvedAt: number | null;
  closedAt: number | null;
  readonly lines: readonly ReturnLine[];
  readonly exchanges: readonly ExchangeLine[];
  /** Empty until it is approved. */
  readonly reverseOrders: ReverseOrder[];
}
