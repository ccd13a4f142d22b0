import type { CustomerTarget } from '#sdk/customers.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { Erasure } from '#sdk/ledger/customers.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { eraseAccount } from './steps/erase-account.ts';
import { giveUpLate, planNumber } from './steps/give-up-late.ts';
import { WHOLE_ACCOUNT } from './steps/privacy-requests.ts';

const LINK = 'erasure';
const OPERATION = 'customers.erase';
const LOOK_AGAIN_MS = 20_000;

/**
 * Has a system erase a person. The subject is the erasure's id, or `account` at a store that was given up. The system is asked
 * at once, and again when everything that was on its way before must have landed; it is done when it shows nobody.
 */
export const erasePeople = defineJob({
  name: jobNames.erasePeople,
  title: 'Has other systems erase a person',
  priority: 'consent-lowered',
  appliesTo: ({ account }) =>
    account.customers?.target !== undefined || account.webhooks?.privacyRequests !== undefined,
  async run(context, [work]) {
    if (work === undefined) return;
    if (work.subject === WHOLE_ACCOUNT) {
      await eraseAccount(context);
      return;
    }
    const target = context.account.customers?.target;
    const erasure = await context.ledger.read((tx) => tx.erasures.get(work.subject));
    if (target === undefined || erasure === null || erasure.finishedAt !== null) return;
    await eraseAt(context, { work, target, erasure });
  },
});

async function eraseAt(
  context: JobContext,
  {
    work,
    target,
    erasure,
  }: { readonly work: LeasedWork; readonly target: CustomerTarget; readonly erasure: Erasure },
): Promise<void> {
  const { clock } = context;
  const { quarantineMs } = target;
  await giveUpLate(context, [work], { operation: OPERATION, quarantineMs });
  for (const person of erasure.people) {
    await context.effects.perform<null>({
      leases: [work],
      purpose: 'erase',
      version: await planNumber(context),
      operation: OPERATION,
      idempotency: target.idempotency,
      members: [{ subject: work.subject, from: null, to: null }],
      body: person,
      cause: work.cause,
      send: () => target.erase(person).then(() => null),
    });
  }
  // A write may have been sent just before, and be worked off by the target after it landed.
  const landedBy = erasure.requestedAt + 2 * quarantineMs;
  const now = clock.now();
  const areGone = now >= landedBy && (await showsNobody(target, erasure));
  if (areGone) await noteErased(context, erasure);
  else {
    const dueAt = Math.max(landedBy, now + LOOK_AGAIN_MS);
    context.wait(work, { dueAt, reason: 'the erasure is looked at again', waitsFor: 'quarantine' });
  }
}

async function showsNobody(target: CustomerTarget, { people }: Erasure): Promise<boolean> {
  for (const { reference } of people) {
    if (reference !== null && (await target.find(reference)) !== null) return false;
  }
  return true;
}

/** The last system to say so ends the erasure, and with it the last clear word about the person. */
async function noteErased(
  { connection, ledger, settings, clock }: JobContext,
  { id }: Erasure,
): Promise<void> {
  await ledger.write(async (tx) => {
    await tx.links.save({ kind: LINK, connection, ours: id, theirs: id, label: null });
    for (const target of Object.keys(settings.marketing)) {
      if (!(await tx.links.theirs(LINK, target, [id])).has(id)) return;
    }
    await tx.erasures.finish(id, clock.now());
  });
}
