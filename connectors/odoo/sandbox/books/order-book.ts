import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { deliveryStatus } from '#connectors/odoo/sandbox/business/sale-order-model.ts';
import { taxField } from '#connectors/odoo/sandbox/business/sale-amounts.ts';
import { follow, rowOf, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { type Row, idOf, idsOf, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import type { Ledger, OrderWrite } from './ledger.ts';

export interface BookedLine {
  readonly id: number;
  /** '' for a line without a product, or a product without an internal reference. */
  readonly sku: string;
  readonly name: string;
  readonly externalId: string | undefined;
  readonly quantity: number;
  readonly delivered: number;
  readonly priceUnit: number;
  readonly discountPercent: number;
  readonly subtotalMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly string[];
}

/** An order as the ERP's own books have it. Amounts are in minor units of `currency`. */
export interface BookedOrder {
  readonly id: number;
  readonly name: string;
  readonly clientOrderRef: string;
  /** `module.name`, when it was made by `load`. */
  readonly externalId: string | undefined;
  readonly state: string;
  readonly isLocked: boolean;
  readonly deliveryStatus: string | undefined;
  readonly currency: string;
  readonly warehouse: string;
  readonly team: string;
  readonly note: string;
  readonly origin: string;
  readonly tags: readonly string[];
  readonly partner: { readonly id: number; readonly name: string; readonly email: string };
  /** Ids of the contacts that it is invoiced and delivered to. */
  readonly invoiceTo: number | undefined;
  readonly deliverTo: number | undefined;
  /** '' where nothing was agreed on. */
  readonly paymentTerm: string;
  readonly untaxedMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly lines: readonly BookedLine[];
  readonly createdAtMs: number;
  readonly writes: readonly OrderWrite[];
}

export interface BookedPicking {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  /** Outgoing deliveries send goods away; incoming ones bring them, returns among them. */
  readonly kind: string;
  readonly orderName: string | undefined;
  readonly clientOrderRef: string | undefined;
  readonly warehouse: string;
  readonly carrier: string | undefined;
  readonly tracking: string | undefined;
  readonly note: string | undefined;
  readonly doneAtMs: number | undefined;
  /** What was moved, for a done transfer; what is to be moved, for an open one. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly demand: number }[];
}

export function readOrders(env: Env, ledger: Ledger): BookedOrder[] {
  return [...env.db.table('sale.order').rows.values()].map((row) => readOrder(env, ledger, row));
}

function readOrder(env: Env, ledger: Ledger, row: Row): BookedOrder {
  const currency = follow(env, 'res.currency', row['currency_id']);
  const scale = Math.round(1 / (numberOf(currency?.['rounding']) || 0.01));
  const minor = (name: string, of: Row = row): number => Math.round(numberOf(of[name]) * scale);
  const partner = follow(env, 'res.partner', row['partner_id']);
  const status = deliveryStatus(env, row);
  return {
    id: row.id,
    name: textOf(row['name']),
    clientOrderRef: textOf(row['client_order_ref']),
    externalId: externalIdOf(env, 'sale.order', row.id),
    state: textOf(row['state']),
    isLocked: row['locked'] === true,
    deliveryStatus: status === false ? undefined : status,
    currency: textOf(currency?.['name']),
    warehouse: textOf(follow(env, 'stock.warehouse', row['warehouse_id'])?.['code']),
    team: textOf(follow(env, 'crm.team', row['team_id'])?.['name']),
    note: textOf(row['note']),
    origin: textOf(row['origin']),
    tags: idsOf(row['tag_ids']).map((id) => textOf(rowOf(env, 'crm.tag', id)?.['name'])),
    partner: { id: partner?.id ?? 0, name: textOf(partner?.['name']), email: textOf(partner?.['email']) },
    invoiceTo: idOf(row['partner_invoice_id']),
    deliverTo: idOf(row['partner_shipping_id']),
    paymentTerm: textOf(follow(env, 'account.payment.term', row['payment_term_id'])?.['name']),
    untaxedMinor: minor('amount_untaxed'),
    taxMinor: minor('amount_tax'),
    totalMinor: minor('amount_total'),
    lines: rowsWhere(env, 'sale.order.line', 'order_id', row.id).map((line) => ({
      id: line.id,
      sku: skuOf(env, line),
      name: textOf(line['name']),
      externalId: externalIdOf(env, 'sale.order.line', line.id),
      quantity: numberOf(line['product_uom_qty']),
      delivered: numberOf(line['qty_delivered']),
      priceUnit: numberOf(line['price_unit']),
      discountPercent: numberOf(line['discount']),
      subtotalMinor: minor('price_subtotal', line),
      totalMinor: minor('price_total', line),
      taxes: idsOf(line[taxField(env)]).map((id) => textOf(rowOf(env, 'account.tax', id)?.['name'])),
    })),
    createdAtMs: Math.floor(numberOf(row['create_date']) / 1000),
    writes: ledger.writesOf(row.id),
  };
}

export function readPickings(env: Env): BookedPicking[] {
  return [...env.db.table('stock.picking').rows.values()].map((row) => {
    const type = follow(env, 'stock.picking.type', row['picking_type_id']);
    const order = follow(env, 'sale.order', row['sale_id']);
    const tracking = textOf(row['carrier_tracking_ref']);
    return {
      id: row.id,
      name: textOf(row['name']),
      state: textOf(row['state']),
      kind: textOf(type?.['code']),
      orderName: order === undefined ? undefined : textOf(order['name']),
      clientOrderRef: order === undefined ? undefined : textOf(order['client_order_ref']),
      warehouse: textOf(follow(env, 'stock.warehouse', type?.['warehouse_id'])?.['code']),
      carrier: textOf(follow(env, 'delivery.carrier', row['carrier_id'])?.['name']) || undefined,
      tracking: tracking === '' ? undefined : tracking,
      note: textOf(row['note']) || undefined,
      doneAtMs: row['state'] === 'done' ? Math.floor(numberOf(row['date_done']) / 1000) : undefined,
      lines: rowsWhere(env, 'stock.move', 'picking_id', row.id)
        .filter((move) => move['state'] !== 'cancel')
        .map((move) => ({
          sku: skuOf(env, move),
          quantity: numberOf(move['quantity']),
          demand: numberOf(move['product_uom_qty']),
        })),
    };
  });
}

function skuOf(env: Env, row: Row): string {
  return textOf(follow(env, 'product.product', row['product_id'])?.['default_code']);
}

function externalIdOf(env: Env, model: string, id: number): string | undefined {
  const [link] = rowsWhere(env, 'ir.model.data', 'reference', `${model},${id}`);
  return link === undefined ? undefined : textOf(link['complete_name']);
}
