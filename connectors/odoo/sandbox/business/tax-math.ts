import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';

export interface Tax {
  readonly id: number;
  /** Percent, or an amount per unit. */
  readonly amount: number;
  readonly kind: 'percent' | 'fixed';
  readonly isIncluded: boolean;
}

export type RoundingMethod = 'round_per_line' | 'round_globally';

export interface LineToTax {
  readonly unitPrice: number;
  readonly discountPercent: number;
  readonly quantity: number;
  readonly taxes: readonly Tax[];
}

export interface LineAmounts {
  readonly subtotal: number;
  readonly total: number;
  /** Before rounding, for totals that round once. */
  readonly rawBase: number;
  readonly rawTaxes: ReadonlyMap<number, number>;
}

/** What a line comes to: its price without tax, and with it, each rounded to the currency. */
export function lineAmounts(line: LineToTax, digits: number, method: RoundingMethod): LineAmounts {
  const round = (value: number): number => roundHalfUp(value, digits);
  const gross = line.unitPrice * (1 - line.discountPercent / 100) * line.quantity;
  const start = method === 'round_per_line' ? round(gross) : gross;
  const included = line.taxes.filter((tax) => tax.isIncluded);
  const share = included.reduce((sum, tax) => sum + (tax.kind === 'percent' ? tax.amount / 100 : 0), 0);
  const perUnit = included.reduce(
    (sum, tax) => sum + (tax.kind === 'fixed' ? tax.amount * line.quantity : 0),
    0,
  );
  const base = (start - perUnit) / (1 + share);

  const rawTaxes = new Map<number, number>();
  for (const tax of line.taxes) {
    rawTaxes.set(tax.id, tax.kind === 'fixed' ? tax.amount * line.quantity : (base * tax.amount) / 100);
  }
  const subtotal = round(base);
  let taxed = 0;
  for (const raw of rawTaxes.values()) taxed += round(raw);
  const onlyIncluded = included.length > 0 && included.length === line.taxes.length;
  return {
    subtotal,
    // A price that contains all its taxes stays what it was, whatever the parts round to.
    total: onlyIncluded ? round(start) : round(subtotal + taxed),
    rawBase: base,
    rawTaxes,
  };
}

export interface OrderAmounts {
  readonly untaxed: number;
  readonly tax: number;
  readonly total: number;
}

/** An order's totals: the sum of rounded lines, or the rounded sum of unrounded ones. */
export function orderAmounts(
  lines: readonly LineAmounts[],
  digits: number,
  method: RoundingMethod,
): OrderAmounts {
  const round = (value: number): number => roundHalfUp(value, digits);
  if (method === 'round_per_line') {
    const untaxed = round(lines.reduce((sum, line) => sum + line.subtotal, 0));
    const total = round(lines.reduce((sum, line) => sum + line.total, 0));
    return { untaxed, tax: round(total - untaxed), total };
  }
  const byTax = new Map<number, number>();
  for (const line of lines) {
    for (const [id, raw] of line.rawTaxes) byTax.set(id, (byTax.get(id) ?? 0) + raw);
  }
  let tax = 0;
  for (const raw of byTax.values()) tax += round(raw);
  const untaxed = round(lines.reduce((sum, line) => sum + line.rawBase, 0));
  return { untaxed, tax: round(tax), total: round(untaxed + tax) };
}
