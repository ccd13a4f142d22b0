import { v5 as uuidV5 } from 'uuid';
import { canBecome, type EffectState } from '#domain/effect-state.ts';
import { effectKey } from '#domain/effect-key.ts';
import type { Clock } from '#sdk/clock.ts';
import type { EffectRequest, Effects } from '#sdk/effects.ts';
import { NotSentError, RejectedError, SynclineError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import { LeaseLostError, type Ledger } from '#sdk/ledger/ledger.ts';
import { assertKeyIsFresh, isOpen, quarantineOf, stateAfter } from './outcome.ts';

/** Namespace of the vendor keys: any constant UUID, for ever the same. */
const KEY_NAMESPACE = '6c1f4f0e-9f0b-5c57-9a55-52f2f1d1a9d4';
/** The socket must open this soon after `sending` was noted, else the effect goes back unsent (W6). */
const SEND_WITHIN_MS = 10_000;

interface EffectEdges {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Told of every outcome, for metrics. */
  readonly onOutcome?: (operation: string, connection: string, state: EffectState) => void;
}

/** The effect protocol over a ledger. */
export function createEffects(edges: EffectEdges): Effects {
  return { perform: (request) => performEffect(edges, request) };
}

async function performEffect<Result>(edges: EffectEdges, request: EffectRequest<Result>): Promise<Result> {
  const { ledger, clock } = edges;
  const key = keyOf(request);
  let checkedAt = clock.monotonicMs();
  const before = await intendAndStart(edges, request, key);
  if (before.state === 'confirmed') return JSON.parse(before.result ?? 'null') as Result;
  if (isOpen(before.state) && request.idempotency.by === 'look-up') {
    const found = await lookUp(edges, request, before);
    if (found !== null) return confirm(edges, request, key, found);
    // However long the target took to be asked: the lease is checked anew, and what counts is the time since then.
    checkedAt = clock.monotonicMs();
    await ledger.write((tx) =>
      tx.effects.startSending(
        key,
        request.leases,
        clock.now(),
        clock.now() + quarantineOf(request.idempotency),
      ),
    );
  }
  try {
    if (clock.monotonicMs() - checkedAt > SEND_WITHIN_MS) {
      throw new NotSentError(
        `${request.operation}: this process stood still between the check of its lease and the call`,
      );
    }
    const result = await request.send(vendorKeyOf(before));
    return await confirm(edges, request, key, result);
  } catch (error) {
    await noteFailure(edges, request, {
      key,
      error,
      wasOpen: isOpen(before.state),
      sends: before.sends + 1,
    });
    throw error;
  }
}

/** Writes the intent and, unless a look-up must come first, starts the sending in the same transaction (W6). */
async function intendAndStart<Result>(
  edges: EffectEdges,
  request: EffectRequest<Result>,
  key: string,
): Promise<Effect> {
  const { ledger, clock } = edges;
  const first = request.leases[0];
  if (first === undefined) throw new TypeError('an effect needs the lease of its subject');
  return ledger.write(async (tx) => {
    const now = clock.now();
    const effect = await tx.effects.intend(
      {
        key,
        job: first.job,
        connection: first.connection,
        operation: request.operation,
        members: request.members,
        body: JSON.stringify(request.body),
        cause: request.cause,
      },
      now,
    );
    if (effect.state === 'confirmed') return effect;
    if (isGivenUp(effect)) {
      throw new RejectedError(`effect ${key} was given up; a new plan needs a new key`);
    }
    assertKeyIsFresh(effect, request.idempotency, now);
    // A former holder died while sending: its call may still land, whatever we do now.
    if (effect.state === 'sending') {
      await tx.effects.move(key, 'unknown', {
        now,
        error: 'its sender stopped',
        quarantineUntil: now + quarantineOf(request.idempotency),
      });
    }
    if (effect.state === 'rejected' || effect.state === 'superseded')
      await tx.effects.move(key, 'intended', { now });
    await request.beforeSend?.(tx, key);
    if (!(isOpen(effect.state) && request.idempotency.by === 'look-up')) {
      await tx.effects.startSending(key, request.leases, now, now + quarantineOf(request.idempotency));
    }
    return effect;
  });
}

/** What may have happened is never begun anew, and the number of a plan on a cell never comes again (W3). */
function isGivenUp({ state, members }: Effect): boolean {
  return state === 'expired' || (state === 'superseded' && members.some((member) => member.to !== null));
}

/** After the quarantine the target is asked; before, asking proves nothing: a late effect lands after the look-up. */
async function lookUp<Result>(
  edges: EffectEdges,
  request: EffectRequest<Result>,
  effect: Effect,
): Promise<Result | null> {
  const until =
    effect.state === 'unknown'
      ? (effect.quarantineUntil ?? 0)
      : edges.clock.now() + quarantineOf(request.idempotency);
  if (edges.clock.now() < until) {
    throw new UnknownOutcomeError(`${request.operation}: waiting out the quarantine of an unknown outcome`, {
      knowableAt: until,
    });
  }
  if (request.lookUp === undefined)
    throw new TypeError(`${request.operation} declares look-up and gives none`);
  return request.lookUp();
}

/** Records the answer. From a former holder it is recorded too, and wakes the subject: it spoils what the new holder has read (W6). */
async function confirm<Result>(
  edges: EffectEdges,
  request: EffectRequest<Result>,
  key: string,
  result: Result,
): Promise<Result> {
  await edges.ledger.write(async (tx) => {
    const now = edges.clock.now();
    const current = await tx.effects.get(key);
    if (current === null || current.state === 'confirmed') return;
    if (current.state === 'expired') {
      await tx.work.mark(
        request.leases.map((lease) => ({
          ...lease,
          priority: 1,
          cause: `late answer of ${request.operation}`,
        })),
      );
      return;
    }
    await tx.effects.move(key, 'confirmed', { now, result: JSON.stringify(result ?? null) });
    await request.onConfirmed?.(tx, result, key);
    if (!(await isHeld(() => tx.work.assertHeld(request.leases)))) {
      await tx.work.mark(
        request.leases.map((lease) => ({
          ...lease,
          priority: 1,
          cause: `answer to a former holder of ${request.operation}`,
        })),
      );
    }
  });
  edges.onOutcome?.(request.operation, request.leases[0]?.connection ?? '', 'confirmed');
  return result;
}

/**
 * What the vendor knows an effect by, the same at each send. A plan on a number is known by the moment at which it was made, too: a
 * ledger that came back from a backup counts its plans anew, and the vendor would answer one of them with what it once did for another.
 */
function vendorKeyOf({ key, createdAt, members }: Effect): string {
  const isPlan = members.some((member) => member.to !== null);
  return uuidV5(isPlan ? `${key} ${createdAt}` : key, KEY_NAMESPACE);
}

interface Failure {
  readonly key: string;
  readonly error: unknown;
  /** The effect was already unknown when this send began. */
  readonly wasOpen: boolean;
  /** How often it had been sent with this send. */
  readonly sends: number;
}

async function noteFailure<Result>(
  edges: EffectEdges,
  request: EffectRequest<Result>,
  { key, error, wasOpen, sends }: Failure,
): Promise<void> {
  const state = stateAfter(error, wasOpen);
  const quarantineUntil = edges.clock.now() + quarantineOf(request.idempotency);
  await edges.ledger.write(async (tx) => {
    const now = edges.clock.now();
    const current = await tx.effects.get(key);
    // The next holder has taken the effect over meanwhile; what it noted is the more careful word.
    if (current === null || current.sends > sends || !canBecome(current.state, state)) return;
    const message = error instanceof SynclineError ? error.message : 'an unexpected error while sending';
    await tx.effects.move(key, state, {
      now,
      error: message,
      ...(state === 'unknown' ? { quarantineUntil } : {}),
    });
    if (state === 'rejected') await request.onRejected?.(tx, key);
  });
  edges.onOutcome?.(request.operation, request.leases[0]?.connection ?? '', state);
}

function keyOf(request: Pick<EffectRequest<never>, 'leases' | 'members' | 'purpose' | 'version'>): string {
  const first = request.leases[0];
  const member = request.members[0];
  if (first === undefined || member === undefined)
    throw new TypeError('an effect needs a lease and a member');
  return effectKey({
    job: first.job,
    connection: first.connection,
    subject: member.subject,
    purpose: request.purpose,
    version: request.version,
  });
}

async function isHeld(assert: () => Promise<void>): Promise<boolean> {
  try {
    await assert();
    return true;
  } catch (error) {
    if (error instanceof LeaseLostError) return false;
    throw error;
  }
}
