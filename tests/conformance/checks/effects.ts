import { expect } from 'vitest';
import { MalformedAnswerError, NotSentError, SynclineError, UnknownOutcomeError } from '#sdk/errors.ts';
import { caught, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import { createEffectDriver, type EffectDriver } from '#tests/conformance/perform.ts';
import type { Rig } from '#tests/conformance/rig.ts';
import { fates, type Fate } from '#tests/conformance/wire.ts';
import {
  type WriteCase,
  type WriteSubject,
  writeCasesOf,
  writeTitlesOf,
} from '#tests/conformance/write-cases.ts';

/** Every write, with every call that it consists of lost in every way: it has happened once, by the sandbox's books. */
export const effectChecks: ChecksFor = (declared) =>
  writeTitlesOf(declared).flatMap((title): Check[] => [
    {
      promise: `${title}: whichever of its calls is lost, before or after its effect, it happens once`,
      run: (rig) =>
        forEachCall(
          rig,
          title,
          ['lost-before', 'lost-after', 'cut', 'failed-before', 'failed-after', 'not-sent'],
          once,
        ),
    },
    {
      promise: `${title}: a call that takes effect late, but within its quarantine, does not make it happen twice`,
      run: (rig) =>
        forEachCall(rig, title, ['late'], (trial) => once(trial, () => trial.rig.wire.landLate())),
    },
    {
      promise: `${title}: a call that takes effect after it was sent again changes nothing, where no quarantine is waited for`,
      run: (rig) =>
        forEachCall(rig, title, ['late'], async (trial) => {
          await once(trial);
          if (trial.write.idempotency.by === 'look-up') return trial.rig.wire.landLate();
          await trial.rig.wire.landLate();
          return expectOnce(trial);
        }),
    },
    {
      promise: `${title}: an error that says nothing happened tells the truth`,
      run: (rig) =>
        forEachCall(rig, title, fates, async ({ rig: { wire }, made, where }) => {
          const before = made.books();
          const error = await caught(() => made.send(made.key));
          if (error === undefined) return;
          if (!(error instanceof SynclineError)) return expect.fail(`${where}: no error of the contract`);
          if (!(error instanceof UnknownOutcomeError) && !(error instanceof MalformedAnswerError)) {
            expect(made.books(), `${where}: ${error.name}`).toEqual(before);
          }
          await wire.landLate();
        }),
    },
    {
      promise: `${title}: a call that was not sent says so`,
      async run(rig) {
        for (const write of casesOf(rig, title)) {
          const made = await write.prepare();
          rig.wire.meet(1, 'not-sent');
          expect(await caught(() => made.send(made.key))).toBeInstanceOf(NotSentError);
        }
      },
    },
    {
      promise: `${title}: done again, it is success and changes nothing`,
      async run(rig) {
        for (const write of casesOf(rig, title)) {
          const made = await write.prepare();
          await made.send(made.key);
          expect(made.fault()).toBeNull();
          await made.send(made.key);
          expect(made.fault()).toBeNull();
        }
      },
    },
    {
      promise: `${title}: sent by six at once, it happens once, where nobody has to look first`,
      async run(rig) {
        for (const write of casesOf(rig, title)) {
          if (write.idempotency.by === 'look-up') continue;
          const made = await write.prepare();
          const sent = await Promise.allSettled(Array.from({ length: 6 }, () => made.send(made.key)));
          for (const one of sent) {
            if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(SynclineError);
          }
          await made.send(made.key);
          expect(made.fault()).toBeNull();
        }
      },
    },
  ]);

interface Trial {
  readonly rig: Rig;
  readonly driver: EffectDriver;
  readonly write: WriteCase;
  readonly made: WriteSubject;
  readonly where: string;
}

async function once(trial: Trial, atUnknown?: () => Promise<void>): Promise<void> {
  const refusal = await trial.driver.settle(trial.write, trial.made, atUnknown);
  expect(refusal, trial.where).toBeNull();
  expectOnce(trial);
}

function expectOnce({ made, where }: Trial): void {
  expect(made.fault(), where).toBeNull();
}

/** Runs the trial once for each call that the write makes, and each fate that this call can meet. */
async function forEachCall(
  rig: Rig,
  title: string,
  chosen: readonly Fate[],
  trial: (trial: Trial) => Promise<void>,
): Promise<void> {
  const driver = await createEffectDriver();
  try {
    for (const write of casesOf(rig, title)) {
      await countCalls(rig, write);
      const calls = await countCalls(rig, write);
      expect(calls).toBeGreaterThan(0);
      for (const fate of chosen) {
        for (let call = 1; call <= calls; call += 1) {
          const made = await write.prepare();
          rig.wire.meet(call, fate);
          await trial({
            rig,
            driver,
            write,
            made,
            where: `${write.title}, call ${call} of ${calls} ${fate}`,
          });
        }
      }
    }
  } finally {
    await driver.close();
  }
}

/** How many calls the write takes in good weather, once the connection knows what it learns only once. */
async function countCalls({ wire }: Rig, write: WriteCase): Promise<number> {
  const made = await write.prepare();
  const before = wire.requests.length;
  await made.send(made.key);
  return wire.requests.length - before;
}

function casesOf({ connection, ground }: Rig, title: string): readonly WriteCase[] {
  const cases = writeCasesOf(connection, ground).filter(
    (one) => one.title === title || one.title.startsWith(`${title} `),
  );
  const exact = cases.filter((one) => one.title === title);
  return exact.length > 0 ? exact : cases;
}
