import { toRestAmount } from '../model/money-math.ts';
import type { Product } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import { totalAvailable } from '../model/stock.ts';
import { numericId } from './raw-number.ts';
import { restTime } from './rest-values.ts';

/** The REST form of a product. */
export function productPayload(state: ShopState, product: Product): Record<string, unknown> {
  return {
    admin_graphql_api_id: product.id,
    body_html: '',
    created_at: restTime(state, product.createdAt),
    handle: product.handle,
    id: numericId(product.id),
    product_type: product.productType,
    published_at: restTime(state, product.createdAt),
    template_suffix: null,
    title: product.title,
    updated_at: restTime(state, product.updatedAt),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: 'global',
    tags: product.tags.join(', '),
    variants: product.variants.map((variant, index) => ({
      admin_graphql_api_id: variant.id,
      barcode: variant.barcode,
      compare_at_price: null,
      created_at: restTime(state, variant.createdAt),
      id: numericId(variant.id),
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
      position: index + 1,
      price: toRestAmount(variant.priceMinor, state.settings.currency),
      product_id: numericId(product.id),
      sku: variant.sku,
      taxable: variant.taxable,
      title: variant.title,
      updated_at: restTime(state, variant.updatedAt),
      option1: variant.title,
      option2: null,
      option3: null,
      image_id: null,
      inventory_item_id: numericId(variant.item.id),
      inventory_quantity: totalAvailable(variant.item),
      old_inventory_quantity: totalAvailable(variant.item),
    })),
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: variant.id,
      updated_at: restTime(state, variant.updatedAt),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}
