import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import { limitMemory, type MemoryLimit } from '#tests/chaos/servers/memory-limit.ts';

const LIMIT_BYTES = 384 * 1024 * 1024;
const OLD_ORDERS = 2_000;
const PULL_MS_MAX = 300_000;
/** So long no order has been read: all are. */
const QUIET_S = 6;

export const memoryCases: readonly ChaosCase[] = [
  {
    name: 'memory-limited',
    row: 'F41',
    title: `with 384 MiB a store with ${OLD_ORDERS} orders is read, and new ones are booked`,
    shape: 'one',
    settleMs: 180_000,
    play: pullUnderLimit,
  },
];

async function pullUnderLimit(scene: Scene): Promise<void> {
  const { world } = scene;
  const limit = limitMemory(`syncline-chaos-${process.pid}`, LIMIT_BYTES);
  world.atClose(async () => limit.remove());
  const placed = await world.vendors.ask('placeOldOrders', OLD_ORDERS);
  scene.say(`  ${placed} old orders; limit by ${limit.kind}`);
  await scene.begin(() => readUnder(limit, scene));
  scene.healed();
  await scene.settle();
  const peakBytes = readPeakBytes(world.engine().pid);
  scene.fired('MB held at most', Math.round(peakBytes / 1_048_576));
  scene.expect(peakBytes < LIMIT_BYTES, `${Math.round(peakBytes / 1_048_576)} MB were held`);
  scene.expect(limit.kills() === 0, 'the kernel killed a process for its memory');
}

/** Starts the engine under the limit and waits until it has read every order. */
async function readUnder(limit: MemoryLimit, { world, fired }: Scene): Promise<void> {
  const engine = await world.spawn({ memoryGroup: limit.procsFile });
  await world.ready(engine);
  const until = performance.now() + PULL_MS_MAX;
  let fetched = 0;
  for (let quietS = 0; quietS < QUIET_S && performance.now() < until && !engine.hasEnded();) {
    await sleep(1_000);
    const now = world.store.seen.filter(({ body }) => body.includes('OrdersByIds')).length;
    quietS = now === fetched ? quietS + 1 : 0;
    fetched = now;
  }
  fired('calls that read orders whole', fetched);
}

/** The high-water mark of a process's resident memory, as Linux keeps it; 0 elsewhere. */
function readPeakBytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
