import type {
  QueryRootInventoryItemArgs,
  QueryRootInventoryItemsArgs,
  QueryRootInventoryLevelArgs,
  QueryRootLocationArgs,
  QueryRootLocationsArgs,
  QueryRootProductArgs,
  QueryRootProductsArgs,
  QueryRootProductVariantArgs,
  QueryRootProductVariantsArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { type Item, type Product, type ShopLocation, storedStates, type Variant } from '../model/records.ts';
import { totalAvailable } from '../model/stock.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import { compareIds, pageById, pageOf, type PageArgs } from './connection.ts';
import { type Context, type FieldMap, toTime } from './context.ts';

const productFilters: Filters<Product> = {
  created_at: { kind: 'time', of: (row) => row.createdAt },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  handle: { kind: 'text', of: (row) => row.handle },
  product_type: { kind: 'text', of: (row) => row.productType },
  sku: { kind: 'text', of: (row) => row.variants.flatMap((variant) => variant.sku ?? []) },
  status: { kind: 'text', of: (row) => row.status },
  tag: { kind: 'text', of: (row) => row.tags },
  title: { kind: 'prefix', of: (row) => row.title },
  vendor: { kind: 'text', of: (row) => row.vendor },
};

const variantFilters: Filters<Variant> = {
  barcode: { kind: 'text', of: (row) => row.barcode },
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  inventory_quantity: { kind: 'number', of: (row) => totalAvailable(row.item) },
  product_id: { kind: 'id', of: (row) => tailOf(row.product.id) },
  product_status: { kind: 'text', of: (row) => row.product.status },
  sku: { kind: 'text', of: (row) => row.sku },
  title: { kind: 'prefix', of: (row) => row.product.title },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
  vendor: { kind: 'text', of: (row) => row.product.vendor },
};

const itemFilters: Filters<Item> = {
  created_at: { kind: 'time', of: (row) => row.createdAt },
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  sku: { kind: 'text', of: (row) => row.variant?.sku ?? null },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
};

const locationFilters: Filters<ShopLocation> = {
  active: { kind: 'text', of: (row) => String(row.isActive) },
  created_at: { kind: 'time', of: (row) => row.createdAt },
  location_id: { kind: 'id', of: (row) => tailOf(row.id) },
  name: { kind: 'prefix', of: (row) => row.name },
};

/** By id unless another key is asked for; only the keys that the model can sort by make a difference. */
function sortKeyOf(
  sortKey: string | null | undefined,
): ((row: { updatedAt: number; createdAt: number }) => number) | undefined {
  if (sortKey === 'UPDATED_AT') return (row) => row.updatedAt;
  return sortKey === 'CREATED_AT' ? (row) => row.createdAt : undefined;
}

function sorted<Row extends { id: string; updatedAt: number; createdAt: number }>(
  rows: readonly Row[],
  args: PageArgs & { readonly sortKey?: string | null | undefined },
  context: Context,
) {
  const valueOf = sortKeyOf(args.sortKey);
  if (valueOf === undefined) return pageById(rows, args, context);
  const list = rows.toSorted(
    (left, right) => valueOf(left) - valueOf(right) || compareIds(tailOf(left.id), tailOf(right.id)),
  );
  return pageOf(list, args, context, { idOf: (row) => row.id, sortValue: valueOf });
}

export const catalogQueries: FieldMap = {
  location: (_: unknown, args: QueryRootLocationArgs, { state }) =>
    args.id ? (state.locations.get(args.id) ?? null) : ([...state.locations.values()][0] ?? null),
  locations(_: unknown, args: QueryRootLocationsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, locationFilters, context, info, (row) => row.name);
    const rows = [...context.state.locations.values()].filter(
      (row) => (row.isActive || args.includeInactive === true) && accepts(row),
    );
    return pageById(rows, args, context);
  },
  locationsCount: (_: unknown, __: unknown, { state }) => ({
    count: [...state.locations.values()].filter((row) => row.isActive).length,
    precision: 'EXACT',
  }),
  product: (_: unknown, args: QueryRootProductArgs, { state }) => state.products.get(args.id) ?? null,
  products(_: unknown, args: QueryRootProductsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, productFilters, context, info, (row) => row.title);
    return sorted([...context.state.products.values()].filter(accepts), args, context);
  },
  productsCount: (_: unknown, __: unknown, { state }) => ({ count: state.products.size, precision: 'EXACT' }),
  productVariant: (_: unknown, args: QueryRootProductVariantArgs, { state }) =>
    state.variants.get(args.id) ?? null,
  productVariants(_: unknown, args: QueryRootProductVariantsArgs & PageArgs, context, info) {
    const text = (row: Variant): string => `${row.sku ?? ''} ${row.product.title} ${row.title}`;
    const { accepts } = compileSearch(args.query, variantFilters, context, info, text);
    return sorted([...context.state.variants.values()].filter(accepts), args, context);
  },
  inventoryItem: (_: unknown, args: QueryRootInventoryItemArgs, { state }) =>
    state.items.get(args.id) ?? null,
  inventoryItems(_: unknown, args: QueryRootInventoryItemsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(
      args.query,
      itemFilters,
      context,
      info,
      (row) => row.variant?.sku ?? '',
    );
    return pageById([...context.state.items.values()].filter(accepts), args, context);
  },
  inventoryLevel: (_: unknown, args: QueryRootInventoryLevelArgs, { state }) =>
    state.levels.get(args.id) ?? null,
  inventoryProperties: () => ({
    quantityNames: [...storedStates, 'on_hand'].toSorted().map((name) => ({
      name,
      displayName: name,
      isInUse: true,
      belongsTo: name === 'on_hand' || name === 'incoming' ? [] : ['on_hand'],
      comprises: name === 'on_hand' ? storedStates.filter((part) => part !== 'incoming').toSorted() : [],
    })),
  }),
  shop: (_: unknown, __: unknown, { state }) => {
    const { settings } = state;
    return {
      kind: 'Shop',
      id: 'gid://shopify/Shop/1',
      name: settings.name,
      email: `owner@${settings.domain}`,
      contactEmail: `owner@${settings.domain}`,
      myshopifyDomain: settings.domain,
      currencyCode: settings.currency,
      enabledPresentmentCurrencies: [settings.currency],
      ianaTimezone: settings.timeZone,
      timezoneOffset: settings.utcOffset.replace(':', ''),
      taxesIncluded: false,
      createdAt: toTime(0),
      plan: {
        displayName: 'Sandbox',
        publicDisplayName: 'Sandbox',
        partnerDevelopment: true,
        shopifyPlus: false,
      },
    };
  },
};
