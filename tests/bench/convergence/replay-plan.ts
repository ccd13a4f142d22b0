import { z } from 'zod';
import { idsIn, type OdooCall, readOdooCall, type RecordKey } from './odoo-call.ts';

const message = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** A list of calls as the recorder writes it. */
export const recording = z.array(
  z.object({
    vendor: z.enum(['store', 'erp']),
    request: message,
    answer: z.object({ status: z.int(), body: z.string() }).optional(),
  }),
);

type Recorded = z.output<typeof recording>[number];

/** One call to make again. */
export interface PlannedCall {
  readonly vendor: 'store' | 'erp';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For a call about records that an earlier call of its chain made: they have other numbers this time. */
  readonly odoo: { readonly call: OdooCall; readonly recordedIds: readonly number[] } | null;
}

/** What a bare worker does: it asks for the orders, and for each order that it got makes the order's own calls. */
export interface ReplayPlan {
  /** In turn; what an answer makes possible follows it. */
  readonly pull: readonly {
    readonly call: PlannedCall;
    readonly next: readonly (readonly PlannedCall[])[];
  }[];
  readonly callCount: number;
}

/** Connection headers belong to the one that sends. */
const HOP_HEADERS = new Set(['host', 'connection', 'content-length', 'keep-alive', 'transfer-encoding']);
const PULL = /query (?:OrderHeaders|OrdersByIds)\b/;
const ORDER_ID = /gid:\/\/shopify\/Order\/(\d+)/g;
const BUYER = /buyer-\d+@example\.com/;

/** Cuts the list into the pull, one chain per order, and single calls, which keep their place between the pulls. */
export function planReplay(calls: readonly Recorded[]): ReplayPlan {
  const chains = sortByOrder(calls);
  const pull: { call: PlannedCall; next: (readonly PlannedCall[])[] }[] = [];
  const started = new Set<string>();
  calls.forEach((recorded, index) => {
    const order = chains.orderOf[index];
    if (recorded.vendor === 'store' && PULL.test(recorded.request.body)) {
      const step = { call: toPlanned(recorded), next: [] as (readonly PlannedCall[])[] };
      pull.push(step);
      for (const [, id = ''] of (recorded.answer?.body ?? '').matchAll(ORDER_ID)) {
        const chain = chains.byOrder.get(id);
        if (chain === undefined || started.has(id) || !/OrdersByIds/.test(recorded.request.body)) continue;
        started.add(id);
        step.next.push(chain.map(toPlanned));
      }
    } else if (order === undefined) pull.at(-1)?.next.push([toPlanned(recorded)]);
  });
  if (started.size < chains.byOrder.size)
    throw new Error(`${chains.byOrder.size - started.size} orders were booked and never read`);
  return { pull, callCount: calls.length };
}

function toPlanned({ vendor, request, answer }: Recorded): PlannedCall {
  const { method, path, body } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !HOP_HEADERS.has(name)),
  );
  const call = vendor === 'erp' ? readOdooCall(body) : null;
  const recordedIds = answer === undefined || vendor === 'store' ? [] : idsIn(answer.body);
  return { vendor, method, path, headers, body, odoo: call === null ? null : { call, recordedIds } };
}

interface Chains {
  /** By the place of the call in the list. */
  readonly orderOf: readonly (string | undefined)[];
  readonly byOrder: ReadonlyMap<string, readonly Recorded[]>;
}

/** A call belongs to the order whose reference or buyer it names, or one of whose records. */
function sortByOrder(calls: readonly Recorded[]): Chains {
  const byOrder = new Map<string, Recorded[]>();
  const orderOfBuyer = buyersOf(calls);
  const orderOfRecord = new Map<RecordKey, string>();
  const orderOf = calls.map((recorded) => {
    if (recorded.vendor === 'store') return undefined;
    const { body } = recorded.request;
    const call = readOdooCall(body);
    const [, reference] = /Order(?:_2f|\/)(\d+)/.exec(body) ?? [];
    const buyer = BUYER.exec(body)?.[0];
    const record = call?.named.find((key) => orderOfRecord.has(key));
    const order =
      reference ??
      (buyer === undefined ? undefined : orderOfBuyer.get(buyer)) ??
      (record && orderOfRecord.get(record));
    if (order === undefined || call === null) return undefined;
    for (const id of idsIn(recorded.answer?.body ?? '{}')) orderOfRecord.set(`${call.model}:${id}`, order);
    byOrder.set(order, [...(byOrder.get(order) ?? []), recorded]);
    return order;
  });
  return { orderOf, byOrder };
}

/** From the orders themselves, as the store told them. */
function buyersOf(calls: readonly Recorded[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const answer = z.object({
    data: z.object({ nodes: z.array(z.object({ id: z.string(), email: z.string().nullish() }).nullable()) }),
  });
  for (const { request, answer: said } of calls) {
    if (!/query OrdersByIds\b/.test(request.body) || said === undefined) continue;
    for (const node of answer.parse(JSON.parse(said.body)).data.nodes) {
      const id = node?.id.split('/').at(-1);
      if (id !== undefined && node?.email != null) found.set(node.email, id);
    }
  }
  return found;
}
