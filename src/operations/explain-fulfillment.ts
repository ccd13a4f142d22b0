import type { OrderHold, StoredRequest, StoredReturn, StoredRouting } from '#sdk/ledger/fulfillment.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import { wokenJobs } from './job-names.ts';
import type { Step } from './order-step.ts';

/** Who was asked to ship an order, and what became of it. */
export interface FulfillmentExplanation {
  /** What an operator said; null: nobody holds it by hand. */
  readonly hold: OrderHold | null;
  /** Why no warehouse was asked yet, and what ends that; null: nothing waits. */
  readonly waitsBecause: string | null;
  /** As it was decided by rules; null: as the channel assigned it. */
  readonly routing: StoredRouting | null;
  readonly requests: readonly StoredRequest[];
  readonly returns: readonly StoredReturn[];
}

export async function explainFulfillment(
  tx: LedgerTransaction,
  { connection, order }: StoredOrder,
  work: readonly WorkRow[],
): Promise<FulfillmentExplanation> {
  const asks: readonly string[] = [wokenJobs.requestFulfillment, wokenJobs.exportOrder];
  const waiting = work.find(
    (row) =>
      asks.includes(row.job) && row.wanted > row.done && ['release', 'stock'].includes(row.waitsFor ?? ''),
  );
  return {
    hold: await tx.holds.get(connection, order.id),
    waitsBecause: waiting?.reason ?? null,
    routing: await tx.routings.get(connection, order.id),
    requests: await tx.requests.ofOrder(connection, order.id),
    returns: await tx.returns.ofOrder(connection, order.id),
  };
}

/** The same as steps of the order's chain. */
export function stepsOfFulfillment({
  hold,
  routing,
  requests,
  returns,
}: FulfillmentExplanation): readonly Step[] {
  return [
    ...(hold === null ? [] : [step(hold.placedAt, '', `held by ${hold.placedBy}: ${hold.reason}`)]),
    ...(routing?.routed ?? []).map(({ quantity, sku, location, connection, rule }) =>
      step(
        routing?.decidedAt ?? 0,
        connection,
        `${quantity} of ${sku ?? 'no SKU'} ship from ${location}${rule === null ? '' : ` by rule ${rule}`}`,
      ),
    ),
    ...requests.map((request) => step(request.changedAt, request.connection, wordsOf(request))),
    ...returns.map(({ connection, receipt, recordedAt }) => {
      const sum = (of: 'quantity' | 'restocked'): number =>
        receipt.lines.reduce((total, line) => total + line[of], 0);
      const { reference } = receipt;
      const name = reference === null ? receipt.id : `${receipt.id} (${reference})`;
      const words = `return ${name} ${receipt.status}: ${sum('restocked')} of ${sum('quantity')} units restocked`;
      return step(receipt.receivedAt ?? recordedAt, connection, words);
    }),
  ];
}

function step(at: number, connection: string, what: string): Step {
  return { at, connection, what, cause: null };
}

function wordsOf({ reference, label, state, reason, lines }: StoredRequest): string {
  const sum = (of: 'quantity' | 'shipped'): number => lines.reduce((total, line) => total + line[of], 0);
  const words = reason === null ? state : `${state} (${reason})`;
  const name = label === null || label === reference ? reference : `${reference} (${label})`;
  return `request ${name} ${words}: ${sum('shipped')} of ${sum('quantity')} units left${wordsOfParts(lines)}`;
}

/** What has left of bundles that are not whole yet. */
function wordsOfParts(lines: StoredRequest['lines']): string {
  const parts = lines.flatMap((line) => line.parts ?? []);
  const units = parts.reduce((sum, { shipped }) => sum + shipped, 0);
  const whole = lines.flatMap(({ shipped, parts: own = [] }) => own.map(({ each }) => each * shipped));
  const loose = units - whole.reduce((sum, count) => sum + count, 0);
  return loose > 0 ? `, and ${loose} units of parts of a bundle` : '';
}
