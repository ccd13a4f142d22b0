import { createEffects } from '#effects/perform-effect.ts';
import { RejectedError, StaleError, SynclineError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { createHandClock, type HandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import type { WriteCase, WriteSubject } from './write-cases.ts';

const ATTEMPTS_MAX = 8;
const LEASE_MS = 86_400_000;
const subject = { job: 'kit', subject: 'kit:subject', connection: 'kit' };

/** The engine's own effect protocol over a ledger in memory, one subject after the other. */
export interface EffectDriver {
  /**
   * Performs the write as the engine does, until it is settled. Returns the refusal that settled it, if one did.
   * `atUnknown` runs each time the outcome is open, before the time that the protocol waits has passed.
   */
  settle(
    write: WriteCase,
    made: WriteSubject,
    atUnknown?: () => Promise<void>,
  ): Promise<RejectedError | StaleError | null>;
  close(): Promise<void>;
}

export async function createEffectDriver(): Promise<EffectDriver> {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  const effects = createEffects({ ledger, clock });
  let version = 0;
  return {
    async settle(write, made, atUnknown) {
      version += 1;
      const request = {
        leases: [await lease(ledger, clock)],
        purpose: 'kit',
        version: String(version),
        operation: write.title,
        idempotency: write.idempotency,
        members: [{ subject: subject.subject, from: null, to: null }],
        body: {},
        cause: 'the conformance kit',
        send: async (key: string): Promise<unknown> => (await made.send(key)) ?? null,
        lookUp: () => made.lookUp(),
      };
      for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
        try {
          await effects.perform(request);
          return null;
        } catch (error) {
          if (error instanceof RejectedError) return error;
          if (!(error instanceof SynclineError)) throw error;
          if (error instanceof StaleError && !(await isOpen(ledger))) return error;
          await atUnknown?.();
          if (error instanceof UnknownOutcomeError) clock.advance(waitOf(error, clock));
        }
      }
      // A stale answer to a re-send settles nothing by itself; the job's new plan does.
      return new StaleError('still open after all attempts');
    },
    close: () => ledger.close(),
  };
}

async function lease(ledger: Ledger, clock: HandClock): Promise<LeasedWork> {
  // The former subject's lease is over, whatever became of it.
  clock.advance(LEASE_MS + 1);
  const [work] = await ledger.write(async (tx) => {
    await tx.work.mark([{ ...subject, priority: 2, cause: 'the conformance kit' }]);
    return tx.work.lease({
      job: subject.job,
      connection: subject.connection,
      subjects: [subject.subject],
      limit: 1,
      leaseMs: LEASE_MS,
      token: `kit-${clock.now()}`,
      now: clock.now(),
      includeNotDue: true,
    });
  });
  if (work === undefined) throw new TypeError('the subject of the kit cannot be leased');
  return work;
}

async function isOpen(ledger: Ledger): Promise<boolean> {
  const open = await ledger.read((tx) =>
    tx.effects.unsettled(subject.job, subject.connection, [subject.subject]),
  );
  return open.length > 0;
}

function waitOf({ knowableAt }: UnknownOutcomeError, clock: HandClock): number {
  return Math.max(1, (knowableAt ?? clock.now()) - clock.now());
}
