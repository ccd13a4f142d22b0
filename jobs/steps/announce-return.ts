import { effectKey } from '#domain/effect-key.ts';
import type { EffectRequest } from '#sdk/effects.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { AnnouncedReturn, ReturnToAnnounce } from '#sdk/returns.ts';
import { RETURN_LINK, type ReturnRun } from './return-run.ts';

const ANNOUNCE = 'announce';
const ANNOUNCE_RETURN = 'returns.announce';
export const AMEND_RETURN = 'returns.amend';
export const WITHDRAW_RETURN = 'returns.withdraw';

/** What is in the effect of an announcement: exactly this is sent again, whatever the order says by then. */
interface AnnouncementBody {
  readonly goods: string;
  readonly coming: ReturnToAnnounce;
}

/** Announces goods once: the key is constant for ever (W3, I4). */
export async function announceOnce(run: ReturnRun, body: AnnouncementBody): Promise<AnnouncedReturn> {
  const { context, target } = run;
  const { goods, coming } = body;
  return context.effects.perform<AnnouncedReturn>({
    ...requestOf(run, { purpose: ANNOUNCE, version: goods, operation: ANNOUNCE_RETURN, body }),
    idempotency: target.idempotency,
    send: () => target.announce(coming),
    lookUp: () => target.find(coming.reference),
    onConfirmed: async (tx, { id, reference }) => {
      await tx.links.save({
        kind: RETURN_LINK,
        connection: context.connection,
        ours: goods,
        theirs: id,
        label: reference,
      });
    },
  });
}

/** Makes what is still expected say what the store says now. */
export async function amendReturn(
  run: ReturnRun,
  { id, goods, coming }: AnnouncementBody & { readonly id: string },
): Promise<AnnouncedReturn> {
  const { context, target } = run;
  return context.effects.perform<AnnouncedReturn>({
    ...requestOf(run, {
      purpose: 'amend',
      version: versionOf(run, goods),
      operation: AMEND_RETURN,
      body: { id, coming },
    }),
    idempotency: { by: 'look-up', quarantineMs: target.quarantineMs },
    send: () => target.amend(id, coming),
    lookUp: async () => null,
  });
}

export async function withdrawReturn(
  run: ReturnRun,
  { id, goods }: { readonly id: string; readonly goods: string },
): Promise<AnnouncedReturn> {
  const { context, target } = run;
  return context.effects.perform<AnnouncedReturn>({
    ...requestOf(run, {
      purpose: 'withdraw',
      version: versionOf(run, goods),
      operation: WITHDRAW_RETURN,
      body: { id },
    }),
    // Reading the state first makes it safe to repeat: already canceled is success.
    idempotency: { by: 'unique-reference' },
    send: () => target.withdraw(id),
  });
}

/**
 * Until when a return that was announced may stay unseen in the warehouse's list; after that it is gone. Null: it was not announced
 * through this ledger.
 */
export async function shownBy({ context, work, target }: ReturnRun, goods: string): Promise<number | null> {
  const { connection, ledger } = context;
  const { job, subject } = work;
  const key = effectKey({ job, connection, subject, purpose: ANNOUNCE, version: goods });
  const effect = await ledger.read((tx) => tx.effects.get(key));
  return effect === null || effect.settledAt === null ? null : effect.settledAt + target.quarantineMs;
}

/** What an earlier run may have sent goes out again exactly as it was, wanted or not: only then is it known what to take back. */
export async function finishAnnouncements(run: ReturnRun): Promise<void> {
  const { context, work } = run;
  const open = await context.ledger.read((tx) =>
    tx.effects.unsettled(work.job, context.connection, [work.subject]),
  );
  for (const { operation, body } of open) {
    if (operation !== ANNOUNCE_RETURN) continue;
    try {
      await announceOnce(run, JSON.parse(body) as AnnouncementBody);
    } catch (error) {
      // Nothing is there: whether it is still wanted is planned below.
      if (!(error instanceof RejectedError)) throw error;
    }
  }
}

/** The source's version; the generation tells two edits within the channel's one second apart. */
function versionOf({ order, work }: ReturnRun, goods: string): string {
  return `${goods}.${order.updatedAt}.${work.generation}`;
}

function requestOf(
  { context, work }: ReturnRun,
  parts: Pick<EffectRequest<AnnouncedReturn>, 'purpose' | 'version' | 'operation' | 'body'>,
): Omit<EffectRequest<AnnouncedReturn>, 'send' | 'idempotency'> {
  return {
    ...parts,
    leases: [work],
    members: [{ subject: work.subject, from: null, to: null }],
    cause: `${work.cause}; ${parts.version} in ${context.connection}`,
  };
}
