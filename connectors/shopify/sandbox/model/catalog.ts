import type { Item, Product, ShopLocation, Variant } from './records.ts';
import { announce, type ShopState } from './state.ts';
import { changeStock, stockAt } from './stock.ts';

export interface LocationInput {
  readonly name: string;
  readonly fulfillsOnlineOrders?: boolean;
  readonly address?: Readonly<Record<string, string | null>>;
}

export interface VariantInput {
  readonly sku?: string | null;
  readonly title?: string;
  readonly priceMinor: number;
  readonly barcode?: string | null;
  readonly tracked?: boolean;
  readonly requiresShipping?: boolean;
  readonly taxable?: boolean;
  readonly inventoryPolicy?: 'DENY' | 'CONTINUE';
  /** Units available, by location id; the variant is stocked at the locations named. */
  readonly inventory?: Readonly<Record<string, number>>;
}

export interface ProductInput {
  readonly title: string;
  readonly status?: Product['status'];
  readonly vendor?: string;
  readonly productType?: string;
  readonly tags?: readonly string[];
  readonly variants: readonly VariantInput[];
}

export function addLocation(state: ShopState, input: LocationInput): ShopLocation {
  const now = state.now();
  const location: ShopLocation = {
    kind: 'Location',
    id: state.ids.next('Location'),
    name: input.name,
    isActive: true,
    fulfillsOnlineOrders: input.fulfillsOnlineOrders ?? true,
    address: input.address ?? {},
    createdAt: now,
    updatedAt: now,
    deactivatedAt: null,
  };
  state.locations.set(location.id, location);
  announce(state, 'locations/create', location);
  return location;
}

/** Stock at it stays where it is and can no longer be sold or written. */
export function deactivateLocation(state: ShopState, location: ShopLocation): void {
  location.isActive = false;
  location.deactivatedAt = state.now();
  location.updatedAt = state.now();
  announce(state, 'locations/deactivate', location);
}

export function activateLocation(state: ShopState, location: ShopLocation): void {
  location.isActive = true;
  location.deactivatedAt = null;
  location.updatedAt = state.now();
  announce(state, 'locations/activate', location);
}

export function addProduct(state: ShopState, input: ProductInput): Product {
  const now = state.now();
  const product: Product = {
    kind: 'Product',
    id: state.ids.next('Product'),
    title: input.title,
    handle: toHandle(input.title),
    status: input.status ?? 'ACTIVE',
    vendor: input.vendor ?? state.settings.name,
    productType: input.productType ?? '',
    tags: [...(input.tags ?? [])],
    variants: [],
    createdAt: now,
    updatedAt: now,
  };
  state.products.set(product.id, product);
  for (const variant of input.variants) addVariant(state, product, variant);
  announce(state, 'products/create', product);
  return product;
}

export function addVariant(state: ShopState, product: Product, input: VariantInput): Variant {
  const now = state.now();
  const item: Item = {
    kind: 'InventoryItem',
    id: state.ids.next('InventoryItem'),
    variant: null,
    tracked: input.tracked ?? true,
    requiresShipping: input.requiresShipping ?? true,
    costMinor: null,
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: null,
    weight: { unit: 'KILOGRAMS', value: 0 },
    levels: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  const title = input.title ?? 'Default Title';
  const variant: Variant = {
    kind: 'ProductVariant',
    id: state.ids.next('ProductVariant'),
    product,
    title,
    sku: input.sku ?? null,
    barcode: input.barcode ?? null,
    priceMinor: input.priceMinor,
    compareAtMinor: null,
    taxable: input.taxable ?? true,
    inventoryPolicy: input.inventoryPolicy ?? 'DENY',
    item,
    options: [{ name: 'Title', value: title }],
    createdAt: now,
    updatedAt: now,
  };
  item.variant = variant;
  product.variants.push(variant);
  state.items.set(item.id, item);
  state.variants.set(variant.id, variant);
  indexSku(state, variant);
  for (const [locationId, units] of Object.entries(input.inventory ?? {})) {
    const location = state.locations.get(locationId);
    if (location === undefined) throw new RangeError(`the shop has no location ${locationId}`);
    changeStock(
      state,
      stockAt(state, item, location),
      { available: units },
      { cause: 'initial', reference: null },
    );
  }
  return variant;
}

/** Renames a variant's SKU, as staff do when they correct one. */
export function setSku(state: ShopState, variant: Variant, sku: string | null): void {
  unindexSku(state, variant);
  variant.sku = sku;
  variant.updatedAt = state.now();
  indexSku(state, variant);
}

export function deleteVariant(state: ShopState, variant: Variant): void {
  unindexSku(state, variant);
  state.variants.delete(variant.id);
  state.items.delete(variant.item.id);
  for (const level of variant.item.levels.values()) state.levels.delete(level.id);
  variant.product.variants.splice(variant.product.variants.indexOf(variant), 1);
}

export function deleteProduct(state: ShopState, product: Product): void {
  for (const variant of product.variants.toReversed()) deleteVariant(state, variant);
  state.products.delete(product.id);
  announce(state, 'products/delete', product);
}

export function touchProduct(state: ShopState, product: Product): void {
  product.updatedAt = state.now();
  announce(state, 'products/update', product);
}

function indexSku(state: ShopState, variant: Variant): void {
  if (variant.sku === null) return;
  const same = state.variantsBySku.get(variant.sku);
  if (same === undefined) state.variantsBySku.set(variant.sku, [variant]);
  else same.push(variant);
}

function unindexSku(state: ShopState, variant: Variant): void {
  if (variant.sku === null) return;
  const same = state.variantsBySku.get(variant.sku) ?? [];
  const rest = same.filter((other) => other !== variant);
  if (rest.length === 0) state.variantsBySku.delete(variant.sku);
  else state.variantsBySku.set(variant.sku, rest);
}

function toHandle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
