import type {
  InventoryItemInventoryLevelArgs,
  InventoryItemInventoryLevelsArgs,
  InventoryLevelQuantitiesArgs,
  LocationInventoryLevelArgs,
  LocationInventoryLevelsArgs,
  ProductVariantsArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { toRestAmount } from '../model/money-math.ts';
import type { Item, Level, Product, ShopLocation, Variant } from '../model/records.ts';
import { quantityOf, totalAvailable } from '../model/stock.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import { pageById, type PageArgs } from './connection.ts';
import { type FieldMap, graphFault, type ResolverMap, toTime } from './context.ts';
import { moneyV2 } from './money.ts';

const levelFilters: Filters<Level> = {
  created_at: { kind: 'time', of: (level) => level.createdAt },
  id: { kind: 'id', of: (level) => tailOf(level.id) },
  inventory_item_id: { kind: 'id', of: (level) => tailOf(level.item.id) },
  updated_at: { kind: 'time', of: (level) => level.updatedAt },
};

const stamps: FieldMap = {
  legacyResourceId: (record: { id: string }) => tailOf(record.id),
  createdAt: (record: { createdAt: number }) => toTime(record.createdAt),
  updatedAt: (record: { updatedAt: number }) => toTime(record.updatedAt),
};

const location: FieldMap = {
  ...stamps,
  activatable: (place: ShopLocation) => !place.isActive,
  deactivatable: (place: ShopLocation) => place.isActive,
  deletable: () => false,
  address: (place: ShopLocation) => ({
    formatted: Object.values(place.address).filter((part) => part !== null),
    ...place.address,
  }),
  addressVerified: () => false,
  deactivatedAt: (place: ShopLocation) => toTime(place.deactivatedAt),
  hasActiveInventory: (place: ShopLocation, _, { state }) =>
    [...state.levels.values()].some((level) => level.location === place && level.isActive),
  hasUnfulfilledOrders: (place: ShopLocation, _, { state }) =>
    [...state.fulfillmentOrders.values()].some(
      (entry) => entry.locationId === place.id && entry.status !== 'CLOSED',
    ),
  isFulfillmentService: () => false,
  isPrimary: (place: ShopLocation, _, { state }) => [...state.locations.keys()][0] === place.id,
  shipsInventory: (place: ShopLocation) => place.fulfillsOnlineOrders,
  suggestedAddresses: () => [],
  inventoryLevel: (place: ShopLocation, args: LocationInventoryLevelArgs, { state }) =>
    state.items.get(args.inventoryItemId)?.levels.get(place.id) ?? null,
  inventoryLevels(place: ShopLocation, args: LocationInventoryLevelsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, levelFilters, context, info);
    const levels = [...context.state.levels.values()].filter(
      (level) =>
        level.location === place && (level.isActive || args.includeInactive === true) && accepts(level),
    );
    return pageById(levels, args, context);
  },
};

const item: FieldMap = {
  ...stamps,
  sku: (record: Item) => record.variant?.sku ?? null,
  variant: (record: Item) => record.variant,
  variants: (record: Item, args: PageArgs, context) =>
    pageById(record.variant === null ? [] : [record.variant], args, context),
  duplicateSkuCount: (record: Item, _, { state }) =>
    Math.max(0, (state.variantsBySku.get(record.variant?.sku ?? '')?.length ?? 1) - 1),
  unitCost: (record: Item, _, { state }) =>
    record.costMinor === null ? null : moneyV2(record.costMinor, state.settings.currency),
  measurement: (record: Item) => ({
    id: `gid://shopify/InventoryItemMeasurement/${tailOf(record.id)}`,
    weight: record.weight,
  }),
  trackedEditable: () => ({ locked: false, reason: null }),
  countryHarmonizedSystemCodes: (_: Item, args: PageArgs, context) => pageById([], args, context),
  locationsCount: (record: Item) => ({
    count: [...record.levels.values()].filter((level) => level.isActive).length,
    precision: 'EXACT',
  }),
  inventoryLevel: (record: Item, args: InventoryItemInventoryLevelArgs) => {
    const level = record.levels.get(args.locationId);
    return level !== undefined && (level.isActive || args.includeInactive === true) ? level : null;
  },
  inventoryLevels(record: Item, args: InventoryItemInventoryLevelsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, levelFilters, context, info);
    const levels = [...record.levels.values()].filter(
      (level) => (level.isActive || args.includeInactive === true) && accepts(level),
    );
    return pageById(levels, args, context);
  },
};

