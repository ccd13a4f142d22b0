import type { InventoryItemInput } from '#connectors/shopify/generated/admin.types.ts';
import { setSku } from '../model/catalog.ts';
import { toMinor } from '../model/money-math.ts';
import type { Item } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import type { UserError } from './inventory-checks.ts';

const HARMONIZED_CODE = /^\d{6,13}$/;
const unitNames: Readonly<Record<string, string>> = {
  KILOGRAMS: 'kg',
  GRAMS: 'g',
  POUNDS: 'lb',
  OUNCES: 'oz',
};

/** What is wrong with the changes of an inventory item. */
export function checkItem(input: InventoryItemInput): UserError[] {
  const errors: UserError[] = [];
  const add = (path: readonly string[], message: string): void => {
    errors.push({ field: ['input', ...path], message });
  };
  if (input.cost !== null && input.cost !== undefined && Number(input.cost) < 0) {
    add(['cost'], 'Cost must be greater than or equal to 0');
  }
  if (input.harmonizedSystemCode && !HARMONIZED_CODE.test(input.harmonizedSystemCode)) {
    add(['harmonizedSystemCode'], 'Harmonized system code must be a number between six and thirteen digits');
  }
  if (input.countryCodeOfOrigin === 'ZZ') add(['countryCodeOfOrigin'], 'Country code of origin is invalid');
  const weight = input.measurement?.weight;
  if (weight && weight.value < 0) {
    const unit = unitNames[weight.unit] ?? weight.unit;
    add(['measurement', 'weight'], `Measurement weight value ${weight.value} ${unit} must be >= 0 ${unit}`);
  }
  return errors;
}

export function changeItem(state: ShopState, item: Item, input: InventoryItemInput): void {
  if (input.tracked !== null && input.tracked !== undefined) item.tracked = input.tracked;
  if (input.requiresShipping !== null && input.requiresShipping !== undefined)
    item.requiresShipping = input.requiresShipping;
  if (input.cost !== undefined)
    item.costMinor = input.cost === null ? null : toMinor(input.cost, state.settings.currency);
  if (input.countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = input.countryCodeOfOrigin;
  if (input.provinceCodeOfOrigin !== undefined) item.provinceCodeOfOrigin = input.provinceCodeOfOrigin;
  if (input.harmonizedSystemCode !== undefined) item.harmonizedSystemCode = input.harmonizedSystemCode;
  const weight = input.measurement?.weight;
  if (weight) item.weight = { unit: weight.unit, value: weight.value };
  if (input.sku !== undefined && item.variant !== null) setSku(state, item.variant, input.sku);
  item.updatedAt = state.now();
}
