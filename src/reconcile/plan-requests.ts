import type { Order } from '#domain/order.ts';
import type { AssignedUnits, StoredRequest } from '#sdk/ledger/fulfillment.ts';

/** Units by line. */
export type Units = ReadonlyMap<string, number>;

export type RequestStep =
  | { readonly step: 'ask'; readonly location: string; readonly units: Units }
  /** `excess`: it asks for units that are not to be shipped. Otherwise it only asks for too few. */
  | { readonly step: 'cancel'; readonly request: StoredRequest; readonly excess: boolean };

export interface RequestFacts {
  readonly order: Order;
  /** Where the order's units were given to, at all warehouses. */
  readonly assigned: readonly AssignedUnits[];
  /** All requests for the order, at all warehouses. */
  readonly requests: readonly StoredRequest[];
  /** Units that left by any system's word, by line. */
  readonly shipped: Units;
  /** Why nothing may be shipped now; null: it may. */
  readonly heldBack: string | null;
}

/** Whether the warehouse may still ship units of it. */
export function isLive({ state }: StoredRequest): boolean {
  return state !== 'shipped' && state !== 'canceled' && state !== 'refused';
}

/** What a request may still bring out of the house, what left included. */
export function unitsOf({ state, lines }: StoredRequest): Units {
  if (state === 'refused') return new Map();
  const isOver = state === 'shipped' || state === 'canceled';
  return new Map(lines.map((line) => [line.lineId, isOver ? line.shipped : line.quantity]));
}

/**
 * What one warehouse is to be asked next, or null. A location has one live request of an order at a time: what differs from
 * it is canceled first, and asked for again under a new reference once the cancellation is confirmed. Units that any request
 * may still ship are never asked for a second time.
 */
export function planRequests(connection: string, facts: RequestFacts): readonly RequestStep[] {
  const own = facts.requests.filter((request) => request.connection === connection);
  const wanted = wantedUnits(connection, facts);
  const locations = new Set([...wanted.keys(), ...own.filter(isLive).map(({ location }) => location)]);
  return [...locations].flatMap((location): readonly RequestStep[] => {
    const units = wanted.get(location) ?? new Map<string, number>();
    const live = own.filter((request) => request.location === location && isLive(request));
    if (live.length > 0) return planLive(live, units);
    const free = withoutAskedElsewhere(units, facts, location, connection);
    return free.size === 0 ? [] : [{ step: 'ask', location, units: free }];
  });
}

function planLive(live: readonly StoredRequest[], wanted: Units): readonly RequestStep[] {
  const asked = sumOf(live.map(openUnits));
  const excess = [...asked].some(([line, units]) => units > (wanted.get(line) ?? 0));
  const short = [...wanted].some(([line, units]) => units > (asked.get(line) ?? 0));
  return excess || short ? live.map((request) => ({ step: 'cancel', request, excess })) : [];
}

/** What is still to leave each location of this warehouse, by the order and its routing. */
function wantedUnits(
  connection: string,
  { order, assigned, requests, shipped, heldBack }: RequestFacts,
): ReadonlyMap<string, Units> {
  const wanted = new Map<string, Map<string, number>>();
  if (heldBack !== null || order.canceledAt !== null) return wanted;
  for (const line of order.lines) {
    let open = line.quantity - Math.max(line.fulfilledQuantity, shipped.get(line.id) ?? 0);
    for (const given of assigned.filter(({ lineId }) => lineId === line.id)) {
      const left = given.quantity - spentAt(line.id, given, requests);
      const units = Math.min(left, open);
      if (units <= 0) continue;
      open -= units;
      if (given.connection !== connection) continue;
      const there = wanted.get(given.location) ?? new Map<string, number>();
      there.set(line.id, (there.get(line.id) ?? 0) + units);
      wanted.set(given.location, there);
    }
  }
  return wanted;
}

/** Units of a line that left the location, and those that its warehouse gave up without being asked to. */
function spentAt(
  lineId: string,
  { location, connection }: AssignedUnits,
  requests: readonly StoredRequest[],
): number {
  let spent = 0;
  for (const request of requests) {
    if (request.location !== location || request.connection !== connection) continue;
    for (const line of request.lines) {
      if (line.lineId !== lineId) continue;
      spent += wasGivenUp(request) ? line.quantity : line.shipped;
    }
  }
  return spent;
}

/** The warehouse canceled it, or the rest of it, by itself. A person decides whether that is asked for again. */
export function wasGivenUp({ state, withdrawn, lines }: StoredRequest): boolean {
  if (withdrawn) return false;
  const isWhole = lines.every(({ quantity, shipped }) => shipped >= quantity);
  return state === 'canceled' || (state === 'shipped' && !isWhole);
}

/** Requests that a warehouse gave up although the order still has units that nobody else was asked for. */
export function missedBy(connection: string, facts: RequestFacts): readonly StoredRequest[] {
  const { order, requests, heldBack } = facts;
  if (heldBack !== null || order.canceledAt !== null) return [];
  const lacking = new Set(
    order.lines.filter((line) => openOf(line.id, facts, requests) > 0).map(({ id }) => id),
  );
  return requests.filter(
    (request) =>
      request.connection === connection &&
      wasGivenUp(request) &&
      request.lines.some(({ lineId, quantity, shipped }) => lacking.has(lineId) && shipped < quantity),
  );
}

/** Units of a line that are to leave and that none of these requests may still ship. */
function openOf(lineId: string, { order, shipped }: RequestFacts, asked: readonly StoredRequest[]): number {
  const line = order.lines.find(({ id }) => id === lineId);
  if (line === undefined) return 0;
  const left = Math.max(line.fulfilledQuantity, shipped.get(lineId) ?? 0);
  return line.quantity - left - (sumOf(asked.filter(isLive).map(openUnits)).get(lineId) ?? 0);
}

/** An order that moved waits until its former location can no longer ship. */
function withoutAskedElsewhere(
  units: Units,
  facts: RequestFacts,
  location: string,
  connection: string,
): Units {
  const elsewhere = facts.requests.filter(
    (request) => request.location !== location || request.connection !== connection,
  );
  return new Map(
    [...units]
      .map(([lineId, count]): [string, number] => [lineId, Math.min(count, openOf(lineId, facts, elsewhere))])
      .filter(([, count]) => count > 0),
  );
}

/** Units of a live request that have not left yet. */
function openUnits({ lines }: StoredRequest): Units {
  return new Map(
    lines
      .map(({ lineId, quantity, shipped }): [string, number] => [lineId, quantity - shipped])
      .filter(([, units]) => units > 0),
  );
}

/** By line. */
export function sumOf(parts: readonly Units[]): Units {
  const sum = new Map<string, number>();
  for (const part of parts) for (const [line, units] of part) sum.set(line, (sum.get(line) ?? 0) + units);
  return sum;
}