const level: FieldMap = {
  ...stamps,
  canDeactivate: (record: Level) => deactivationAlert(record) === null,
  deactivationAlert,
  quantities(record: Level, args: InventoryLevelQuantitiesArgs) {
    return args.names.map((name) => {
      const quantity = quantityOf(record, name);
      if (quantity === undefined) {
        throw graphFault(`The specified quantity name is invalid: ${name}`, 'BAD_REQUEST');
      }
      const touchedAt = name === 'on_hand' ? undefined : record.touchedAt[name as keyof Level['touchedAt']];
      const owner = tailOf(record.id);
      const itemTail = tailOf(record.item.id);
      return {
        kind: 'InventoryQuantity',
        id: `gid://shopify/InventoryQuantity/${owner}?inventory_item_id=${itemTail}&name=${name}`,
        name,
        quantity,
        updatedAt: touchedAt === undefined ? null : toTime(touchedAt),
      };
    });
  },
};

function deactivationAlert(record: Level): string | null {
  const others = [...record.item.levels.values()].filter((other) => other !== record && other.isActive);
  if (others.length > 0) return null;
  return `The product couldn't be unstocked from ${record.location.name} because products need to be stocked at a minimum of 1 location.`;
}

const product: FieldMap = {
  ...stamps,
  publishedAt: (record: Product) => toTime(record.createdAt),
  totalInventory: (record: Product) =>
    record.variants.reduce(
      (sum, variant) => sum + (variant.item.tracked ? totalAvailable(variant.item) : 0),
      0,
    ),
  tracksInventory: (record: Product) => record.variants.some((variant) => variant.item.tracked),
  isGiftCard: () => false,
  description: () => '',
  descriptionHtml: () => '',
  hasOnlyDefaultVariant: (record: Product) => record.variants.length === 1,
  hasOutOfStockVariants: (record: Product) =>
    record.variants.some((variant) => totalAvailable(variant.item) <= 0),
  hasVariantsThatRequiresComponents: () => false,
  requiresSellingPlan: () => false,
  options: (record: Product) => [
    {
      id: `gid://shopify/ProductOption/${tailOf(record.id)}`,
      name: 'Title',
      position: 1,
      values: record.variants.map((variant) => variant.title),
      optionValues: [],
    },
  ],
  variants: (record: Product, args: ProductVariantsArgs & PageArgs, context) =>
    pageById(record.variants, args, context),
  variantsCount: (record: Product) => ({ count: record.variants.length, precision: 'EXACT' }),
};

const variant: FieldMap = {
  ...stamps,
  displayName: (record: Variant) => `${record.product.title} - ${record.title}`,
  price: (record: Variant, _, { state }) => toRestAmount(record.priceMinor, state.settings.currency),
  compareAtPrice: (record: Variant, _, { state }) =>
    record.compareAtMinor === null ? null : toRestAmount(record.compareAtMinor, state.settings.currency),
  position: (record: Variant) => record.product.variants.indexOf(record) + 1,
  inventoryItem: (record: Variant) => record.item,
  inventoryQuantity: (record: Variant) => totalAvailable(record.item),
  sellableOnlineQuantity: (record: Variant) => totalAvailable(record.item),
  availableForSale: (record: Variant) =>
    !record.item.tracked || record.inventoryPolicy === 'CONTINUE' || totalAvailable(record.item) > 0,
  requiresComponents: () => false,
  selectedOptions: (record: Variant) => record.options,
  showUnitPrice: () => false,
};

export const catalogResolvers: ResolverMap = {
  Location: location,
  InventoryItem: item,
  InventoryLevel: level,
  Product: product,
  ProductVariant: variant,
};
