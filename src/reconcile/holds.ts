import type { FulfillmentHold, Order } from '#domain/order.ts';
import type { HoldKind, HoldSetting } from '#sdk/order-settings.ts';

/** One reason not to ship an order yet. */
export interface Hold {
  readonly kind: HoldKind;
  /** For people; contains nothing of a person. */
  readonly reason: string;
  /** Epoch ms at which it ends by itself; absent: what `releases` says must happen. */
  readonly until?: number;
}

export interface HoldPolicy extends HoldSetting {
  /** When goods that are sold ahead are there, in epoch ms; null for all others. */
  readonly shipsFrom: (sku: string) => number | null;
}

/** What ends a hold of each kind. Every hold is computed anew from the order, so nothing has to be switched off. */
export const releases: Readonly<Record<HoldKind, string>> = {
  unpaid: 'the payment is authorized or captured, or the order is canceled',
  risk: 'somebody reviews the order: releases the hold or removes the tag in the channel',
  address: 'the delivery address is corrected in the channel',
  'pre-order': 'its date comes, or the date is taken back',
  manual: 'whoever placed it releases the hold or removes the tag in the channel',
};

/**
 * Everything that keeps the order back now, in a fixed order of kinds; empty when it may ship. Needs the order with its
 * personal part opened, else the address counts as missing. Time alone never adds a hold.
 */
export function holdsOf(order: Order, policy: HoldPolicy, now: number): readonly Hold[] {
  if (order.canceledAt !== null || !order.lines.some(isToBeShipped)) return [];
  return [
    ...unpaidHolds(order, policy),
    ...channelHolds(order, policy),
    ...addressHolds(order, policy),
    ...preOrderHolds(order, policy, now),
    ...tagHolds(order, policy),
  ];
}

type Line = Order['lines'][number];

function isToBeShipped(line: Line): boolean {
  return line.requiresShipping && !line.giftCard && line.quantity > line.fulfilledQuantity;
}

const captured = new Set(['paid', 'partially-refunded', 'refunded']);

function unpaidHolds(order: Order, { payment, paidLater }: HoldPolicy): readonly Hold[] {
  const { financialStatus: status, paymentMethods } = order;
  const isEnough =
    payment === 'none' ||
    captured.has(status) ||
    (payment === 'authorized' && status === 'authorized') ||
    order.totals.total.shop.minor === 0 ||
    paymentMethods.some((method) => paidLater.includes(method));
  return isEnough ? [] : [{ kind: 'unpaid', reason: `the payment is ${status}` }];
}

const kindOfReason: Readonly<Record<FulfillmentHold['reason'], HoldKind>> = {
  'awaiting-payment': 'unpaid',
  'high-risk-of-fraud': 'risk',
  'incorrect-address': 'address',
  'unknown-delivery-date': 'pre-order',
  'awaiting-return-items': 'manual',
  'inventory-out-of-stock': 'manual',
  'post-purchase-cross-sell': 'manual',
  other: 'manual',
  unknown: 'manual',
};

/** A hold that we placed ourselves repeats what is computed here; counting it would never let the order go. */
function channelHolds(order: Order, policy: HoldPolicy): readonly Hold[] {
  const counts: Readonly<Record<HoldKind, boolean>> = {
    unpaid: policy.payment !== 'none',
    risk: policy.risk,
    address: policy.address,
    'pre-order': policy.preOrder,
    manual: policy.manual,
  };
  const reasons = new Set(
    order.fulfillmentOrders
      .flatMap((part) => part.holds ?? [])
      .filter((hold) => !hold.byUs)
      .map((hold) => hold.reason),
  );
  return [...reasons]
    .toSorted()
    .map((reason): Hold => ({ kind: kindOfReason[reason], reason: `the channel holds it: ${reason}` }))
    .filter((hold) => counts[hold.kind]);
}

function addressHolds(order: Order, policy: HoldPolicy): readonly Hold[] {
  if (!policy.address) return [];
  const { delivery } = order.personal;
  const missing = (['street', 'city', 'countryCode'] as const).filter(
    (field) => (delivery?.[field] ?? '').trim() === '',
  );
  return missing.length === 0
    ? []
    : [{ kind: 'address', reason: `the delivery address has no ${missing.join(', ')}` }];
}

/** The whole order waits for its last goods. */
function preOrderHolds(order: Order, policy: HoldPolicy, now: number): readonly Hold[] {
  if (!policy.preOrder) return [];
  const scheduled = order.fulfillmentOrders.map((part) => part.fulfillAt ?? 0);
  const arriving = order.lines
    .filter(isToBeShipped)
    .map(({ sku }) => (sku === null ? 0 : (policy.shipsFrom(sku) ?? 0)));
  const until = Math.max(0, ...scheduled, ...arriving);
  return until > now ? [{ kind: 'pre-order', reason: 'goods that it needs are not there yet', until }] : [];
}

function tagHolds(order: Order, policy: HoldPolicy): readonly Hold[] {
  return [...policy.tags].flatMap(([tag, kind]): readonly Hold[] =>
    order.tags.includes(tag) ? [{ kind, reason: `the order is tagged ${tag}` }] : [],
  );
}
