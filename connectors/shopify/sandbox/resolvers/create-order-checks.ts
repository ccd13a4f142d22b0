import type { OrderCreateOrderInput } from '#connectors/shopify/generated/admin.types.ts';

interface OrderCreateError {
  readonly field: readonly (string | number)[];
  readonly message: string;
  readonly code: string | null;
}

/** What is wrong with an order to be imported, in Shopify's words. */
export function checkOrderInput(input: OrderCreateOrderInput, now: number): OrderCreateError[] {
  const errors: OrderCreateError[] = [];
  const add = (field: readonly (string | number)[], message: string, code: string | null): void => {
    errors.push({ field, message, code });
  };
  if (input.customer && input.customerId) add(['order'], '', 'REDUNDANT_CUSTOMER_FIELDS');
  if (input.processedAt && Date.parse(input.processedAt) > now)
    add(['order', 'processedAt'], '', 'PROCESSED_AT_INVALID');
  if ((input.lineItems ?? []).length === 0) {
    add(['order', 'lineItems'], 'Line items must have at least one line item', 'INVALID');
  }
  for (const [index, line] of (input.lineItems ?? []).entries()) {
    for (const [at, tax] of (line.taxLines ?? []).entries()) {
      if (tax.rate === '') {
        add(['order', 'lineItems', index, 'taxLines', at, 'rate'], '', 'TAX_LINE_RATE_MISSING');
      }
    }
    if (!line.variantId && !line.title) {
      add(['order', 'lineItems'], "Line items Title can't be blank", null);
      add(['order', 'lineItems'], "Line items Name can't be blank", null);
      add(['order'], 'Order Line items is invalid', null);
    }
  }
  for (const [index, line] of (input.shippingLines ?? []).entries()) {
    for (const [at, tax] of (line.taxLines ?? []).entries()) {
      if (tax.rate === '') {
        add(['order', 'shippingLines', index, 'taxLines', at, 'rate'], '', 'TAX_LINE_RATE_MISSING');
      }
    }
  }
  return errors;
}
