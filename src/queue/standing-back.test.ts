import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#tests/support/system-time.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import { createStandingBack, nextRunsMax, type Pressure, type StandingBack } from './standing-back.ts';

const MOST = 8;
const going = new AbortController().signal;

let standing: StandingBack | undefined;
afterEach(() => standing?.close());

/** Stands on a clock whose sleeps end only by their signal, but for those of the looks. */
function stand(busy: { now: number }, holdsFor: (delayMs: number) => boolean = () => false) {
  const looks: Pressure[] = [];
  standing = createStandingBack({
    busySince: () => busy.now,
    most: MOST,
    clock: {
      ...systemClock,
      sleep: (delayMs, signal) =>
        systemClock.sleep(delayMs < 1_000 ? 1 : holdsFor(delayMs) ? 1 : 600_000, signal),
    },
    noteError: (error) => expect.unreachable(String(error)),
    onLook: (pressure) => void looks.push(pressure),
  });
  return { looks, settledAt: (runsMax: number) => eventually(() => looks.at(-1)?.runsMax).toBe(runsMax) };
}

/** Runs that want to begin; those that did can be ended one by one. */
function crowdOf(connection: string, count: number, stop = going) {
  const begun: (() => void)[] = [];
  for (let n = 0; n < count; n += 1)
    void standing?.enter(connection, stop).then((leave) => void begun.push(leave));
  return begun;
}

test('half as many runs for every look at a full process, one more for every look at one with room, and never none', () => {
  const after = (runsMax: number, busy: number) => nextRunsMax(runsMax, { busy, most: MOST });
  expect([8, 4, 2, 1].map((runsMax) => after(runsMax, 0.95))).toEqual([4, 2, 1, 1]);
  expect([1, 4, 8].map((runsMax) => after(runsMax, 0.3))).toEqual([2, 5, 8]);
  expect(after(3, 0.8)).toBe(3);
});

test('in a full process the runs of a connection begin one after the other, and each connection has its own turn', async () => {
  const { settledAt } = stand({ now: 1 });
  await settledAt(1);
  const erp = crowdOf('erp', 3);
  const mail = crowdOf('mail', 1);
  await eventually(() => [erp.length, mail.length]).toEqual([1, 1]);
  erp[0]?.();
  await eventually(() => erp.length).toBe(2);
  erp[1]?.();
  await eventually(() => erp.length).toBe(3);
});

test('when there is room again all that stood back goes on', async () => {
  const busy = { now: 1 };
  const { settledAt } = stand(busy);
  await settledAt(1);
  const erp = crowdOf('erp', 6);
  await eventually(() => erp.length).toBe(1);
  busy.now = 0.2;
  await eventually(() => erp.length).toBe(6);
  await settledAt(MOST);
});

test('nothing stands back for longer than the limit, and nothing when the process is asked to stop', async () => {
  const { settledAt } = stand({ now: 1 }, (delayMs) => delayMs === 5_000);
  await settledAt(1);
  const erp = crowdOf('erp', 4);
  await eventually(() => erp.length).toBe(4);
  await standing?.close();

  const later = stand({ now: 1 });
  await later.settledAt(1);
  const stop = new AbortController();
  const others = crowdOf('erp', 4, stop.signal);
  await eventually(() => others.length).toBe(1);
  stop.abort(new Error('stopping'));
  await eventually(() => others.length).toBe(4);
});
