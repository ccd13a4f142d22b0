import { z } from 'zod';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import type { Client } from './client.ts';
import type { Delivery } from './read-deliveries.ts';
import { findOrder } from './read-orders.ts';
import { requireRows } from './records.ts';

const productRow = z.object({ id: z.int(), type: z.string() });

/**
 * A parcel without the lines that Odoo makes no delivery of: services, as which a bundle that another system puts together is
 * booked. Asked only where a line has no move, so that an ordinary parcel costs no call.
 */
export async function goodsIn(
  client: Client,
  publish: ShipmentToPublish,
  deliveries: readonly Delivery[],
): Promise<ShipmentToPublish> {
  const { shipment, orderId } = publish;
  const moved = new Set(deliveries.flatMap(({ moves }) => moves.map(({ line }) => line)));
  if (shipment.lines.every(({ reference }) => moved.has(reference))) return publish;
  const order = await findOrder(client, [['id', '=', Number(orderId)]]);
  // A draft has no deliveries yet, a canceled order none any more: of both nothing is known.
  if (order?.state !== 'confirmed') return publish;
  const products = new Map(
    order.lines.flatMap(({ meaning, productId }) =>
      meaning.kind === 'line' && productId !== null && !moved.has(meaning.key)
        ? [[meaning.key, productId]]
        : [],
    ),
  );
  const services = await servicesAmong(client, [...new Set(products.values())]);
  const lines = shipment.lines.filter(({ reference }) => !services.has(products.get(reference) ?? 0));
  return { ...publish, shipment: { ...shipment, lines } };
}

async function servicesAmong(client: Client, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const { result } = await client.call({
    model: 'product.product',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', 'in', ids]] },
    options: { fields: ['type'], order: 'id', limit: ids.length },
    context: { active_test: false },
  });
  const rows = requireRows(productRow, result, 'product.product');
  return new Set(rows.filter(({ type }) => type === 'service').map(({ id }) => id));
}
