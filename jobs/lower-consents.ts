import type { OptOutTarget } from '#sdk/consents.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { giveUpLate, planNumber } from './steps/give-up-late.ts';
import { refreshCustomer } from './steps/marketing-marks.ts';
import { type PlannedOptOut, readOptOuts } from './steps/read-opt-outs.ts';

/** Mostly nobody of them has said no elsewhere, and then no system is asked. */
const BATCH_MAX = 200;
/** A no is accepted at once and done a little later; then it is looked at again. */
const LOOK_AGAIN_MS = 20_000;
const OPERATION = 'consents.lower';

/**
 * Makes a no hold everywhere: at the store when it was said elsewhere, and elsewhere when it was said at the store. It only ever lowers (I20).
 * The subject is the customer's reference, `<store>:<customer id>`.
 */
export const lowerConsents = defineJob({
  name: jobNames.lowerConsents,
  title: 'Tells a system that a customer no longer wants to be written to',
  priority: 'consent-lowered',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => optOutOf(account) !== undefined,
  async run(context, work) {
    const optOut = optOutOf(context.account);
    if (optOut === undefined) return;
    const { quarantineMs } = optOut;
    const openUntil = await giveUpLate(context, work, { operation: OPERATION, quarantineMs });
    const { plans, unsettled } = await readOptOuts(context, work, quarantineMs);
    for (let start = 0; start < plans.length; start += optOut.batchMax) {
      const part = plans.slice(start, start + optOut.batchMax);
      await tell(context, optOut, part);
    }
    for (const [row, until] of unsettled) {
      // It shows a no, and what it was asked to do before may come after that.
      const dueAt = Math.min(until, context.clock.now() + LOOK_AGAIN_MS);
      context.wait(row, { dueAt, reason: 'a yes that we passed on may still land', waitsFor: 'consents' });
    }
    for (const row of work) {
      const until = openUntil.get(row.subject);
      if (until === undefined) continue;
      const reason = 'an earlier send may still land';
      context.wait(row, { dueAt: until, reason, waitsFor: 'quarantine' });
    }
  },
});

async function tell(
  context: JobContext,
  optOut: OptOutTarget,
  plans: readonly PlannedOptOut[],
): Promise<void> {
  const { connection, clock } = context;
  const leases = [...new Set(plans.map(({ work }) => work))];
  const [first] = leases;
  if (first === undefined) return;
  const changes = plans.map(({ change }) => change);
  await context.effects.perform<null>({
    leases,
    purpose: 'lower',
    version: await planNumber(context),
    operation: OPERATION,
    idempotency: optOut.idempotency,
    members: leases.map(({ subject }) => ({ subject, from: null, to: null })),
    body: changes,
    cause: first.cause,
    send: () => optOut.lower(changes).then(() => null),
    // The store's own word of it comes by reading it again.
    onConfirmed: (tx) =>
      tx.work.mark(
        plans
          .filter(({ store }) => store === connection)
          .map(({ customerId }) =>
            refreshCustomer(customerId, { connection, cause: 'a no was told to the store' }),
          ),
      ),
  });
  for (const { work, store } of plans) {
    if (store === connection) continue;
    const dueAt = clock.now() + LOOK_AGAIN_MS;
    context.wait(work, { dueAt, reason: 'a no was told and is looked for', waitsFor: 'consents' });
  }
}

function optOutOf({ consents }: JobContext['account']): OptOutTarget | undefined {
  return consents?.optOut ?? consents?.target;
}
