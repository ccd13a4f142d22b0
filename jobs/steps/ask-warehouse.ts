import { isUnsettled } from '#domain/effect-state.ts';
import { effectKey } from '#domain/effect-key.ts';
import { requestReference } from '#reconcile/request-reference.ts';
import type { Units } from '#reconcile/plan-requests.ts';
import type { FulfillmentRequest, RequestToShip } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { requestBody } from './request-body.ts';
import { noteRequest, saidOf } from './request-books.ts';
import type { RequestRun } from './request-run.ts';

const CREATE = 'create';

interface Ask {
  readonly request: StoredRequest;
  readonly body: RequestToShip;
  /** `create` once per reference; `restore` once more, when a confirmed one is gone. */
  readonly purpose: 'create' | 'restore';
}

/** Asks one location for units of the order, under the next free reference. */
export async function askFor(
  run: RequestRun,
  { location, units }: { readonly location: string; readonly units: Units },
): Promise<void> {
  const { context, store, order, work } = run;
  const number = await nextNumber(run);
  const now = context.clock.now();
  const reference = requestReference(work.subject, number);
  const request: StoredRequest = {
    connection: context.connection,
    reference,
    orderConnection: store,
    orderId: order.id,
    number,
    location,
    state: 'asking',
    theirs: null,
    label: null,
    reason: null,
    withdrawn: false,
    lines: [...units].map(([lineId, quantity]) => ({ lineId, quantity, shipped: 0 })),
    askedAt: now,
    changedAt: now,
  };
  await perform(run, { request, body: await requestBody(run, request), purpose: CREATE });
}

/** What an earlier run may have sent goes out again exactly as it was; what it surely did not send is given up. */
export async function settleAsking(run: RequestRun): Promise<void> {
  const { context, store, order } = run;
  const requests = await context.ledger.read((tx) => tx.requests.ofOrder(store, order.id));
  for (const request of requests) {
    if (request.connection !== context.connection || request.state !== 'asking') continue;
    const effect = await context.ledger.read((tx) => tx.effects.get(createKey(run, request)));
    if (effect !== null && isUnsettled(effect.state)) {
      await perform(run, { request, body: JSON.parse(effect.body) as RequestToShip, purpose: CREATE });
      continue;
    }
    await context.ledger.write(async (tx) => {
      const now = context.clock.now();
      if (effect?.state === 'intended') await tx.effects.move(effect.key, 'superseded', { now });
      await noteRequest(run, tx, { ...request, state: 'refused', changedAt: now });
    });
  }
}

/** A request that the warehouse no longer has is asked for again under its own reference, once. */
export async function restore(run: RequestRun, request: StoredRequest): Promise<void> {
  await perform(run, { request, body: await requestBody(run, request), purpose: 'restore' });
}

async function perform(run: RequestRun, { request, body, purpose }: Ask): Promise<void> {
  const { context, target, work } = run;
  const note = (state: Partial<StoredRequest>): StoredRequest => ({
    ...request,
    ...state,
    changedAt: context.clock.now(),
  });
  await context.effects.perform<FulfillmentRequest>({
    leases: [work],
    purpose,
    version: request.reference,
    operation: 'requests.create',
    idempotency: target.idempotency,
    members: [{ subject: work.subject, from: null, to: null }],
    body,
    cause: `${work.cause}; ${request.reference} in ${context.connection}`,
    send: () => target.create(body),
    lookUp: () => target.find(request.reference),
    // From here on the warehouse may ship it, so it reserves until the warehouse says otherwise (S2).
    beforeSend: (tx) => noteRequest(run, tx, note(purpose === CREATE ? { state: 'asking' } : {})),
    onConfirmed: async (tx, said) => {
      // A reference that was used up before this ledger knew it is passed over: the next one is asked for.
      const isUsedUp = said.state === 'canceled';
      await noteRequest(run, tx, {
        ...note(saidOf(request, said)),
        ...(isUsedUp ? { withdrawn: true } : {}),
      });
    },
    onRejected: (tx) => noteRequest(run, tx, note(purpose === CREATE ? { state: 'refused' } : {})),
  });
}

/** A reference under which surely nothing is at the warehouse is used first. */
async function nextNumber({ context, store, order }: RequestRun): Promise<number> {
  const requests = await context.ledger.read((tx) => tx.requests.ofOrder(store, order.id));
  const own = requests.filter(({ connection }) => connection === context.connection);
  const free = own.find(({ state }) => state === 'refused');
  return free?.number ?? Math.max(0, ...own.map(({ number }) => number)) + 1;
}

function createKey({ work, context }: RequestRun, { reference }: StoredRequest): string {
  const { job, subject } = work;
  return effectKey({ job, connection: context.connection, subject, purpose: CREATE, version: reference });
}
