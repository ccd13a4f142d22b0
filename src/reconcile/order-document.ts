import { buyerOf } from '#domain/business-buyer.ts';
import type { Order, OrderLine } from '#domain/order.ts';
import type { Listing } from '#domain/stock.ts';
import type { LineToBook, OrderToBook } from '#sdk/capabilities.ts';
import type { UnmappedSkuPolicy } from '#sdk/settings.ts';

/** Our reference of an order: constant for ever, unique over all stores. */
export function orderReference(connection: string, orderId: string): string {
  return `${connection}:${orderId}`;
}

export function orderFromReference(
  reference: string,
): { readonly connection: string; readonly orderId: string } | null {
  const colon = reference.indexOf(':');
  if (colon <= 0 || colon === reference.length - 1) return null;
  return { connection: reference.slice(0, colon), orderId: reference.slice(colon + 1) };
}

export interface DocumentOptions {
  readonly connection: string;
  /** The target's listings, by SKU. Several for one SKU cannot be told apart, and count as none. */
  readonly listings: ReadonlyMap<string, readonly Listing[]>;
  readonly unmappedSku: UnmappedSkuPolicy;
  readonly placeholder: Listing | null;
  readonly locationId: string | null;
}

export type Document =
  | { readonly ok: true; readonly order: OrderToBook }
  | { readonly ok: false; readonly reason: string };

/**
 * The document that the target is asked to book, in the store's own currency and with the store's own amounts. Lines with
 * nothing left to book are left out. What cannot be booked as it is gets a reason, never a guess.
 */
export function documentOf(order: Order, options: DocumentOptions): Document {
  const lines: LineToBook[] = [];
  for (const line of order.lines) {
    if (line.quantity === 0) continue;
    const found = listingFor(line, options);
    if (!found.ok) return found;
    lines.push(lineToBook(line, found.listingId));
  }
  const { totals } = order;
  return {
    ok: true,
    order: {
      reference: orderReference(options.connection, order.id),
      orderNumber: order.name,
      store: options.connection,
      createdAt: order.createdAt,
      currency: order.currency,
      taxesIncluded: order.taxesIncluded,
      lines,
      shipping: order.shipping,
      tip: totals.tip.shop,
      duties: totals.duties.shop,
      fees: totals.fees.shop,
      rounding: totals.rounding.shop,
      tax: totals.tax.shop,
      total: totals.total.shop,
      paymentMethods: order.paymentMethods,
      tags: order.tags,
      locationId: options.locationId,
      ...buyerOf(order),
      customer: order.personal,
    },
  };
}

type Found =
  | { readonly ok: true; readonly listingId: string | null }
  | { readonly ok: false; readonly reason: string };

/** The target's item that a line is booked on, or why there is none. */
export function listingFor(line: OrderLine, options: Omit<DocumentOptions, 'locationId'>): Found {
  if (line.sku === null) {
    // A line that moves no goods needs no item: a tip, a service, a gift card.
    if (!line.requiresShipping) return { ok: true, listingId: null };
    return placeholderOr(
      options,
      `"${line.title}" has no SKU; give the product one in the store, then retry`,
    );
  }
  const listings = (options.listings.get(line.sku) ?? []).filter((listing) => listing.active);
  const [only] = listings;
  if (listings.length > 1)
    return {
      ok: false,
      reason: `SKU ${line.sku} belongs to ${listings.length} items of the target; leave one active, then retry`,
    };
  if (only !== undefined) return { ok: true, listingId: only.id };
  return placeholderOr(
    options,
    `SKU ${line.sku} is unknown to the target; create the item there or correct the SKU, then retry`,
  );
}

function placeholderOr(options: Pick<DocumentOptions, 'unmappedSku' | 'placeholder'>, reason: string): Found {
  if (options.unmappedSku === 'placeholder' && options.placeholder !== null)
    return { ok: true, listingId: options.placeholder.id };
  return { ok: false, reason };
}

function lineToBook(line: OrderLine, listingId: string | null): LineToBook {
  return {
    reference: line.id,
    sku: line.sku,
    listingId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: line.unitPrice.shop,
    discount: line.discount.shop,
    total: line.total.shop,
    taxes: line.taxes,
  };
}
