import type {
  MutationInventoryItemUpdateArgs,
  MutationProductCreateArgs,
  MutationProductDeleteArgs,
  MutationProductUpdateArgs,
  MutationProductVariantsBulkCreateArgs,
  MutationProductVariantsBulkDeleteArgs,
  MutationProductVariantsBulkUpdateArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { addProduct, addVariant, deleteProduct, deleteVariant, touchProduct } from '../model/catalog.ts';
import { toMinor } from '../model/money-math.ts';
import type { Variant } from '../model/records.ts';
import { stockAt } from '../model/stock.ts';
import { changeVariant, checkVariant } from './change-variant.ts';
import type { FieldMap } from './context.ts';
import { changeItem, checkItem } from './change-item.ts';
import type { UserError } from './inventory-checks.ts';

const noProduct: UserError = {
  field: ['productId'],
  message: 'Product does not exist',
  code: 'PRODUCT_DOES_NOT_EXIST',
};

export const productMutations: FieldMap = {
  productCreate(_: unknown, { product: input }: MutationProductCreateArgs, { state }) {
    const title = input?.title ?? '';
    if (title.trim() === '') {
      return { product: null, userErrors: [{ field: ['title'], message: "Title can't be blank" }] };
    }
    const product = addProduct(state, {
      title,
      status: input?.status ?? 'ACTIVE',
      ...(input?.vendor ? { vendor: input.vendor } : {}),
      productType: input?.productType ?? '',
      tags: input?.tags ?? [],
      variants: [{ priceMinor: 0, tracked: false }],
    });
    const [home] = state.locations.values();
    const [variant] = product.variants;
    // A new product is stocked at the shop's own place, and not counted until somebody says so.
    if (home !== undefined && variant !== undefined) stockAt(state, variant.item, home);
    return { product, userErrors: [] };
  },
  productUpdate(_: unknown, { product: input }: MutationProductUpdateArgs, { state }) {
    const product = state.products.get(input?.id ?? '');
    if (product === undefined)
      return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
    if (input?.title) product.title = input.title;
    if (input?.status) product.status = input.status;
    if (input?.tags) product.tags = [...input.tags];
    touchProduct(state, product);
    return { product, userErrors: [] };
  },
  productDelete(_: unknown, { input }: MutationProductDeleteArgs, { state }) {
    const product = state.products.get(input.id);
    if (product === undefined) {
      return { deletedProductId: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
    }
    deleteProduct(state, product);
    return { deletedProductId: input.id, userErrors: [] };
  },
  productVariantsBulkCreate(_: unknown, args: MutationProductVariantsBulkCreateArgs, { state }) {
    const product = state.products.get(args.productId);
    if (product === undefined) return { product: null, productVariants: [], userErrors: [noProduct] };
    const errors = args.variants.flatMap((input, index) => checkVariant(input, index));
    if (errors.length > 0) return { product: null, productVariants: [], userErrors: errors };
    const made = args.variants.map((input) => {
      const values = (input.optionValues ?? []).flatMap((value) => value.name ?? []);
      const inventory = Object.fromEntries(
        (input.inventoryQuantities ?? []).map((entry) => [entry.locationId, entry.availableQuantity]),
      );
      const variant = addVariant(state, product, {
        title: values.length === 0 ? 'Default Title' : values.join(' / '),
        sku: input.inventoryItem?.sku ?? null,
        priceMinor: toMinor(input.price ?? '0', state.settings.currency),
        tracked: input.inventoryItem?.tracked ?? false,
        inventory,
      });
      changeVariant(state, variant, input);
      return variant;
    });
    touchProduct(state, product);
    return { product, productVariants: made, userErrors: [] };
  },
  productVariantsBulkUpdate(_: unknown, args: MutationProductVariantsBulkUpdateArgs, { state }) {
    const product = state.products.get(args.productId);
    if (product === undefined) return { product: null, productVariants: null, userErrors: [noProduct] };
    const errors: UserError[] = [];
    const changes = args.variants.map((input, index) => {
      const variant = product.variants.find((candidate) => candidate.id === input.id);
      const field = ['variants', String(index), 'id'];
      if (!input.id)
        errors.push({
          field,
          message: 'Product variant is missing ID attribute',
          code: 'PRODUCT_VARIANT_ID_MISSING',
        });
      else if (variant === undefined)
        errors.push({
          field,
          message: 'Product variant does not exist',
          code: 'PRODUCT_VARIANT_DOES_NOT_EXIST',
        });
      if (input.inventoryQuantities) {
        errors.push({
          field: ['variants', String(index), 'inventoryQuantities'],
          message:
            'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.',
          code: 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
        });
      }
      errors.push(...checkVariant(input, index));
      return { input, variant };
    });
    if (errors.length > 0) return { product, productVariants: null, userErrors: errors };
    const changed: Variant[] = [];
    for (const { input, variant } of changes) {
      if (variant === undefined) continue;
      changeVariant(state, variant, input);
      changed.push(variant);
    }
    touchProduct(state, product);
    return { product, productVariants: changed, userErrors: [] };
  },
  productVariantsBulkDelete(_: unknown, args: MutationProductVariantsBulkDeleteArgs, { state }) {
    const product = state.products.get(args.productId);
    if (product === undefined) return { product: null, userErrors: [noProduct] };
    const doomed = args.variantsIds.map((id) => product.variants.find((variant) => variant.id === id));
    const errors = doomed.flatMap((variant, index): UserError[] =>
      variant === undefined
        ? [
            {
              field: ['variantsIds', String(index)],
              message: 'At least one variant does not belong to the product',
              code: 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
            },
          ]
        : [],
    );
    if (errors.length > 0) return { product: null, userErrors: errors };
    for (const variant of doomed) if (variant !== undefined) deleteVariant(state, variant);
    touchProduct(state, product);
    return { product, userErrors: [] };
  },
  inventoryItemUpdate(_: unknown, { id, input }: MutationInventoryItemUpdateArgs, { state }) {
    const item = state.items.get(id);
    if (item === undefined) {
      return {
        inventoryItem: null,
        userErrors: [
          { field: ['id'], message: "The product couldn't be updated because it does not exist." },
        ],
      };
    }
    const errors = checkItem(input);
    if (errors.length > 0) return { inventoryItem: null, userErrors: errors };
    changeItem(state, item, input);
    return { inventoryItem: item, userErrors: [] };
  },
};
