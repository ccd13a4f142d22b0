import { z } from 'zod';
import { bare, json } from '#sdk/sandbox/json-body.ts';
import type { SandboxReturn, ShipbobState } from '../state.ts';
import { returnStatus, returnView, writtenReturnView } from '../views/return-view.ts';
import { makeReturn, withdraw } from '../warehouse/returns.ts';
import { problem } from './answers.ts';
import type { Call, Route } from './call.ts';
import { cut, linkTo, sizeOf } from './pages.ts';

const newReturn = z.strictObject({
  reference_id: z.string().min(1).max(50),
  fulfillment_center: z.object({ id: z.int() }),
  original_shipment_id: z.int().nullish(),
  tracking_number: z.string().max(500).nullish(),
  inventory: z
    .array(
      z.object({
        id: z.int(),
        quantity: z.int().min(1),
        requested_action: z.enum(['Default', 'Restock', 'Quarantine', 'Dispose']),
      }),
    )
    .min(1),
});
type NewReturn = z.output<typeof newReturn>;

/** Pages by number, with a link to the next one, and headers that tell how many there are. */
export const listReturns: Route = (call) => {
  const { state, url, faults, operation } = call;
  const size = sizeOf(url, 'Limit');
  const page = Number(url.searchParams.get('Cursor') ?? 1);
  if (!Number.isInteger(page) || page < 1) return problem(400, 'Bad Request', 'Cursor is not a page');
  const isAscending = url.searchParams.get('SortOrder') === 'Asc';
  const found = searched(call).toSorted((left, right) =>
    isAscending ? left.id - right.id : right.id - left.id,
  );
  const pages = Math.max(1, Math.ceil(found.length / size));
  const items = cut(found.slice((page - 1) * size, page * size), faults.roll('truncated-page', operation));
  const next = page < pages ? `${url.origin}${linkTo(url, 'Cursor', page + 1)}` : null;
  return json(
    200,
    { items: items.map((one) => returnView(state, one)), next, prev: null },
    {
      'page-number': String(page),
      'page-size': String(size),
      'total-count': String(found.length),
      'total-pages': String(pages),
    },
  );
};

/** The specification calls references unique and names no refusal of a second one: this fake takes it, as the worst that may be. */
export const createReturn: Route = ({ state, body }) => {
  const asked = readBody(state, body);
  if (typeof asked === 'string') return refuse(asked);
  const made = makeReturn(state, { referenceId: asked.reference_id, ...goodsOf(asked) });
  return json(201, writtenReturnView(state, made));
};

export const editReturn: Route = ({ state, body, id }) => {
  const found = state.returns.get(Number(id));
  if (found === undefined) return bare(404);
  if (!isExpected(found)) return refuse('Only a return that is awaited can be edited');
  const asked = readBody(state, body);
  if (typeof asked === 'string') return refuse(asked);
  if (asked.reference_id !== found.referenceId) return refuse('The reference of a return stays');
  const { lines, ...goods } = goodsOf(asked);
  Object.assign(found, goods, { lines: lines.map((line) => ({ ...line, actions: [] })) });
  state.emit({ topic: 'return.updated', body: { id: found.id } });
  return json(200, writtenReturnView(state, found));
};

export const cancelReturn: Route = ({ state, id }) => {
  const found = state.returns.get(Number(id));
  if (found === undefined || !isExpected(found)) return problem(400, 'Bad Request', 'It cannot be canceled');
  withdraw(state, found.id);
  return bare(200);
};

function isExpected(found: SandboxReturn): boolean {
  return returnStatus(found) === 'Awaiting Arrival';
}

function goodsOf({ fulfillment_center: center, original_shipment_id: shipment, inventory }: NewReturn) {
  return {
    locationId: center.id,
    shipmentId: shipment ?? null,
    lines: inventory.map(({ id: inventoryId, quantity }) => ({ inventoryId, quantity })),
  };
}

/** What is asked, or why it is refused. */
function readBody({ locations, items }: ShipbobState, body: unknown): NewReturn | string {
  const parsed = newReturn.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map(({ path }) => `${path.join('.')} is wrong`).join('; ');
  const { fulfillment_center: center, inventory } = parsed.data;
  if (locations.get(center.id)?.isActive !== true) return 'There is no such fulfillment center';
  const unknown = inventory.find(({ id }) => !items.has(id));
  return unknown === undefined ? parsed.data : `There is no inventory ${unknown.id}`;
}

/** In the form that the specification gives to refusals of returns. */
function refuse(words: string) {
  return json(422, { message: 'The return was not accepted', errors: [words] });
}

/** All filters must hold. A stale search does not show what was made a moment ago. */
function searched({ state, url, faults, operation, staleSearchMs }: Call): readonly SandboxReturn[] {
  const start = url.searchParams.get('StartDate');
  const ids = url.searchParams.get('Ids')?.split(',');
  const references = url.searchParams.get('ReferenceIds')?.split(',');
  const shownUntil = faults.roll('stale-search', operation)
    ? state.clock.now() - staleSearchMs
    : Number.POSITIVE_INFINITY;
  return [...state.returns.values()].filter(
    ({ id, referenceId, createdAt }) =>
      (start === null || createdAt >= Date.parse(start)) &&
      (ids?.includes(String(id)) ?? true) &&
      (references?.includes(referenceId) ?? true) &&
      createdAt <= shownUntil,
  );
}
