import type { Clock } from '#sdk/clock.ts';

export interface SandboxLocation {
  readonly id: number;
  readonly name: string;
  isActive: boolean;
}

/** A variant with its inventory; the fake's products have one variant each. */
export interface SandboxItem {
  readonly inventoryId: number;
  readonly productId: number;
  readonly variantId: number;
  readonly sku: string;
  title: string;
  isActive: boolean;
  readonly isDigital: boolean;
  /** Parts of a bundle by SKU; null for a plain item. */
  readonly parts: Readonly<Record<string, number>> | null;
  updatedAt: number;
}

export type ShipmentStatus = 'Processing' | 'OnHold' | 'Exception' | 'Completed' | 'Cancelled';

export interface ShipmentItem {
  readonly inventoryId: number;
  readonly productReference: string;
  quantity: number;
  /** Units of the center's stock that are kept for it. */
  committed: number;
}

export interface SandboxShipment {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  status: ShipmentStatus;
  /** Somebody is at work on it: it can no longer be canceled. */
  isPicking: boolean;
  readonly locationId: number;
  readonly items: ShipmentItem[];
  fulfilledAt: number | null;
  tracking: { readonly carrier: string; readonly number: string | null; readonly url: string | null } | null;
  details: readonly {
    readonly name: string;
    readonly description: string;
    readonly inventoryId: number | null;
  }[];
}

export interface SandboxOrder {
  readonly id: number;
  readonly channelId: number;
  readonly referenceId: string;
  readonly createdAt: number;
  updatedAt: number;
  /** The body of its creation, as it came. */
  readonly body: NewOrder;
  readonly shipments: SandboxShipment[];
}

export interface NewOrder {
  readonly reference_id: string;
  readonly order_number?: string | null | undefined;
  readonly purchase_date?: string | null | undefined;
  readonly shipping_method: string;
  readonly type: string;
  readonly location_id?: number | null | undefined;
  readonly recipient: { readonly name: string; readonly [field: string]: unknown };
  readonly products: readonly {
    readonly reference_id: string;
    readonly name: string | null;
    readonly quantity: number;
    readonly external_line_id?: number | null | undefined;
  }[];
  readonly tags?: readonly { readonly name: string; readonly value: string }[] | null | undefined;
}

export interface SandboxReturn {
  readonly id: number;
  readonly referenceId: string;
  shipmentId: number | null;
  locationId: number;
  readonly createdAt: number;
  arrivedAt: number | null;
  processingAt: number | null;
  completedAt: number | null;
  canceledAt: number | null;
  lines: {
    readonly inventoryId: number;
    readonly quantity: number;
    readonly actions: { readonly action: string; readonly quantity: number }[];
  }[];
}

export interface Subscription {
  readonly id: string;
  readonly url: string;
  readonly topics: readonly string[];
  readonly secret: string;
  readonly description: string | null;
  isEnabled: boolean;
  readonly createdAt: number;
}

/** Why units of an item moved. The fake notes every one, so that a judge can add them up. */
export interface Movement {
  readonly at: number;
  readonly inventoryId: number;
  readonly locationId: number;
  readonly units: number;
  readonly cause: 'received' | 'counted' | 'shipped' | 'returned';
}

export interface SandboxEvent {
  readonly topic: string;
  readonly body: unknown;
}

/** Everything that this ShipBob account has. */
export interface ShipbobState {
  readonly clock: Clock;
  readonly locations: Map<number, SandboxLocation>;
  readonly items: Map<number, SandboxItem>;
  /** Units physically there, by `levelKey`. */
  readonly onHand: Map<string, number>;
  readonly orders: Map<number, SandboxOrder>;
  readonly returns: Map<number, SandboxReturn>;
  readonly subscriptions: Map<string, Subscription>;
  readonly movements: Movement[];
  /** Ids of all kinds, each once; they fit into 32 bits, as the specification promises. */
  nextId(): number;
  emit(event: SandboxEvent): void;
}

export function createState(
  clock: Clock,
  idsFrom: number,
  emit: (event: SandboxEvent) => void,
): ShipbobState {
  let id = idsFrom;
  return {
    clock,
    locations: new Map(),
    items: new Map(),
    onHand: new Map(),
    orders: new Map(),
    returns: new Map(),
    subscriptions: new Map(),
    movements: [],
    nextId: () => {
      id += 1;
      return id;
    },
    emit,
  };
}

export function levelKey(inventoryId: number, locationId: number): string {
  return `${inventoryId}@${locationId}`;
}

export function itemBySku({ items }: ShipbobState, sku: string): SandboxItem | undefined {
  return [...items.values()].find((item) => item.sku === sku);
}

/** The status of an order follows from its shipments. */
export function orderStatus({ shipments }: SandboxOrder): string {
  const live = shipments.filter(({ status }) => status !== 'Cancelled');
  if (live.length === 0) return 'Cancelled';
  if (live.every(({ status }) => status === 'Completed')) return 'Fulfilled';
  if (live.some(({ status }) => status === 'Exception')) return 'Exception';
  return live.some(({ status }) => status === 'Completed') ? 'PartiallyFulfilled' : 'Processing';
}
