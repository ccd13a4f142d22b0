import type { ProductVariantsBulkInput } from '#connectors/shopify/generated/admin.types.ts';
import { toMinor } from '../model/money-math.ts';
import type { Variant } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import { changeItem } from './change-item.ts';
import type { UserError } from './inventory-checks.ts';

const PRICE_LIMIT = '1000000000000000000';

/** What is wrong with the amounts of one variant of a list. */
export function checkVariant(input: ProductVariantsBulkInput, index: number): UserError[] {
  const errors: UserError[] = [];
  const at = (...path: string[]): string[] => ['variants', String(index), ...path];
  const isNegative = (amount: string | null | undefined): boolean => Number(amount ?? 0) < 0;
  const isHuge = (amount: string | null | undefined): boolean => Number(amount ?? 0) >= Number(PRICE_LIMIT);
  if (isNegative(input.price)) {
    errors.push({
      field: at('price'),
      message: 'Price must be greater than or equal to 0',
      code: 'GREATER_THAN_OR_EQUAL_TO',
    });
  }
  if (isHuge(input.compareAtPrice)) {
    errors.push({
      field: at('compareAtPrice'),
      message: `must be less than ${PRICE_LIMIT}`,
      code: 'INVALID_INPUT',
    });
  }
  const cost = input.inventoryItem?.cost;
  const field = at('inventoryItem', 'cost');
  if (isNegative(cost)) {
    errors.push({
      field,
      message: 'Cost per item must be greater than or equal to 0',
      code: 'GREATER_THAN_OR_EQUAL_TO',
    });
  }
  if (isHuge(cost))
    errors.push({ field, message: `Cost per item must be less than ${PRICE_LIMIT}`, code: 'INVALID_INPUT' });
  return errors;
}

export function changeVariant(state: ShopState, variant: Variant, input: ProductVariantsBulkInput): void {
  const { currency } = state.settings;
  if (input.price) variant.priceMinor = toMinor(input.price, currency);
  if (input.compareAtPrice !== undefined) {
    variant.compareAtMinor = input.compareAtPrice === null ? null : toMinor(input.compareAtPrice, currency);
  }
  if (input.barcode !== undefined) variant.barcode = input.barcode;
  if (input.inventoryPolicy) variant.inventoryPolicy = input.inventoryPolicy;
  if (input.taxable !== null && input.taxable !== undefined) variant.taxable = input.taxable;
  if (input.inventoryItem) changeItem(state, variant.item, input.inventoryItem);
  variant.updatedAt = state.now();
}
