import { entryLines, postEntry } from '#connectors/odoo/sandbox/business/journal-entry-models.ts';
import { follow, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Row, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { createRecord, patch } from '#connectors/odoo/sandbox/orm/write.ts';

/** A credit note as the ERP's own books have it. Amounts are in minor units of `currency`. */
export interface CreditNote {
  readonly id: number;
  readonly name: string;
  readonly ref: string;
  readonly origin: string;
  readonly state: string;
  readonly currency: string;
  readonly partnerId: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    readonly totalMinor: number;
  }[];
}

export function readCreditNotes(env: Env): CreditNote[] {
  const rows = [...env.db.table('account.move').rows.values()];
  return rows.filter((row) => row['move_type'] === 'out_refund').map((row) => toNote(env, row));
}

function toNote(env: Env, row: Row): CreditNote {
  const currency = follow(env, 'res.currency', row['currency_id']);
  const minor = (value: number): number => Math.round(value / (numberOf(currency?.['rounding']) || 0.01));
  return {
    id: row.id,
    name: textOf(row['name']),
    ref: textOf(row['ref']),
    origin: textOf(row['invoice_origin']),
    state: textOf(row['state']),
    currency: textOf(currency?.['name']),
    partnerId: numberOf(row['partner_id']),
    taxMinor: minor(numberOf(row['amount_tax'])),
    totalMinor: minor(numberOf(row['amount_total'])),
    lines: entryLines(env, row.id).map((line) => ({
      sku: textOf(follow(env, 'product.product', line['product_id'])?.['default_code']),
      name: textOf(line['name']),
      quantity: numberOf(line['quantity']),
      totalMinor: minor(numberOf(line['price_total'])),
    })),
  };
}

/** What an accountant does with a credit note that is wrong. */
export function cancelCreditNotes(env: Env, ref: string): void {
  for (const row of rowsWhere(env, 'account.move', 'ref', ref))
    patch(env, 'account.move', row.id, { state: 'cancel' });
}

export function copyCreditNote(env: Env, ref: string): void {
  for (const row of rowsWhere(env, 'account.move', 'ref', ref)) {
    const { move_type: type = false, partner_id: partner = false, currency_id: currency = false } = row;
    const lines = entryLines(env, row.id).map((line) => {
      const { product_id: product = false, quantity = 0, price_unit: price = 0, tax_ids: taxes = [] } = line;
      return [0, 0, { product_id: product, quantity, price_unit: price, tax_ids: taxes }];
    });
    createRecord(env, 'account.move', {
      move_type: type,
      partner_id: partner,
      currency_id: currency,
      ref,
      invoice_line_ids: lines,
    });
  }
}

export function postEmptyCreditNote(env: Env): void {
  postEntry(env, createRecord(env, 'account.move', { move_type: 'out_refund' }));
}
