import {
  itemBySku,
  orderStatus,
  type SandboxOrder,
  type SandboxShipment,
  type ShipbobState,
} from '../state.ts';
import { iso, isoOrNull } from './times.ts';

/** An order as the API shows it, with its shipments. */
export function orderView(state: ShipbobState, order: SandboxOrder): object {
  const { body } = order;
  return {
    id: order.id,
    created_date: iso(order.createdAt),
    purchase_date: body.purchase_date ?? null,
    reference_id: order.referenceId,
    order_number: body.order_number ?? order.referenceId,
    status: orderStatus(order),
    type: body.type,
    channel: { id: order.channelId, name: 'Sandbox' },
    shipping_method: body.shipping_method,
    recipient: body.recipient,
    products: body.products.map(({ reference_id: sku, quantity, external_line_id: line }) => ({
      id: itemBySku(state, sku)?.productId ?? null,
      reference_id: sku,
      sku,
      quantity,
      external_line_id: line ?? null,
      quantity_unit_of_measure_code: null,
      unit_price: null,
    })),
    tags: body.tags ?? [],
    shipments: order.shipments.map((shipment) => shipmentView(state, order, shipment)),
  };
}

export function shipmentView(state: ShipbobState, order: SandboxOrder, shipment: SandboxShipment): object {
  const { tracking } = shipment;
  return {
    id: shipment.id,
    order_id: order.id,
    reference_id: order.referenceId,
    status: shipment.status,
    status_details: shipment.details.map(({ name, description, inventoryId }, index) => ({
      id: index + 1,
      name,
      description,
      inventory_id: inventoryId,
    })),
    created_date: iso(shipment.createdAt),
    last_update_at: iso(shipment.updatedAt),
    actual_fulfillment_date: isoOrNull(shipment.fulfilledAt),
    location: { id: shipment.locationId, name: state.locations.get(shipment.locationId)?.name ?? null },
    ship_option: order.body.shipping_method,
    is_tracking_uploaded: false,
    require_signature: false,
    products: productsOf(state, shipment),
    tracking:
      tracking === null
        ? {
            carrier: null,
            carrier_service: null,
            tracking_number: null,
            tracking_url: null,
            pro_number: null,
          }
        : {
            carrier: tracking.carrier,
            carrier_service: 'Ground',
            tracking_number: tracking.number,
            tracking_url: tracking.url,
            pro_number: null,
          },
  };
}

/** One product for each reference, with the items that are in the parcel for it. */
function productsOf(state: ShipbobState, { items }: SandboxShipment): readonly object[] {
  const references = [...new Set(items.map(({ productReference }) => productReference))];
  return references.map((reference) => {
    const product = itemBySku(state, reference);
    return {
      id: product?.productId ?? 0,
      name: product?.title ?? null,
      reference_id: reference,
      sku: reference,
      inventory_items: items
        .filter(({ productReference }) => productReference === reference)
        .map(({ inventoryId, quantity, committed }) => ({
          id: inventoryId,
          name: state.items.get(inventoryId)?.title ?? null,
          quantity,
          quantity_committed: committed,
          is_dangerous_goods: false,
          lot: null,
          serial_numbers: [],
        })),
    };
  });
}
