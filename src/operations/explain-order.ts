import { type BusinessBuyer, buyerOf } from '#domain/business-buyer.ts';
import { imbalanceOf } from '#domain/order-balance.ts';
import type { Money } from '#domain/money.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { whyNotBooked } from '#reconcile/plan-order.ts';
import { refundReference } from '#reconcile/refund-document.ts';
import { returnReference } from '#reconcile/return-reference.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { explainFulfillment, type FulfillmentExplanation } from './explain-fulfillment.ts';
import { explainReturns, type ReturnExplanation } from './explain-return.ts';
import { chainOf } from './order-chain.ts';
import type { Step } from './order-step.ts';

const EVENTS_MAX = 50;
const EFFECTS_MAX = 50;

export interface OrderExplanation {
  readonly connection: string;
  readonly id: string;
  readonly name: string;
  /** The reference under which it is booked. */
  readonly reference: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly canceledAt: number | null;
  readonly financialStatus: string;
  readonly total: Money;
  /** The company that bought; nothing of its people. */
  readonly buyer: BusinessBuyer;
  readonly lines: readonly {
    readonly sku: string | null;
    readonly ordered: number;
    readonly toBook: number;
    readonly fulfilled: number;
  }[];
  readonly booking: {
    readonly connection: string;
    readonly id: string;
    readonly number: string | null;
  } | null;
  /** Why it is not booked; null when it is, or when it will be. */
  readonly notBookedBecause: string | null;
  readonly fulfillment: FulfillmentExplanation;
  readonly returns: readonly ReturnExplanation[];
  /** What happened, oldest first, each step with what caused it. */
  readonly chain: readonly Step[];
  readonly work: readonly WorkRow[];
  readonly effects: readonly (Omit<Effect, 'body' | 'result'> & { readonly answer: string | null })[];
  readonly discrepancies: readonly Discrepancy[];
}

/** The causal chain of every order that people call so, over all connections, without personal data. Empty: none is known. */
export async function explainOrder(
  ledger: Ledger,
  text: string,
  settings: SyncSettings,
): Promise<readonly OrderExplanation[]> {
  return ledger.read(async (tx) => {
    const explanations: OrderExplanation[] = [];
    for (const stored of await tx.orders.search(text)) explanations.push(await explain(tx, stored, settings));
    return explanations;
  });
}

async function explain(
  tx: LedgerTransaction,
  stored: StoredOrder,
  settings: SyncSettings,
): Promise<OrderExplanation> {
  const { connection, order } = stored;
  const reference = orderReference(connection, order.id);
  const shipments = await tx.shipments.ofOrder(connection, order.id);
  const shipmentSubjects = shipments.map((one) => `${one.connection}/${one.shipment.id}`);
  const subjects = [reference, order.id, ...shipmentSubjects];
  const work = (await Promise.all(subjects.map((subject) => tx.work.about(subject))))
    .flat()
    .filter((row) => isAbout(row, subjects, connection));
  const effects = (
    await Promise.all(
      [reference, ...shipmentSubjects].map((subject) => tx.effects.ofSubject(subject, EFFECTS_MAX)),
    )
  ).flat();
  const refundSubjects = order.refunds.map(({ id }) => refundReference(reference, id));
  const returnSubjects = (order.returns ?? []).map(({ id }) => returnReference(reference, id));
  const discrepancies = (
    await Promise.all(
      [reference, ...shipmentSubjects, ...refundSubjects, ...returnSubjects].map((subject) =>
        tx.discrepancies.about(subject),
      ),
    )
  ).flat();
  const events = await tx.events.mentioning(connection, order.id, EVENTS_MAX);
  const fulfillment = await explainFulfillment(tx, stored, work);
  const booking = await findBooking(tx, reference, settings.channels[connection]?.bookedBy ?? null);
  return {
    connection,
    id: order.id,
    name: order.name,
    reference,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    canceledAt: order.canceledAt,
    financialStatus: order.financialStatus,
    total: order.totals.total.shop,
    buyer: buyerOf(order),
    lines: order.lines.map((line) => ({
      sku: line.sku,
      ordered: line.orderedQuantity,
      toBook: line.quantity,
      fulfilled: line.fulfilledQuantity,
    })),
    booking,
    notBookedBecause: booking === null ? await whyNot(tx, stored, { settings, work, reference }) : null,
    fulfillment,
    returns: explainReturns(order),
    chain: chainOf({ stored, events, effects, shipments, discrepancies, work, fulfillment }),
    work,
    effects: effects.map(({ body: _body, result, ...effect }) => ({ ...effect, answer: answerOf(result) })),
    discrepancies,
  };
}

/** Another store may have an order of the same id: its work is not about this one. */
function isAbout(row: WorkRow, subjects: readonly string[], connection: string): boolean {
  return row.subject !== subjects[1] || row.connection === connection;
}

async function findBooking(
  tx: LedgerTransaction,
  reference: string,
  bookedBy: string | null,
): Promise<OrderExplanation['booking']> {
  if (bookedBy === null) return null;
  const link = (await tx.links.theirs('order', bookedBy, [reference])).get(reference);
  return link === undefined ? null : { connection: bookedBy, id: link.theirs, number: link.label };
}

async function whyNot(
  tx: LedgerTransaction,
  { connection, order }: StoredOrder,
  {
    settings,
    work,
    reference,
  }: { readonly settings: SyncSettings; readonly work: readonly WorkRow[]; readonly reference: string },
): Promise<string | null> {
  const channel = settings.channels[connection];
  if (channel === undefined || channel.bookedBy === null)
    return `no connection books the orders of ${connection} (channels.${connection}.bookedBy)`;
  const state = (await tx.connections.all()).find((one) => one.connection === connection);
  // The channel's clock stamps its orders, so the first start is reckoned by it (jobs/steps/first-start.ts).
  const clockOffMs = Number((await tx.cursors.get(connection, 'clock')).cursor ?? 0);
  const policy = whyNotBooked(order, channel, (state?.firstStartedAt ?? 0) + clockOffMs);
  if (policy !== null) return policy;
  const imbalance = imbalanceOf(order);
  if (imbalance !== null) return `its amounts do not balance: ${imbalance}`;
  const row = work.find((one) => one.subject === reference && one.connection === channel.bookedBy);
  if (row === undefined) return 'nothing asks for its booking; pull the connection';
  if (row.state === 'parked') return `parked: ${row.reason ?? 'no reason was kept'}`;
  return row.wanted > row.done ? `its booking is due${row.reason === null ? '' : `: ${row.reason}`}` : null;
}

/** Ids and numbers of the target's answer; anything long or nested is left out, as it may name a person. */
function answerOf(result: string | null): string | null {
  if (result === null) return null;
  const value: unknown = JSON.parse(result);
  if (typeof value !== 'object' || value === null) return null;
  const shown = Object.entries(value).filter(
    ([key, part]) => ['id', 'number', 'state'].includes(key) && typeof part === 'string',
  );
  return shown.length === 0 ? null : shown.map(([key, part]) => `${key} ${String(part)}`).join(', ');
}
