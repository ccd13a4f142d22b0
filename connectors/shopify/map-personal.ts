import type { Address, OrderPersonal } from '#domain/order.ts';
import type { VendorAddress, VendorOrder } from './order-shape.ts';

/**
 * Every field may be null: for guests, and for apps that Shopify has not approved for personal data. The customer's id
 * needs a scope of its own, so it is there only where customers are read.
 */
export function mapPersonal(order: VendorOrder): OrderPersonal {
  return {
    customerId: order.customer?.id ?? null,
    name: order.shippingAddress?.name ?? order.billingAddress?.name ?? null,
    email: order.email,
    phone: order.phone ?? order.shippingAddress?.phone ?? order.billingAddress?.phone ?? null,
    company: order.billingAddress?.company ?? order.shippingAddress?.company ?? null,
    billing: order.billingAddress === null ? null : mapAddress(order.billingAddress),
    delivery: order.shippingAddress === null ? null : mapAddress(order.shippingAddress),
    note: order.note,
  };
}

export function mapAddress(address: VendorAddress): Address {
  return {
    name: address.name,
    company: address.company,
    street: address.address1,
    street2: address.address2,
    city: address.city,
    zip: address.zip,
    provinceCode: address.provinceCode,
    countryCode: address.countryCodeV2,
    phone: address.phone,
  };
}
