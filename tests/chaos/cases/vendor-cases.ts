import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import type { HttpFault, SeenRequest } from '#tests/chaos/proxy/http-fault.ts';
import { waitUntil } from '#tests/chaos/wait.ts';
import { everySecond, failed, garble, spoil, throttled } from './spoil.ts';

const STORM_MS = 8_000;
const OUTAGE_MS = 15_000;
/** Longer than the engine waits for an answer (2 s), shorter than the quarantine (12 s). */
const LATE_MS = 5_000;

export const vendorCases: readonly ChaosCase[] = [
  {
    name: 'vendor-throttles',
    row: 'F18',
    title: 'every call is answered 429: with seconds, with a date, with words, with nothing',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) => spoilBoth(scene, { kind: 'answer', answer: throttled }, STORM_MS)),
  },
  {
    name: 'vendor-fails',
    row: 'F19',
    title: 'both vendors answer 500, 502 and 503 for 15 s',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork((scene) => spoilBoth(scene, { kind: 'answer', answer: failed }, OUTAGE_MS)),
  },
  {
    name: 'vendor-refuses-connections',
    row: 'F19',
    title: 'nobody listens at the ERP for 10 s, then at the store',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork(async (scene) => {
      let refused = 0;
      for (const vendor of [scene.world.erp, scene.world.store]) {
        const before = vendor.refused;
        vendor.setOpen(false);
        await sleep(10_000);
        vendor.setOpen(true);
        refused += vendor.refused - before;
      }
      scene.fired('connections refused', refused);
    }),
  },
  {
    name: 'timeout-after-effect',
    row: 'F20',
    title: 'twelve writes take effect and their answers never come, at both vendors',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 3 },
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'silent-after' })),
  },
  {
    name: 'cut-after-effect',
    row: 'F20',
    title: 'twelve writes take effect and the connection breaks instead of an answer',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 3 },
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'cut-after' })),
  },
  {
    name: 'effect-after-timeout',
    row: 'F21',
    title: 'twelve writes are given up by us and take effect seconds later',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 3 },
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'late', delayMs: () => LATE_MS })),
  },
  {
    name: 'cut-before-effect',
    row: 'F20',
    title: 'twelve writes are lost on their way',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 3 },
    play: faultDuringWork((scene) => loseWrites(scene, { kind: 'cut-before' })),
  },
  {
    name: 'slow-answers',
    row: 'F23',
    title: 'every answer takes 1.2 s longer, for 12 s',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork((scene) => spoilBoth(scene, { kind: 'slow', delayMs: 1_200 }, 12_000)),
  },
  {
    name: 'slow-loris-out',
    row: 'F23',
    title: 'every second answer comes byte by byte, for 12 s',
    shape: 'one',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork((scene) =>
      spoilBoth(scene, { kind: 'trickle', bytesPerSecond: 20 }, 12_000, everySecond()),
    ),
  },
  {
    name: 'malformed-answers',
    row: 'F24',
    title: 'HTML with 200, half a JSON, nothing, another charset, a gzip bomb: on reads and after writes',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork((scene) =>
      spoilBoth(scene, { kind: 'garble', change: garble }, STORM_MS, everySecond()),
    ),
  },
  {
    name: 'store-credentials-rotated',
    row: 'F32',
    title: 'the store gets a new secret: refused calls pause the connection, SIGHUP with the new one ends it',
    shape: 'one',
    load: { rate: 2 },
    play: faultDuringWork(rotateStoreSecret),
  },
  {
    name: 'erp-credentials-expired',
    row: 'F32',
    title: 'the ERP refuses its key until a new one is there, three processes',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork(expireErpKey),
  },
  {
    name: 'vendor-one-way',
    row: 'F35',
    title: 'for 8 s calls reach both vendors and no answer comes back',
    shape: 'three',
    sharesWorld: true,
    load: { rate: 2 },
    play: faultDuringWork((scene) => spoilBoth(scene, { kind: 'silent-after' }, STORM_MS)),
  },
];

/** The same fault at the store and at the ERP, for so long. */
function spoilBoth(
  scene: Scene,
  fault: HttpFault,
  forMs: number,
  when?: (request: SeenRequest) => boolean,
): Promise<void> {
  const { store, erp } = scene.world;
  return spoil(scene, { store, ERP: erp }, { fault, forMs, when });
}

async function loseWrites({ world, fired, expect: expectThat }: Scene, fault: HttpFault): Promise<void> {
  const { store, erp } = world;
  const rules = [
    store.rule({ name: 'store writes', when: isStoreWrite, fault, times: 4 }),
    erp.rule({ name: 'ERP writes', when: isErpWrite, fault, times: 8 }),
  ];
  const isDone = await waitUntil(() => rules.reduce((sum, rule) => sum + rule.fired, 0) >= 12, 25_000);
  for (const rule of rules) rule.remove();
  fired('store writes lost', rules[0]?.fired ?? 0);
  fired('ERP writes lost', rules[1]?.fired ?? 0);
  expectThat(isDone || (rules[1]?.fired ?? 0) >= 4, 'too few writes were under way');
}

export function isStoreWrite({ body }: SeenRequest): boolean {
  return /\bmutation\b/.test(body.toString('utf8'));
}

export function isErpWrite({ body }: SeenRequest): boolean {
  return /"(?:load|create|write|action_confirm|action_cancel|_action_cancel|copy|unlink)"/.test(
    body.toString('utf8'),
  );
}

async function rotateStoreSecret({ world, fired, expect: expectThat }: Scene): Promise<void> {
  const secret = await world.vendors.ask('rotateStoreSecret');
  const refused = (): number => (world.store.statuses.get(401) ?? 0) + (world.store.statuses.get(400) ?? 0);
  await waitUntil(() => refused() > 0, 15_000);
  await sleep(4_000);
  const before = world.store.requests;
  await sleep(3_000);
  expectThat(
    world.store.requests - before <= 3,
    `${world.store.requests - before} calls although it is paused`,
  );
  world.setSecret('store', secret);
  for (const engine of world.engines) engine.signal('SIGHUP');
  fired('calls refused for their credentials', refused());
}

async function expireErpKey({ world, fired, expect: expectThat }: Scene): Promise<void> {
  // The vendor's key stays what it is; ours becomes one that it does not know.
  const { erp } = world;
  world.setSecret('erp', 'a key that has expired');
  for (const engine of world.engines) engine.signal('SIGHUP');
  const refused = (): number => erp.seen.filter(({ body }) => body.includes('a key that has expired')).length;
  const isRefused = await waitUntil(() => refused() > 0, 15_000);
  await sleep(5_000);
  const before = erp.requests;
  await sleep(3_000);
  expectThat(erp.requests - before <= 3, `${erp.requests - before} calls although it is paused`);
  world.setSecret('erp', 'sandbox-api-key');
  for (const engine of world.engines) engine.signal('SIGHUP');
  fired('calls with the expired key', isRefused ? refused() : 0);
}
