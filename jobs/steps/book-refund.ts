import type { Refund } from '#domain/order.ts';
import { type RefundDocument, refundDocumentOf } from '#reconcile/refund-document.ts';
import type { EffectRequest } from '#sdk/effects.ts';
import type { BookedRefund, RefundToBook } from '#sdk/refunds.ts';
import { listingsBySku } from './listings-by-sku.ts';
import { referenceOf, type RefundRun } from './refund-run.ts';

/** Kind of the links between our references of refunds and the target's credit notes. */
export const REFUND_LINK = 'refund';

/** The purposes in the keys of the effects; the version is the refund's own id, constant for ever. */
export const CREATE_REFUND = 'refund';
export const POST_REFUND = 'post-refund';

/** Looks up what the pure document needs, and returns it or the reason why not. */
export async function buildRefundDocument(
  { context, order, store }: RefundRun,
  refund: Refund,
  bookedId: string,
): Promise<RefundDocument> {
  const { settings } = context;
  const { listings, placeholder } = await listingsBySku(context, order);
  return refundDocumentOf(order, refund, {
    connection: store,
    bookedId,
    listings,
    placeholder,
    unmappedSku: settings.unmappedSku,
  });
}

/** Credits a refund, as a draft. The key is constant for ever: whatever happens, there is one (W3, I4). */
export async function createRefund(
  run: RefundRun,
  refund: Refund,
  document: RefundToBook,
): Promise<BookedRefund> {
  const { context, target } = run;
  return context.effects.perform<BookedRefund>({
    ...requestOf(run, refund, { purpose: CREATE_REFUND, operation: 'refunds.create', body: document }),
    idempotency: target.idempotency,
    send: () => target.create(document),
    lookUp: () => target.find(document.reference),
    onConfirmed: async (tx, booked) => {
      await tx.links.save({
        kind: REFUND_LINK,
        connection: context.connection,
        ours: referenceOf(run, refund),
        theirs: booked.id,
        label: booked.number,
      });
    },
  });
}

export async function postRefund(
  run: RefundRun,
  refund: Refund,
  booked: BookedRefund,
): Promise<BookedRefund> {
  return run.context.effects.perform<BookedRefund>({
    ...requestOf(run, refund, {
      purpose: POST_REFUND,
      operation: 'refunds.post',
      body: { id: booked.id },
    }),
    // Asking the state afterwards makes it safe to repeat: already posted is success.
    idempotency: { by: 'unique-reference' },
    send: () => run.target.post(booked.id),
  });
}

function requestOf(
  { context, work }: RefundRun,
  refund: Refund,
  parts: Pick<EffectRequest<BookedRefund>, 'purpose' | 'operation' | 'body'>,
): Omit<EffectRequest<BookedRefund>, 'send' | 'idempotency'> {
  return {
    ...parts,
    version: refund.id,
    leases: [work],
    members: [{ subject: work.subject, from: null, to: null }],
    cause: `${work.cause}; refund ${refund.id} in ${context.connection}`,
  };
}
