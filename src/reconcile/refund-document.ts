import { money, type Money, spreadMoney, subtractMoney, sumMoney } from '#domain/money.ts';
import type { Order, OrderLine, Refund, RefundLine, ShippingLine, TaxLine } from '#domain/order.ts';
import { creditOf } from '#domain/refund-balance.ts';
import type { LineToBook } from '#sdk/capabilities.ts';
import type { RefundToBook } from '#sdk/refunds.ts';
import { type DocumentOptions, listingFor, orderReference } from './order-document.ts';

const PART = '/refund/';

/** Our reference of a refund: constant for ever, unique over all stores. */
export function refundReference(ofOrder: string, refundId: string): string {
  return `${ofOrder}${PART}${refundId}`;
}

export function partsOfRefundReference(
  reference: string,
): { readonly orderReference: string; readonly refundId: string } | null {
  const at = reference.indexOf(PART);
  const refundId = reference.slice(at + PART.length);
  return at <= 0 || refundId === '' ? null : { orderReference: reference.slice(0, at), refundId };
}

export interface RefundDocumentOptions extends Omit<DocumentOptions, 'locationId'> {
  /** The target's id of the booking. */
  readonly bookedId: string;
}

export type RefundDocument =
  | { readonly ok: true; readonly refund: RefundToBook }
  | { readonly ok: false; readonly reason: string };

/** What the target is asked to credit: of each part what is still booked, in the store's own amounts and currency. */
export function refundDocumentOf(
  order: Order,
  refund: Refund,
  options: RefundDocumentOptions,
): RefundDocument {
  const lines: LineToBook[] = [];
  for (const part of refund.lines) {
    if (part.booked.quantity === 0) continue;
    const line = order.lines.find(({ id }) => id === part.lineId);
    if (line === undefined)
      return { ok: false, reason: `it gives back a line that ${order.name} does not have` };
    const found = listingFor(line, options);
    if (!found.ok) return found;
    lines.push(creditedLine(line, part, found.listingId));
  }
  const credit = creditOf(order, refund);
  const shipping = refund.shipping
    .filter(({ booked }) => booked)
    .map((part, index) => shippingOf(order, part, index));
  const parts = [
    ...lines.map(({ total }) => total),
    ...shipping.map(({ total }) => total.shop),
    ...(order.taxesIncluded ? [] : [credit.tax]),
  ];
  const ofOrder = orderReference(options.connection, order.id);
  return {
    ok: true,
    refund: {
      reference: refundReference(ofOrder, refund.id),
      orderReference: ofOrder,
      bookedId: options.bookedId,
      orderNumber: order.name,
      store: options.connection,
      createdAt: refund.createdAt,
      currency: order.currency,
      taxesIncluded: order.taxesIncluded,
      lines,
      shipping,
      adjustment: subtractMoney(credit.total, sumMoney(parts, order.currency)),
      tax: credit.tax,
      total: credit.total,
    },
  };
}

function creditedLine(line: OrderLine, { booked }: RefundLine, listingId: string | null): LineToBook {
  const { quantity, amount, tax } = booked;
  const gross = money(line.unitPrice.shop.minor * quantity, line.unitPrice.shop.currency);
  return {
    reference: line.id,
    sku: line.sku,
    listingId,
    title: line.title,
    quantity,
    unitPrice: line.unitPrice.shop,
    discount: subtractMoney(gross, amount.shop),
    total: amount.shop,
    taxes: shareOfTaxes(line.taxes, tax.shop, tax.presentment),
  };
}

function shippingOf(order: Order, part: Refund['shipping'][number], index: number): ShippingLine {
  const line = order.shipping.find(({ id }) => id === part.lineId);
  return {
    id: part.lineId ?? `shipping ${index + 1}`,
    title: line?.title ?? 'Shipping',
    code: line?.code ?? null,
    total: part.amount,
    taxes: shareOfTaxes(line?.taxes ?? [], part.tax.shop, part.tax.presentment),
  };
}

/** A refund tells the sum of its taxes; which they are is told by what was sold, in its proportions. */
function shareOfTaxes(taxes: readonly TaxLine[], shop: Money, presentment: Money): readonly TaxLine[] {
  const inShop = spreadMoney(
    shop,
    taxes.map(({ amount }) => amount.shop.minor),
  );
  const shown = spreadMoney(
    presentment,
    taxes.map(({ amount }) => amount.presentment.minor),
  );
  return taxes.map((tax, index) => ({
    ...tax,
    amount: { shop: inShop[index] ?? shop, presentment: shown[index] ?? presentment },
  }));
}
