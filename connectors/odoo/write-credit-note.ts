import { z } from 'zod';
import { roundedFromDecimal, subtractMoney, toDecimal, type Money } from '#domain/money.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { RefundToBook } from '#sdk/refunds.ts';
import { allowedDifference } from './balance.ts';
import type { Client } from './client.ts';
import { refundName } from './external-ids.ts';
import { planBalance, planLinesOf, type LineResolver, type PlannedLine } from './line-plan.ts';
import { load } from './load.ts';
import { type CreditNote, findCreditNote } from './read-credit-notes.ts';
import { link, requiredLink, requireRows } from './records.ts';

const originRow = z.object({
  id: z.int(),
  name: z.string(),
  state: z.string(),
  partner_invoice_id: link,
  partner_id: requiredLink,
  currency_id: requiredLink,
});

/** Writes a draft with our external id; twice is once. Returns its id, if Odoo told. */
export async function loadCreditNote(
  client: Client,
  refund: RefundToBook,
  resolver: LineResolver,
): Promise<{ readonly planned: readonly PlannedLine[] }> {
  const planned = await planLinesOf(refund, { refund: refund.adjustment }, resolver);
  const origin = await readOrigin(client, refund);
  const header = {
    ...idCell(client, refund),
    move_type: 'out_refund',
    'partner_id/.id': String((origin.partner_invoice_id ?? origin.partner_id).id),
    'currency_id/.id': String(origin.currency_id.id),
    ref: refund.reference,
    invoice_origin: origin.name,
    invoice_date: new Date(refund.createdAt).toISOString().slice(0, 10),
  };
  await loadLines(client, header, planned);
  return { planned };
}

/**
 * Compares what Odoo computed with the store's amounts, as for orders: what its rounding of taxes adds or takes is taken up
 * by one tax-free line, anything more is a wrong mapping. @throws {RejectedError} `total-differs`
 */
export async function balanceCreditNote(
  client: Client,
  resolver: LineResolver,
  { refund, planned }: { readonly refund: RefundToBook; readonly planned: readonly PlannedLine[] },
): Promise<CreditNote> {
  const note = await mustFind(client, refund);
  const missing = subtractMoney(refund.total, note.total);
  const before = await balanceBefore(client, refund, note);
  const wanted = { ...missing, minor: missing.minor + before.minor };
  const allowed = allowedDifference(planned);
  if (Math.abs(note.tax.minor - refund.tax.minor) > allowed || Math.abs(wanted.minor) > allowed)
    throw differs(note, refund);
  if (missing.minor === 0) return note;
  await loadLines(client, idCell(client, refund), [await planBalance(refund, wanted, resolver)]);
  const balanced = await mustFind(client, refund);
  if (balanced.total.minor !== refund.total.minor) throw differs(balanced, refund);
  return balanced;
}

/** The booking says who is credited and in which currency. @throws RejectedError when there is nothing to credit. */
async function readOrigin(client: Client, refund: RefundToBook): Promise<z.output<typeof originRow>> {
  const { result } = await client.call({
    model: 'sale.order',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['id', '=', Number(refund.bookedId)]] },
    options: { fields: Object.keys(originRow.shape), limit: 1 },
  });
  const [origin] = requireRows(originRow, result, 'sale.order');
  if (origin === undefined)
    throw new RejectedError('Odoo does not have the order that is credited, or hides it from the user', {
      code: 'missing-order',
    });
  if (origin.state === 'cancel')
    throw new RejectedError(`${origin.name} is canceled in Odoo: there is nothing to credit`, {
      code: 'canceled-order',
    });
  if (origin.currency_id.name !== refund.currency)
    throw new RejectedError(
      `${origin.name} is booked in ${origin.currency_id.name}, the refund is in ${refund.currency}`,
      { code: 'currency-differs' },
    );
  return origin;
}

async function loadLines(
  client: Client,
  header: Readonly<Record<string, string>>,
  lines: readonly PlannedLine[],
): Promise<void> {
  const columns = Object.keys(header);
  const blank = columns.map(() => '');
  const rows = lines.map((line) => lineCells(client, line));
  const data = rows.map((cells, index) => [
    ...(index === 0 ? Object.values(header) : blank),
    ...Object.values(cells),
  ]);
  await load(client, 'account.move', [...columns, ...Object.keys(rows[0] ?? {})], data);
}

/** The tax cell is always there: without the column Odoo takes the product's default taxes. */
function lineCells(client: Client, line: PlannedLine): Record<string, string> {
  return {
    'invoice_line_ids/id': `${client.settings.module}.${lineIdOf(line)}`,
    'invoice_line_ids/product_id/.id': String(line.productId),
    'invoice_line_ids/name': line.label,
    'invoice_line_ids/quantity': String(line.quantity),
    'invoice_line_ids/price_unit': line.price,
    'invoice_line_ids/discount': line.discount,
    'invoice_line_ids/tax_ids/.id': line.taxIds.join(','),
  };
}

function idCell({ settings }: Client, { reference }: RefundToBook): { readonly id: string } {
  return { id: `${settings.module}.${refundName(reference)}` };
}

function lineIdOf({ name }: PlannedLine): string {
  return name.replace(/^order_/u, 'refund_');
}

/** What the balance line of an earlier try adds; 0 without one. */
async function balanceBefore(client: Client, refund: RefundToBook, note: CreditNote): Promise<Money> {
  const { result } = await client.call({
    model: 'account.move.line',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['move_id', '=', note.odooId]] },
    options: { fields: ['id', 'price_unit', 'discount'] },
  });
  const rows = requireRows(
    z.object({ id: z.int(), price_unit: z.number(), discount: z.number() }),
    result,
    'account.move.line',
  );
  const names = await client.ourNames(
    'account.move.line',
    rows.map(({ id }) => id),
  );
  const own = `${refundName(refund.reference)}__x_balance`;
  const row = rows.find(({ id }) => names.get(id) === own);
  const amount = row === undefined ? 0 : row.price_unit * (1 - row.discount / 100);
  return roundedFromDecimal(amount.toFixed(6), refund.currency);
}

async function mustFind(client: Client, refund: RefundToBook): Promise<CreditNote> {
  const note = await findCreditNote(client, [['ref', '=', refund.reference]]);
  if (note !== null) return note;
  throw new RejectedError('Odoo does not show the credit note that it has just written', {
    code: 'refund-hidden',
  });
}

function differs(note: CreditNote, refund: RefundToBook): RejectedError {
  const say = (amount: Money): string => `${toDecimal(amount)} ${amount.currency}`;
  return new RejectedError(
    `Odoo's ${note.number} comes to ${say(note.total)} with ${say(note.tax)} tax, the store's refund to ${say(refund.total)} with ${say(refund.tax)}; check the mapped taxes`,
    { code: 'total-differs' },
  );
}
