import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import { startFalseServer, whyNoCertificate } from '#tests/chaos/servers/false-certificate.ts';
import { ERP, STORE } from '#tests/chaos/world/configuration.ts';
import { readLog } from '#tests/chaos/world/engine.ts';
import { waitUntil } from '#tests/chaos/wait.ts';

const NAMES_PRELOAD = fileURLToPath(new URL('../entries/lost-names.ts', import.meta.url));
const NAMES_FILE = 'names';
const LOST_MS = 8_000;
const EXIT_USAGE = 2;

export const networkCases: readonly ChaosCase[] = [
  {
    name: 'names-not-found',
    row: 'F33',
    title: "for 8 s nobody knows the vendors' names",
    shape: 'one',
    load: { rate: 2 },
    surroundings: (folder) => ({
      env: { CHAOS_NAMES: join(folder, NAMES_FILE), NODE_OPTIONS: `--import ${NAMES_PRELOAD}` },
    }),
    play: loseNames,
  },
  {
    name: 'false-certificate',
    row: 'F34',
    title: "a server with a self-signed certificate at the ERP's address hears not one byte of a request",
    shape: 'one',
    skip: whyNoCertificate,
    play: meetFalseServer,
  },
  {
    name: 'wrong-settings-refused',
    row: 'F38',
    title:
      'a sealing key that is too short and an unknown setting: no start, exit code 2, no call to a vendor',
    shape: 'one',
    play: refuseSettings,
  },
];

async function loseNames(scene: Scene): Promise<void> {
  const { world } = scene;
  const names = join(world.folder, NAMES_FILE);
  writeFileSync(names, 'known');
  world.rewrite((written) => {
    const { [STORE]: store, [ERP]: erp } = written.connections;
    erp.settings['url'] = `http://erp.chaos.test:${world.erp.port}`;
    store.settings['url'] = world.store.url;
  });
  await scene.begin();
  writeFileSync(names, 'lost');
  // A connection that is open asks for no name.
  world.erp.setOpen(false);
  world.erp.setOpen(true);
  await sleep(LOST_MS);
  writeFileSync(names, 'known');
  const lost = readLog(world.engine().logFile).match(/chaos: erp\.chaos\.test was not found/g)?.length ?? 0;
  scene.fired('look-ups that found nothing', lost);
  scene.healed();
  await scene.settle();
}

async function meetFalseServer(scene: Scene): Promise<void> {
  const { world } = scene;
  const stranger = await startFalseServer(world.folder);
  world.atClose(() => stranger.close());
  world.rewrite(({ connections }) => {
    connections[ERP].settings['url'] = stranger.url;
  });
  const engine = await world.spawn();
  await waitUntil(() => stranger.refusedByClient() > 0, 20_000);
  await sleep(3_000);
  await engine.stop();
  world.rewrite(({ connections }) => {
    connections[ERP].settings['url'] = world.erp.url;
  });
  scene.fired('handshakes refused', stranger.refusedByClient());
  scene.expect(
    stranger.requests() === 0,
    `${stranger.requests()} requests were sent to a server that proved nothing`,
  );
  await scene.begin();
  scene.healed();
  await scene.settle();
}

async function refuseSettings(scene: Scene): Promise<void> {
  const { world } = scene;
  let refused = 0;
  const attempt = async (env: Readonly<Record<string, string>>, words: RegExp): Promise<void> => {
    const engine = await world.spawn({ mayEnd: true, env });
    const code = await Promise.race([engine.exit, sleep(30_000, 'still running' as const)]);
    scene.expect(code === EXIT_USAGE, `with wrong settings the process: ${String(code)}`);
    const log = readLog(engine.logFile);
    scene.expect(words.test(log), `it said: ${log.slice(-300)}`);
    if (code === EXIT_USAGE) refused += 1;
    if (!engine.hasEnded()) await engine.kill();
  };
  await attempt({ SYNCLINE_SEALING_KEY: 'short' }, /sealingKey/);
  world.rewrite((written) => {
    written['polling'] = '1s';
  });
  await attempt({}, /polling/);
  world.rewrite((written) => {
    delete written['polling'];
  });
  scene.fired('starts refused', refused);
  scene.expect(world.store.requests + world.erp.requests === 0, 'it had called a vendor before it refused');
  await scene.begin();
  scene.healed();
  await scene.settle();
}
