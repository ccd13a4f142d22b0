import { effectKey } from '#domain/effect-key.ts';
import { isUnsettled } from '#domain/effect-state.ts';
import type { Refund } from '#domain/order.ts';
import type { RefundToBook } from '#sdk/refunds.ts';
import { CREATE_REFUND, POST_REFUND } from './book-refund.ts';
import type { RefundRun } from './refund-run.ts';

/** What earlier runs have left open of one refund. */
export interface OpenRefund {
  /** What a send of unknown outcome asked for: exactly that is sent again, whatever the order says by now. */
  readonly unfinished: RefundToBook | null;
  /** A create that surely was not sent. */
  readonly unsentKey: string | null;
  readonly isPosting: boolean;
}

export async function openRefundEffects(run: RefundRun): Promise<ReadonlyMap<string, OpenRefund>> {
  const { context, order } = run;
  return context.ledger.read(async (tx) => {
    const open = new Map<string, OpenRefund>();
    for (const refund of order.refunds) {
      const create = await tx.effects.get(keyOf(run, refund, CREATE_REFUND));
      const post = await tx.effects.get(keyOf(run, refund, POST_REFUND));
      const isUnfinished = create !== null && isUnsettled(create.state);
      open.set(refund.id, {
        unfinished: isUnfinished ? (JSON.parse(create.body) as RefundToBook) : null,
        unsentKey: create?.state === 'intended' ? create.key : null,
        isPosting: post !== null && isUnsettled(post.state),
      });
    }
    return open;
  });
}

/** A create that was intended and is not wanted any more is given up: nothing of it is at the target. */
export async function giveUpUnsent({ context, work }: RefundRun, key: string): Promise<void> {
  await context.ledger.write(async (tx) => {
    await tx.work.assertHeld([work]);
    await tx.effects.move(key, 'superseded', { now: context.clock.now() });
  });
}

function keyOf({ context, work }: RefundRun, { id }: Refund, purpose: string): string {
  const { connection } = context;
  return effectKey({ job: work.job, connection, subject: work.subject, purpose, version: id });
}
