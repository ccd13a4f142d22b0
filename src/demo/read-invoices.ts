import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { Basket, BasketLine } from './basket.ts';

const rowShape = z.object({
  InvoiceNo: z.string().min(1),
  StockCode: z.string().min(1),
  Quantity: z.coerce.number().int(),
  UnitPrice: z.coerce.number(),
  CustomerID: z.string(),
  Country: z.string(),
});

/** Countries of the file by the code that addresses need; others stay without one. */
const countryCodes: Readonly<Record<string, string>> = {
  'United Kingdom': 'GB', France: 'FR', Germany: 'DE', EIRE: 'IE', Australia: 'AU', Netherlands: 'NL', Norway: 'NO',
  Switzerland: 'CH', Spain: 'ES', Poland: 'PL', Portugal: 'PT', Italy: 'IT', Belgium: 'BE', Lithuania: 'LT',
  Japan: 'JP', Iceland: 'IS', 'Channel Islands': 'GB', Denmark: 'DK', Cyprus: 'CY', Sweden: 'SE', Austria: 'AT',
  Israel: 'IL', Finland: 'FI', Greece: 'GR', 'Hong Kong': 'HK', Singapore: 'SG', Lebanon: 'LB', USA: 'US', Canada: 'CA',
}; // prettier-ignore

/**
 * Invoices, in the file's order. Lines of one invoice stand together; an invoice whose number begins with C takes goods
 * back. Lines that sell nothing (a quantity of zero, a sale of a negative quantity) are adjustments of somebody's books
 * and are left out.
 *
 * @throws with the record when a row does not have the columns.
 */
export async function* readInvoices(file: string): AsyncGenerator<Basket> {
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  let open: { row: z.output<typeof rowShape>; lines: BasketLine[] } | undefined;
  let record = 0;
  for await (const raw of rows) {
    record += 1;
    const parsed = rowShape.safeParse(raw);
    if (!parsed.success)
      throw new Error(
        `${file}, record ${record}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
      );
    const row = parsed.data;
    if (open !== undefined && open.row.InvoiceNo !== row.InvoiceNo) {
      if (open.lines.length > 0) yield toBasket(open.row, open.lines);
      open = undefined;
    }
    open ??= { row, lines: [] };
    const isReturn = row.InvoiceNo.startsWith('C');
    const quantity = isReturn ? -row.Quantity : row.Quantity;
    if (quantity > 0)
      open.lines.push({
        sku: row.StockCode,
        quantity,
        priceMinor: Math.max(0, Math.round(row.UnitPrice * 100)),
      });
  }
  if (open !== undefined && open.lines.length > 0) yield toBasket(open.row, open.lines);
}

function toBasket(row: z.output<typeof rowShape>, lines: readonly BasketLine[]): Basket {
  const customer = row.CustomerID.replace(/\.0$/, '');
  const country = countryCodes[row.Country];
  return {
    lines: mergeLines(lines),
    invoice: row.InvoiceNo,
    isReturn: row.InvoiceNo.startsWith('C'),
    // The file writes 0 where it does not know the customer: a guest.
    ...(customer === '' || customer === '0' ? {} : { customer }),
    ...(country === undefined ? {} : { country }),
  };
}

/** Lines of one code and price are one line. */
function mergeLines(lines: readonly BasketLine[]): readonly BasketLine[] {
  const merged = new Map<string, BasketLine>();
  for (const line of lines) {
    const key = `${line.sku}\u0000${line.priceMinor ?? ''}`;
    merged.set(key, { ...line, quantity: line.quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()];
}
