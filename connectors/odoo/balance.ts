import { money, roundedFromDecimal, subtractMoney, toDecimal, type Money } from '#domain/money.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { orderName } from './external-ids.ts';
import { planBalance, type LineResolver, type PlannedLine } from './line-plan.ts';
import { searchOrders, totalsOf, type OrderRow } from './read-orders.ts';
import { errorFromRefusal } from './records.ts';
import { loadOrder } from './write-lines.ts';

interface ToBalance {
  readonly id: number;
  readonly order: OrderToBook;
  readonly planned: readonly PlannedLine[];
  /** What an earlier balance line of this order already adds. */
  readonly before: Money;
}

/**
 * Reads what Odoo computed and compares it with the store. Odoo rounds taxes its own way (per line or over the whole
 * order), so a difference of a minor unit per line and tax is expected; one tax-free line takes it up, so that the
 * total is exact. Anything more is a wrong mapping and is refused, and so is a tax that is off by more.
 *
 * @throws {RejectedError} `total-differs` with both totals, `currency-differs`
 */
export async function balanceTotals(
  client: Client,
  resolver: LineResolver,
  toBalance: ToBalance,
): Promise<OrderRow> {
  const { id, order, planned, before } = toBalance;
  const allowed = allowedDifference(planned);
  const row = await readTotals(client, id);
  const { total, tax, currency } = totalsOf(row);
  if (currency !== order.currency) {
    throw new RejectedError(
      `Odoo booked ${row.name} in ${currency}, the store sold in ${order.currency}; name a pricelist in ${order.currency} in the setting pricelists`,
      { code: 'currency-differs' },
    );
  }
  const missing = subtractMoney(order.total, total);
  const wanted = money(before.minor + missing.minor, currency);
  if (Math.abs(tax.minor - order.tax.minor) > allowed || Math.abs(wanted.minor) > allowed)
    throw differs(row, order);
  if (missing.minor === 0) return row;
  const line = await planBalance(order, wanted, resolver);
  await loadOrder(client, { id: `${client.settings.module}.${orderName(order.reference)}` }, [line]);
  const balanced = await readTotals(client, id);
  if (totalsOf(balanced).total.minor !== order.total.minor) throw differs(balanced, order);
  return balanced;
}

/** One minor unit for each line and for each tax on it; a single one at least. */
export function allowedDifference(planned: readonly PlannedLine[]): number {
  return Math.max(
    1,
    planned.reduce((sum, { taxIds }) => sum + 1 + taxIds.length, 0),
  );
}

async function readTotals(client: Client, id: number): Promise<OrderRow> {
  const { rows, refused } = await searchOrders(client, [['id', '=', id]], 1);
  const [row] = rows;
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  if (row === undefined) {
    throw new RejectedError(
      'Odoo does not show the order that it has just written; the user needs "Sales: all documents"',
      { code: 'order-hidden' },
    );
  }
  return row;
}

function differs(row: OrderRow, order: OrderToBook): RejectedError {
  const { total, tax } = totalsOf(row);
  const say = (amount: Money): string => `${toDecimal(amount)} ${amount.currency}`;
  return new RejectedError(
    `Odoo's ${row.name} comes to ${say(total)} with ${say(tax)} tax, the store's order to ${say(order.total)} with ${say(order.tax)}; check the mapped taxes`,
    { code: 'total-differs' },
  );
}

/** The amount of an order's balance line, from the price and the discount that Odoo shows; 0 without such a line. */
export function balanceOf(
  line: { readonly price: number; readonly discount: number } | undefined,
  currency: string,
): Money {
  if (line === undefined) return money(0, currency);
  return roundedFromDecimal((line.price * (1 - line.discount / 100)).toFixed(6), currency);
}
