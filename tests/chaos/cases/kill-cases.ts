import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Role } from '#config/roles.ts';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import type { Engine } from '#tests/chaos/world/engine.ts';
import type { World } from '#tests/chaos/world/world.ts';

const ENTRY = fileURLToPath(new URL('../entries/kill-at-steps.ts', import.meta.url));
/** So long processes die and are started again; what was reached by then was reached. */
const KILLING_MS = 90_000;
/** A process that lives this long has met no new step: customers need a while to bring one about. */
const QUIET_MS = 25_000;
const STEPS_MIN = 20;

export const killCases: readonly ChaosCase[] = [
  {
    name: 'kill-at-steps-sqlite',
    row: 'F1',
    title: 'one process dies at each named step in turn: before and after each commit, before and after each call',
    shape: 'one',
    load: { rate: 1.5 },
    settleMs: 120_000,
    play: faultDuringWork((scene) => killAtSteps(scene, ['all'])),
  },
  {
    name: 'kill-at-steps-postgres',
    row: 'F1',
    title: 'web, worker and scheduler die at each named step of theirs in turn',
    shape: 'three',
    load: { rate: 1.5 },
    settleMs: 120_000,
    play: faultDuringWork((scene) => killAtSteps(scene, ['web', 'worker', 'scheduler'])),
  },
];

async function killAtSteps(scene: Scene, roles: readonly (Role | 'all')[]): Promise<void> {
  const { world } = scene;
  for (const role of roles) await world.engine(role).kill();
  const killedFile = join(world.folder, 'killed-at.txt');
  const until = performance.now() + KILLING_MS;
  await Promise.all(roles.map((role) => keepDying(scene, { role, killedFile, until })));
  const steps = existsSync(killedFile) ? readFileSync(killedFile, 'utf8').trim().split('\n') : [];
  for (const step of steps.toSorted()) scene.say(`  died at: ${step}`);
  scene.fired('named steps at which a process died', steps.length);
  scene.expect(steps.length >= STEPS_MIN, `only ${steps.length} steps were reached`);
  await world.start();
}

interface Dying {
  readonly role: Role | 'all';
  readonly killedFile: string;
  readonly until: number;
}

/** While one process runs towards its death the next one has loaded already and waits for its turn. */
async function keepDying({ world, expect: expectThat }: Scene, { role, killedFile, until }: Dying): Promise<void> {
  let spare = await warmUp(world, { role, killedFile });
  while (performance.now() < until) {
    const { engine, go } = spare;
    writeFileSync(go, '');
    spare = await warmUp(world, { role, killedFile });
    const code = await Promise.race([
      engine.exit,
      sleep(Math.min(QUIET_MS, Math.max(0, until - performance.now())), 'alive' as const),
    ]);
    if (code === 'alive') await engine.kill();
    else expectThat(code === null, `a ${role} process ended with ${code} instead of dying; see ${engine.logFile}`);
  }
  await spare.engine.kill();
}

async function warmUp(
  world: World,
  { role, killedFile }: Pick<Dying, 'role' | 'killedFile'>,
): Promise<{ readonly engine: Engine; readonly go: string }> {
  const go = join(world.folder, `go-${world.engines.length}-${role}`);
  const engine = await world.spawn({
    entry: [ENTRY, '--killed', killedFile, '--go', go],
    ...(role === 'all' ? {} : { only: role }),
  });
  return { engine, go };
}
