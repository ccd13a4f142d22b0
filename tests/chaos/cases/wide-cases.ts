import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import type { HttpFault, SeenRequest } from '#tests/chaos/proxy/http-fault.ts';
import type { HttpProxy } from '#tests/chaos/proxy/http-proxy.ts';
import { waitUntil } from '#tests/chaos/wait.ts';
import { waitUntilStarted } from '#tests/chaos/world/engine.ts';
import { everySecond, failed, garble, spoil, throttled } from './spoil.ts';

const STORM_MS = 8_000;
const OUTAGE_MS = 10_000;
/** Longer than the engine waits for an answer (2 s), shorter than the quarantine (12 s). */
const LATE_MS = 5_000;
const WRITES_EACH = 4;
const WRITES_MS_MAX = 30_000;
const KILLS = 3;

const wide = { breadth: 'wide', load: { rate: 3, customersMax: 45 } } as const;

/** A world with a second store, a 3PL and a tool that writes to customers; these break, and not the first store and the ERP. */
export const wideCases: readonly ChaosCase[] = [
  {
    ...wide,
    name: 'wide-control',
    row: '-',
    title: 'no fault, two stores, an ERP, a 3PL and a tool that writes to customers',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork(async () => undefined),
  },
  {
    ...wide,
    name: 'wide-killed',
    row: 'F1',
    title: 'the worker is killed three times while the 3PL is asked to ship and the tool is told of orders',
    shape: 'three',
    play: faultDuringWork(killWorkers),
  },
  {
    ...wide,
    name: 'wide-throttled',
    row: 'F18',
    title: 'the 3PL and the tool answer 429: with seconds, with a date, with words, with nothing',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoil(scene, besides(scene), { fault: { kind: 'answer', answer: throttled }, forMs: STORM_MS }),
    ),
  },
  {
    ...wide,
    name: 'wide-fails',
    row: 'F19',
    title: 'the 3PL and the tool answer 500, 502 and 503 for 10 s',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoil(scene, besides(scene), { fault: { kind: 'answer', answer: failed }, forMs: OUTAGE_MS }),
    ),
  },
  {
    ...wide,
    name: 'wide-timeout-after-effect',
    row: 'F20',
    title: 'four writes each take effect at the 3PL and at the tool, and their answers never come',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'silent-after' })),
  },
  {
    ...wide,
    name: 'wide-effect-after-timeout',
    row: 'F21',
    title: 'four writes each are given up by us and take effect at the 3PL and at the tool seconds later',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'late', delayMs: () => LATE_MS })),
  },
  {
    ...wide,
    name: 'wide-malformed-answers',
    row: 'F24',
    title: 'the 3PL and the tool answer with HTML, half a JSON, nothing, another charset, a gzip bomb',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoil(scene, besides(scene), {
        fault: { kind: 'garble', change: garble },
        forMs: STORM_MS,
        when: everySecond(),
      }),
    ),
  },
];

function besides({ world: { center, mail } }: Scene): Readonly<Record<'3PL' | 'tool', HttpProxy>> {
  if (center === null || mail === null) throw new Error('a narrow world has neither a 3PL nor a tool');
  return { '3PL': center, tool: mail };
}

async function loseWrites(scene: Scene, fault: HttpFault): Promise<void> {
  const rules = Object.entries(besides(scene)).map(([name, proxy]) => ({
    name,
    rule: proxy.rule({ name: `${name} writes`, when: isWrite, fault, times: WRITES_EACH }),
  }));
  await waitUntil(() => rules.every(({ rule }) => rule.fired >= WRITES_EACH), WRITES_MS_MAX);
  for (const { name, rule } of rules) {
    rule.remove();
    scene.fired(`${name} writes lost`, rule.fired);
  }
}

function isWrite({ method, path }: SeenRequest): boolean {
  return method !== 'GET' && !path.includes('webhook');
}

async function killWorkers({ world, fired }: Scene): Promise<void> {
  for (let killed = 0; killed < KILLS; killed += 1) {
    await sleep(2_000);
    await world.engine('worker').kill();
    await waitUntilStarted(await world.spawn({ only: 'worker' }));
  }
  fired('workers killed', KILLS);
}
