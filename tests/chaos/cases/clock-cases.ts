import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosCase, faultDuringWork, type Scene } from '#tests/chaos/chaos-case.ts';
import { whyNoFakeTime, withClockFrom, withClockOff } from '#tests/chaos/servers/fake-time.ts';
import { waitUntil } from '#tests/chaos/wait.ts';
import { readLog } from '#tests/chaos/world/engine.ts';

const HOUR_MS = 3_600_000;
const AT_WORK_MS = 5_000;
const CLOCK_FILE = 'clock';

export const clockCases: readonly ChaosCase[] = [
  {
    name: 'clock-a-day-ahead',
    row: 'F31',
    title: "the engine's clock is a day ahead",
    shape: 'one',
    // Redis hangs under another clock; it is a server of its own here.
    hasOwnRedis: true,
    skip: whyNoFakeTime,
    surroundings: () => ({ env: withClockOff('+24h') }),
    play: faultDuringWork((scene) => workOffTime(scene, 24)),
  },
  {
    name: 'clock-a-day-behind',
    row: 'F31',
    title: "the engine's clock is a day behind",
    shape: 'one',
    hasOwnRedis: true,
    skip: whyNoFakeTime,
    surroundings: () => ({ env: withClockOff('-24h') }),
    play: faultDuringWork((scene) => workOffTime(scene, -24)),
  },
  {
    name: 'clock-jumps',
    row: 'F31',
    title: 'the clock jumps an hour back in the middle of the work, and then two hours on',
    shape: 'one',
    hasOwnRedis: true,
    skip: whyNoFakeTime,
    surroundings(folder) {
      const file = join(folder, CLOCK_FILE);
      writeFileSync(file, '+0\n');
      return { env: withClockFrom(file) };
    },
    play: faultDuringWork(async (scene) => {
      const jump = (offset: string): void =>
        writeFileSync(join(scene.world.folder, CLOCK_FILE), `${offset}\n`);
      jump('-1h');
      await sleep(AT_WORK_MS);
      const back = await linesOffTime(scene, -1);
      jump('+1h');
      await sleep(AT_WORK_MS);
      scene.fired('log lines from an hour ago', back);
      scene.fired('log lines from the hour to come', await linesOffTime(scene, 1));
    }),
  },
  {
    name: 'clock-of-one-worker',
    row: 'F31',
    title: 'of two workers one lives two hours ahead of the other',
    shape: 'three',
    load: { rate: 6 },
    skip: whyNoFakeTime,
    play: faultDuringWork(async (scene) => {
      const ahead = await scene.world.spawn({ only: 'worker', env: withClockOff('+2h') });
      await waitUntil(() => countOffTime(readLog(ahead.logFile), 2) > 0, 90_000);
      await sleep(AT_WORK_MS * 2);
      scene.fired('log lines from two hours ahead', countOffTime(readLog(ahead.logFile), 2));
    }),
  },
];

async function workOffTime(scene: Scene, hours: number): Promise<void> {
  await sleep(AT_WORK_MS);
  scene.fired(`log lines ${hours} h off`, await linesOffTime(scene, hours));
}

/** SIGHUP makes the engine write a line now. */
async function linesOffTime({ world }: Scene, hours: number): Promise<number> {
  const engine = world.engine();
  engine.signal('SIGHUP');
  await sleep(1_000);
  return countOffTime(readLog(engine.logFile), hours);
}

function countOffTime(log: string, hours: number): number {
  const times = [...log.matchAll(/"time":"([^"]+)"/g)].map(([, time]) => new Date(time ?? 0).getTime());
  return times.filter((time) => Math.abs(time - Date.now() - hours * HOUR_MS) < HOUR_MS / 4).length;
}
