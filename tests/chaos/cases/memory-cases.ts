import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import { limitMemory } from '#tests/chaos/servers/memory-limit.ts';

const LIMIT_BYTES = 384 * 1024 * 1024;
const OLD_ORDERS = 100_000;
const PULL_MS_MAX = 420_000;

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
  const engine = await world.spawn({ memoryGroup: limit.procsFile });
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, readPeakBytes(engine.pid));
  }, 500);
  try {
    await world.ready(engine);
    const startedAt = performance.now();
    let pages = 0;
    for (let quiet = 0; quiet < 8 && performance.now() - startedAt < PULL_MS_MAX && !engine.hasEnded();) {
      await sleep(1_000);
      const now = world.store.seen.length;
      quiet = now === pages ? quiet + 1 : 0;
      pages = now;
    }
    scene.fired('MB held at most', Math.round(peakBytes / 1_048_576));
  } finally {
    clearInterval(watch);
  }
  scene.expect(!engine.hasEnded(), 'the process ended while it read');
  scene.expect(peakBytes < LIMIT_BYTES, `${Math.round(peakBytes / 1_048_576)} MB were held`);
  scene.expect(limit.kills() === 0, 'the kernel killed a process for its memory');
}

/** The high-water mark of a process's resident memory, as Linux keeps it; 0 elsewhere. */
function readPeakBytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
