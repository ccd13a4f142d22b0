import { afterAll, describe, test } from 'vitest';
import type { Connection } from '#sdk/define-connector.ts';
import type { Check, ChecksFor } from './check.ts';
import { accessChecks } from './checks/access.ts';
import { compareAndSetChecks } from './checks/compare-and-set.ts';
import { cursorChecks } from './checks/cursors.ts';
import { driftChecks } from './checks/drift.ts';
import { effectChecks } from './checks/effects.ts';
import { errorChecks } from './checks/errors.ts';
import { marketingChecks } from './checks/marketing.ts';
import { optOutChecks } from './checks/opt-out.ts';
import { pagingChecks } from './checks/paging.ts';
import { requestChecks } from './checks/requests.ts';
import { returnChecks } from './checks/returns.ts';
import { roundTripChecks } from './checks/round-trip.ts';
import { settingsChecks } from './checks/settings.ts';
import { throttlingChecks } from './checks/throttling.ts';
import { webhookContentChecks } from './checks/webhook-contents.ts';
import { webhookSignatureChecks } from './checks/webhook-signatures.ts';
import { webhookSubscriptionChecks } from './checks/webhook-subscriptions.ts';
import type { ConformanceFixture } from './fixture.ts';
import { declaredBy, openRig, type Rig } from './rig.ts';

const TIMEOUT_MS = 120_000;

const topics: readonly ChecksFor[] = [
  settingsChecks,
  accessChecks,
  pagingChecks,
  cursorChecks,
  effectChecks,
  compareAndSetChecks,
  requestChecks,
  returnChecks,
  marketingChecks,
  optOutChecks,
  throttlingChecks,
  errorChecks,
  driftChecks,
  webhookSignatureChecks,
  webhookContentChecks,
  webhookSubscriptionChecks,
  roundTripChecks,
];

/** Every check that these declared capabilities call for. */
export function checksOf(declared: Connection): readonly Check[] {
  return topics.flatMap((checksFor) => checksFor(declared));
}

/** The suite: one test for each promise. Those that only read share a sandbox, because filling it takes long. */
export function describeConformance(fixture: ConformanceFixture): void {
  describe(fixture.title, () => {
    let shared: Promise<Rig> | undefined;
    const openShared = (): Promise<Rig> => {
      shared ??= openRig(fixture);
      return shared;
    };
    afterAll(async () => {
      await (await shared)?.close();
    });
    test.each(checksOf(declaredBy(fixture)))('$promise', { timeout: TIMEOUT_MS }, async (check) => {
      if (check.sharesRig === true) {
        await runShared(check, await openShared());
        return;
      }
      const rig = await openRig(fixture);
      try {
        await check.run(rig);
      } finally {
        await rig.close();
      }
    });
  });
}

async function runShared(check: Check, rig: Rig): Promise<void> {
  try {
    await check.run(rig);
  } finally {
    rig.wire.reset();
    rig.ground.faults.set({ 'stale-search': 0 });
  }
}
