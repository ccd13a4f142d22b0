import { readFileSync } from 'node:fs';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import { limitMemory, type MemoryLimit } from '#tests/chaos/servers/memory-limit.ts';
import { inventPast, readWholeOrder } from '#tests/chaos/vendors/invented-past.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

const LIMIT_BYTES = 384 * 1024 * 1024;
const OLD_ORDERS = 100_000;
/** It takes three minutes and a half alone, and ten beside the busiest cases. */
const PULL_MS_MAX = 900_000;
const PAST_ENDS_MS = 10 * 86_400_000;

export const memoryCases: readonly ChaosCase[] = [
  {
    name: 'memory-limited',
    row: 'F41',
    title: `with 384 MiB a store with ${OLD_ORDERS} old orders is read, then new ones are booked`,
    shape: 'one',
    settleMs: 180_000,
    play: pullUnderLimit,
  },
];

async function pullUnderLimit(scene: Scene): Promise<void> {
  const { world } = scene;
  const limit = limitMemory(`syncline-chaos-${process.pid}`, LIMIT_BYTES);
  world.atClose(async () => limit.remove());
  scene.say(`  limit by ${limit.kind}`);
  // A sweep of so long a past belongs into the night.
  world.rewrite((written) => {
    written['intervals'] = { ...(written['intervals'] as object), sweepOrders: '1h' };
  });
  await scene.begin(() => readPastUnder(limit, scene));
  scene.healed();
  await scene.settle();
  const peakBytes = readPeakBytes(world.engine().pid);
  scene.fired('MB held at most', Math.round(peakBytes / 1_048_576));
  scene.expect(peakBytes < LIMIT_BYTES, `${Math.round(peakBytes / 1_048_576)} MB were held`);
  scene.expect(limit.kills() === 0, 'the kernel killed a process for its memory');
}

/** Starts the engine under the limit and waits until it has read every order of the past. */
async function readPastUnder(limit: MemoryLimit, { world, fired, expect: expectThat }: Scene): Promise<void> {
  const template = await readWholeOrder(world.addresses, await world.vendors.ask('placeOldOrder'));
  const past = inventPast(template, { count: OLD_ORDERS, untilMs: Date.now() - PAST_ENDS_MS });
  for (const rule of past.rules) world.store.rule(rule);
  const engine = await world.spawn({ memoryGroup: limit.procsFile });
  await world.ready(engine);
  await waitUntil(() => past.told() >= OLD_ORDERS || engine.hasEnded(), PULL_MS_MAX);
  past.end();
  fired('old orders read', past.told());
  expectThat(
    past.told() >= OLD_ORDERS,
    `only ${past.told()} old orders were read in ${PULL_MS_MAX / 1_000} s`,
  );
}

/** The high-water mark of a process's resident memory, as Linux keeps it; 0 elsewhere. */
function readPeakBytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
