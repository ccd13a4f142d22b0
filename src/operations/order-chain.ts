import { type Money, toDecimal } from '#domain/money.ts';
import type { Order, Refund } from '#domain/order.ts';
import { creditOf } from '#domain/refund-balance.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { StoredEvent } from '#sdk/ledger/events.ts';
import type { StoredOrder, StoredShipment } from '#sdk/ledger/orders.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import { type FulfillmentExplanation, stepsOfFulfillment } from './explain-fulfillment.ts';
import { stepsOfReturn } from './explain-return.ts';
import type { Step } from './order-step.ts';

interface Facts {
  readonly stored: StoredOrder;
  readonly events: readonly StoredEvent[];
  readonly effects: readonly Effect[];
  readonly shipments: readonly StoredShipment[];
  readonly discrepancies: readonly Discrepancy[];
  readonly work: readonly WorkRow[];
  readonly fulfillment: FulfillmentExplanation;
}

/** hints -> observations -> work -> effects with their answers, oldest first. */
export function chainOf(facts: Facts): readonly Step[] {
  const steps = [
    ...stepsOfOrder(facts.stored),
    ...facts.events.map(stepOfEvent),
    ...facts.effects.flatMap(stepsOfEffect),
    ...facts.shipments.map(stepOfShipment),
    ...stepsOfFulfillment(facts.fulfillment),
    ...facts.discrepancies.flatMap(stepsOfDiscrepancy),
    ...facts.work.filter((row) => row.state === 'parked' || row.wanted > row.done).map(stepOfWork),
  ];
  return steps.toSorted((left, right) => left.at - right.at);
}

function stepsOfOrder({ connection, order, recordedAt, firstRecordedAt }: StoredOrder): readonly Step[] {
  const step = (at: number, what: string): Step => ({ at, connection, what, cause: null });
  return [
    step(order.createdAt, `${order.name} was placed`),
    step(firstRecordedAt, 'read for the first time'),
    ...(recordedAt > firstRecordedAt
      ? [step(recordedAt, `newest version recorded (changed ${new Date(order.updatedAt).toISOString()})`)]
      : []),
    ...(order.canceledAt === null ? [] : [step(order.canceledAt, 'canceled in the store')]),
    ...order.refunds.map((refund) => step(refund.createdAt, inWords(order, refund))),
    ...(order.returns ?? []).flatMap((one) =>
      stepsOfReturn(order, one).map(({ at, what }) => step(at, what)),
    ),
  ];
}

/** What went back, and what of it the booking system has to credit. */
function inWords(order: Order, refund: Refund): string {
  const say = (amount: Money): string => `${toDecimal(amount)} ${amount.currency}`;
  const { total } = creditOf(order, refund);
  const units = refund.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const restocked = refund.lines.reduce((sum, line) => sum + (line.restocked ? line.quantity : 0), 0);
  const goods = units === 0 ? 'without units' : `for ${units} units, ${restocked} of them restocked`;
  const credit =
    order.canceledAt === null ? `${say(total)} of it to be credited` : 'taken back with its booking';
  const kind = refund.inKind === undefined ? '' : ` and goods worth ${say(refund.inKind.shop)}`;
  return `refund ${refund.id}: ${say(refund.total.shop)}${kind} ${goods}; ${credit}`;
}

function stepOfEvent(event: StoredEvent): Step {
  const state = event.reason === null ? event.state : `${event.state}: ${event.reason}`;
  return {
    at: event.receivedAt,
    connection: event.connection,
    what: `webhook ${event.topic} (${state})`,
    cause: `event ${event.id}`,
  };
}

function stepsOfEffect(effect: Effect): readonly Step[] {
  const { connection, operation, cause, createdAt, firstSentAt, settledAt, state, sends, error } = effect;
  const step = (at: number, what: string): Step => ({ at, connection, what, cause });
  const words = error === null ? '' : `: ${error}`;
  return [
    step(createdAt, `${operation} intended`),
    ...(firstSentAt === null
      ? []
      : [step(firstSentAt, `${operation} sent${sends > 1 ? ` (${sends} times)` : ''}`)]),
    ...(settledAt === null ? [] : [step(settledAt, `${operation} ${state}${words}`)]),
    ...(state === 'unknown'
      ? [step(effect.sentAt ?? createdAt, `${operation}: its outcome is not known${words}`)]
      : []),
  ];
}

function stepOfShipment({ connection, shipment }: StoredShipment): Step {
  const units = shipment.lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    at: shipment.shippedAt,
    connection,
    what: `shipment ${shipment.id}: ${units} units left`,
    cause: null,
  };
}

function stepsOfDiscrepancy({
  type,
  connection,
  detail,
  openedAt,
  closedAt,
  state,
}: Discrepancy): readonly Step[] {
  return [
    { at: openedAt, connection, what: `discrepancy ${type}: ${detail}`, cause: null },
    ...(closedAt === null
      ? []
      : [{ at: closedAt, connection, what: `discrepancy ${type} ${state}`, cause: null }]),
  ];
}

function stepOfWork(row: WorkRow): Step {
  const state = row.state === 'parked' ? 'parked' : `due (attempt ${row.attempts})`;
  return {
    at: row.changedAt,
    connection: row.connection,
    what: `${row.job} ${state}${row.reason === null ? '' : `: ${row.reason}`}`,
    cause: row.cause,
  };
}
