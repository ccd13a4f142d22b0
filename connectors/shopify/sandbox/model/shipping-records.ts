export interface FulfillmentOrderLine {
  readonly kind: 'FulfillmentOrderLineItem';
  readonly id: string;
  readonly fulfillmentOrderId: string;
  readonly lineId: string;
  total: number;
  remaining: number;
}

export interface Hold {
  readonly kind: 'FulfillmentHold';
  readonly id: string;
  readonly reason: string;
  readonly reasonNotes: string | null;
  readonly handle: string | null;
}

export type FulfillmentOrderStatus =
  | 'OPEN'
  | 'IN_PROGRESS'
  | 'SCHEDULED'
  | 'ON_HOLD'
  | 'INCOMPLETE'
  | 'CLOSED'
  | 'CANCELLED';

export interface FulfillmentOrder {
  readonly kind: 'FulfillmentOrder';
  readonly id: string;
  readonly orderId: string;
  status: FulfillmentOrderStatus;
  requestStatus: 'UNSUBMITTED' | 'SUBMITTED' | 'ACCEPTED' | 'CLOSED';
  locationId: string;
  lines: FulfillmentOrderLine[];
  holds: Hold[];
  fulfillBy: number | null;
  reportedProgress: boolean;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Tracking {
  readonly company: string | null;
  readonly number: string | null;
  readonly url: string | null;
}

export interface FulfillmentLine {
  readonly kind: 'FulfillmentLineItem';
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
}

export interface FulfillmentEvent {
  readonly kind: 'FulfillmentEvent';
  readonly id: string;
  readonly status: string;
  readonly message: string | null;
  readonly happenedAt: number;
  readonly createdAt: number;
  readonly address: Readonly<Record<string, string | number | null>>;
  readonly estimatedDeliveryAt: number | null;
}

export interface Fulfillment {
  readonly kind: 'Fulfillment';
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  status: 'SUCCESS' | 'CANCELLED';
  displayStatus: string | null;
  readonly locationId: string;
  readonly fulfillmentOrderIds: readonly string[];
  readonly lines: readonly FulfillmentLine[];
  tracking: readonly Tracking[];
  readonly events: FulfillmentEvent[];
  estimatedDeliveryAt: number | null;
  inTransitAt: number | null;
  deliveredAt: number | null;
  readonly createdAt: number;
  updatedAt: number;
}
