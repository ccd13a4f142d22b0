import type { PaymentTerms, PurchasingCompany } from './business-records.ts';
import type { Bag } from './money-math.ts';
import type { Transaction } from './payment-records.ts';
import type { Refund } from './refund-records.ts';
import type { Return } from './return-records.ts';
import type { Fulfillment, FulfillmentOrder } from './shipping-records.ts';
import type { Address, Attribute, Customer } from './people-records.ts';

/** The states of stock that a shop keeps; `on_hand` is their sum without `incoming` and is never stored. */
export const storedStates = [
  'available',
  'committed',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
] as const;
export type StockState = (typeof storedStates)[number];

export interface ShopLocation {
  readonly kind: 'Location';
  readonly id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  readonly address: Readonly<Record<string, string | null>>;
  readonly createdAt: number;
  updatedAt: number;
  deactivatedAt: number | null;
}

export interface Product {
  readonly kind: 'Product';
  readonly id: string;
  title: string;
  handle: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED';
  vendor: string;
  productType: string;
  tags: string[];
  readonly variants: Variant[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface Variant {
  readonly kind: 'ProductVariant';
  readonly id: string;
  readonly product: Product;
  title: string;
  sku: string | null;
  barcode: string | null;
  priceMinor: number;
  compareAtMinor: number | null;
  taxable: boolean;
  inventoryPolicy: 'DENY' | 'CONTINUE';
  readonly item: Item;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface Item {
  readonly kind: 'InventoryItem';
  readonly id: string;
  /** Set right after the variant is made; an item never changes its variant. */
  variant: Variant | null;
  tracked: boolean;
  requiresShipping: boolean;
  costMinor: number | null;
  countryCodeOfOrigin: string | null;
  provinceCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  weight: { readonly unit: string; readonly value: number };
  readonly levels: Map<string, Level>;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Level {
  readonly kind: 'InventoryLevel';
  readonly id: string;
  readonly item: Item;
  readonly location: ShopLocation;
  isActive: boolean;
  readonly states: Record<StockState, number>;
  readonly touchedAt: Partial<Record<StockState, number>>;
  readonly createdAt: number;
  updatedAt: number;
}

/** An address; every field may be missing, and plans without personal data see none of it. */
export interface Tax {
  readonly title: string;
  /** 0.2 is twenty percent. */
  readonly rate: number;
  readonly amount: Bag;
}

export interface Duty {
  readonly id: string;
  readonly countryCodeOfOrigin: string | null;
  readonly harmonizedSystemCode: string | null;
  readonly amount: Bag;
}

export interface Allocation {
  readonly amount: Bag;
  readonly applicationIndex: number;
}

export interface DiscountApplication {
  readonly typeName: 'DiscountCodeApplication' | 'ManualDiscountApplication' | 'AutomaticDiscountApplication';
  readonly index: number;
  readonly title: string;
  readonly code: string | null;
  readonly targetType: 'LINE_ITEM' | 'SHIPPING_LINE';
  readonly targetSelection: 'ALL' | 'ENTITLED' | 'EXPLICIT';
  readonly allocationMethod: 'ACROSS' | 'EACH' | 'ONE';
  readonly value: { readonly amount: Bag } | { readonly percentage: number };
}

export interface Line {
  readonly kind: 'LineItem';
  readonly id: string;
  readonly orderId: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string | null;
  readonly sku: string | null;
  /** The variant as it was sold; null for a custom line. It may have been deleted since. */
  readonly variant: Variant | null;
  /** All units ever ordered, those that an edit added included; it never falls. */
  quantity: number;
  /** Units that edits took out again. */
  editRemoved: number;
  /** Units that came back without a refund that names them. */
  cameBack: number;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  readonly unitPrice: Bag;
  allocations: Allocation[];
  taxes: Tax[];
  readonly duties: readonly Duty[];
  readonly attributes: readonly Attribute[];
  /** Where its units are committed, so that they can be given back. */
  readonly locationId: string | null;
}

export interface Shipping {
  readonly kind: 'ShippingLine';
  readonly id: string;
  readonly orderId: string;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly price: Bag;
  readonly allocations: readonly Allocation[];
  readonly taxes: readonly Tax[];
  isRemoved: boolean;
}

export interface Order {
  readonly kind: 'Order';
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly createdAt: number;
  readonly processedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  cancelNote: string | null;
  closedAt: number | null;
  test: boolean;
  edited: boolean;
  readonly currency: string;
  readonly presentmentCurrency: string;
  /** Presentment units per shop unit. */
  readonly rate: number;
  readonly taxesIncluded: boolean;
  readonly taxExempt: boolean;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  /** Null: its customer buys for himself. */
  readonly buyer: PurchasingCompany | null;
  readonly paymentTerms: PaymentTerms | null;
  tags: string[];
  attributes: readonly Attribute[];
  /** What the law of a country wants on an order, by key. */
  localized: ReadonlyMap<string, string>;
  readonly sourceName: string | null;
  readonly sourceIdentifier: string | null;
  customer: Customer | null;
  billingAddress: Address | null;
  shippingAddress: Address | null;
  readonly discountCodes: readonly string[];
  readonly discounts: DiscountApplication[];
  readonly lines: Line[];
  readonly shipping: Shipping[];
  readonly tip: Bag;
  readonly transactions: Transaction[];
  readonly refunds: Refund[];
  readonly returns: Return[];
  readonly fulfillmentOrders: FulfillmentOrder[];
  readonly fulfillments: Fulfillment[];
  /** What was asked for when it was placed; later edits do not change it. */
  originalTotal: Bag;
  originalDuties: Bag;
  paymentPending: boolean;
}
