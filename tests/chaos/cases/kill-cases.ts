import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { dataFilesIn } from '#config/data-files.ts';
import type { Role } from '#config/roles.ts';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { runCommand } from '#tests/chaos/world/command.ts';
import type { Engine } from '#tests/chaos/world/engine.ts';
import type { World } from '#tests/chaos/world/world.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

const ENTRY = fileURLToPath(new URL('../entries/kill-at-steps.ts', import.meta.url));
/** So long processes die and are started again at most; what was reached by then was reached. */
const FOCUS_MS = 70_000;
const KILLING_MS = 110_000;
/** Where something is sent, or learned of what was sent. These come first; all others take what time is left. */
const FOCUS =
  'effects\\.(?!prune)|orders\\.|links|shipments|brakes|stock\\.(?:rec|shift|update)|erp (?!.*(?:fields_get|version|authenticate))|store (?:stock|fulfillment)';
const ANYWHERE = '.';
/** A process that has worked this long has met no new step; it is killed where it stands. */
const QUIET_MS = 10_000;
/** After so many of these in a row there is no new step. */
const QUIET_LIVES_MAX = 3;
const START_MS_MAX = 60_000;
const STEPS_MIN = 10;

export const killCases: readonly ChaosCase[] = [
  {
    name: 'kill-at-steps-sqlite',
    row: 'F1',
    title:
      'one process dies at each named step in turn: before and after each commit, before and after each call',
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
  const startedAt = performance.now();
  for (const [focus, forMs] of [
    [FOCUS, FOCUS_MS],
    [ANYWHERE, KILLING_MS],
  ] as const) {
    const until = startedAt + forMs;
    await Promise.all(roles.map((role) => keepDying(scene, { role, killedFile, focus, until })));
  }
  const steps = existsSync(killedFile) ? readFileSync(killedFile, 'utf8').trim().split('\n') : [];
  for (const step of steps.toSorted()) scene.say(`  died at: ${step}`);
  scene.fired('named steps at which a process died', steps.length);
  scene.expect(steps.length >= STEPS_MIN, `only ${steps.length} steps were reached`);
  await world.start();
  // What died in run after run is parked as a crash loop; its remedy is the one that the reason names.
  const code = await runCommand(world, ['parked', 'retry', '--all']);
  scene.expect(code === 0, `syncline parked retry ended with ${String(code)}`);
}

interface Dying {
  readonly role: Role | 'all';
  readonly killedFile: string;
  /** Only at steps that this pattern finds. */
  readonly focus: string;
  readonly until: number;
}

/** While one process runs towards its death the next one has loaded already and waits for its turn. */
async function keepDying({ world, expect: expectThat }: Scene, dying: Dying): Promise<void> {
  const { role, killedFile, focus, until } = dying;
  let spare = await warmUp(world, { role, killedFile });
  for (let quietLives = 0; performance.now() < until && quietLives < QUIET_LIVES_MAX;) {
    const { engine, go } = spare;
    await expireLeases(world, role);
    writeFileSync(`${go}.new`, focus);
    renameSync(`${go}.new`, go);
    spare = await warmUp(world, { role, killedFile });
    await waitUntil(() => engine.hasEnded() || existsSync(`${go}-started`), START_MS_MAX);
    const lifeMs = Math.min(QUIET_MS, Math.max(0, until - performance.now()));
    const code = await Promise.race([engine.exit, sleep(lifeMs, 'alive' as const)]);
    quietLives = code === 'alive' ? quietLives + 1 : 0;
    if (code === 'alive') await engine.kill();
    else
      expectThat(
        code === null,
        `a ${role} process ended with ${String(code)} instead of dying; see ${engine.logFile}`,
      );
  }
  await spare.engine.kill();
}

async function warmUp(
  world: World,
  { role, killedFile }: Pick<Dying, 'role' | 'killedFile'>,
): Promise<{ readonly engine: Engine; readonly go: string }> {
  const go = join(world.folder, `go-${world.engines.length}-${role}`);
  const engine = await world.spawn({
    mayEnd: true,
    entry: [ENTRY, '--killed', killedFile, '--go', go],
    ...(role === 'all' ? {} : { only: role }),
  });
  return { engine, go };
}

/**
 * The dead hold their leases for up to 20 s, and nothing that they held can be reached again before: what time would do
 * is done here, so that one case has room for all steps. No process of this role lives at this moment.
 */
async function expireLeases({ dataDir, postgres }: World, role: Role | 'all'): Promise<void> {
  const work = 'update work set lease_until = 0 where lease_until > 0';
  const leadership = 'update leases set lease_until = 0';
  if (postgres !== null) {
    if (role === 'worker') await postgres.ask(work);
    if (role === 'scheduler') await postgres.ask(leadership);
    return;
  }
  const ledger = new Database(dataFilesIn(dataDir).ledger, { timeout: 5_000 });
  ledger.exec(`${work}; ${leadership}`);
  ledger.close();
}
