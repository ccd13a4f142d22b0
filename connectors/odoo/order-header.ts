import { z } from 'zod';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import { orderName } from './external-ids.ts';
import type { OrderPartners } from './partners.ts';
import { requireRows } from './records.ts';

const TAGS_MAX = 500;
const tagRow = z.object({ id: z.int(), name: z.string() });

/** The cells of an order besides its lines. */
export type HeaderBuilder = (order: OrderToBook, partners: OrderPartners) => Promise<Record<string, string>>;

export function createHeaderBuilder(client: Client): HeaderBuilder {
  const { settings } = client;
  const tags = createMemory<readonly { id: number; name: string }[]>(TAGS_MAX);
  return async (order, partners) => {
    const fields = await client.fields('sale.order');
    const known =
      fields.has('tag_ids') && order.tags.length > 0
        ? await tags.of(JSON.stringify(order.tags), () => findTags(client, order.tags))
        : [];
    const missing = order.tags.filter((tag) => known.every(({ name }) => name !== tag));
    const warehouse = order.locationId === null ? settings.warehouse : warehouseId(order.locationId);
    return {
      id: `${settings.module}.${orderName(order.reference)}`,
      'partner_id/.id': String(partners.customer),
      'partner_invoice_id/.id': String(partners.invoice),
      'partner_shipping_id/.id': String(partners.delivery),
      client_order_ref: order.reference,
      origin: order.orderNumber,
      date_order: new Date(order.createdAt).toISOString().slice(0, 19).replace('T', ' '),
      note: noteOf(client, order, missing),
      ...pricelistCell(client, order.currency),
      ...paymentTermCell(client, order),
      ...(warehouse === undefined ? {} : { 'warehouse_id/.id': String(warehouse) }),
      ...(settings.salesTeam === undefined ? {} : { 'team_id/.id': String(settings.salesTeam) }),
      ...(settings.salesperson === undefined ? {} : { 'user_id/.id': String(settings.salesperson) }),
      ...(known.length === 0 ? {} : { 'tag_ids/.id': known.map(({ id }) => id).join(',') }),
    };
  };
}

/**
 * Only a pricelist sets the currency of an order; `currency_id` is ignored without a word. Without one the order is in
 * the company's currency, or in that of the customer's own pricelist: which it became is read back and compared.
 */
function pricelistCell(client: Client, currency: string): Record<string, string> {
  const pricelist = client.settings.pricelists[currency];
  return pricelist === undefined ? {} : { 'pricelist_id/.id': String(pricelist) };
}

/** Terms that the settings do not name are left to Odoo: the customer's own, or none. */
function paymentTermCell(client: Client, { paymentTerms }: OrderToBook): Record<string, string> {
  const term = paymentTerms === undefined ? undefined : client.settings.paymentTerms[paymentTerms.name];
  return term === undefined ? {} : { 'payment_term_id/.id': String(term) };
}

function warehouseId(locationId: string): number {
  const id = Number(locationId);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new RejectedError('the order names a warehouse by something that is no Odoo id', {
    code: 'bad-warehouse',
  });
}

/** Tags that Odoo already has. New ones are not made: that needs a right of its own; they stand in the note. */
async function findTags(
  client: Client,
  names: readonly string[],
): Promise<readonly { id: number; name: string }[]> {
  const { result } = await client.call({
    model: 'crm.tag',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['name', 'in', names]] },
    options: { fields: ['name'], limit: TAGS_MAX },
  });
  return requireRows(tagRow, result, 'crm.tag');
}

/**
 * The order's note is HTML in Odoo: what customers wrote is escaped. The customer's number of the purchase stands here: the
 * field for it, "Customer Reference", holds our reference, by which orders are found again, "Source Document" the store's
 * number, and "Payment Ref." is for payments.
 */
function noteOf(client: Client, order: OrderToBook, tags: readonly string[]): string {
  const { company, purchaseOrderNumber, paymentTerms } = order;
  const isUnmapped =
    paymentTerms !== undefined && client.settings.paymentTerms[paymentTerms.name] === undefined;
  const parts = [
    `${order.store} ${order.orderNumber}`,
    ...(purchaseOrderNumber === undefined ? [] : [`Purchase order: ${purchaseOrderNumber}`]),
    ...(company === undefined ? [] : [`Ordered for: ${company.name}, ${company.locationName}`]),
    ...(isUnmapped ? [`Payment terms: ${paymentTerms.name}`] : []),
    ...(order.paymentMethods.length === 0 ? [] : [`Payment: ${order.paymentMethods.join(', ')}`]),
    ...(tags.length === 0 ? [] : [`Tags: ${tags.join(', ')}`]),
    ...(order.customer.note === null ? [] : [order.customer.note]),
  ];
  return parts.map((part) => `<p>${escapeHtml(part).replaceAll(/\r?\n/gu, '<br>')}</p>`).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
