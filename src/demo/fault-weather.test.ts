import { expect, test, vi } from 'vitest';
import { createFaultBoard } from '#sdk/sandbox/fault-board.ts';
import { type FaultLevelName, faultLevels, kindsOf, wantedFaults } from './fault-levels.ts';
import { createWeather } from './fault-weather.ts';

const now = (): number => 1_000;

function weatherOf(name: FaultLevelName) {
  const store = createFaultBoard({ now, seed: 1 });
  const boards = {
    senders: [store, createFaultBoard({ now, seed: 3 })],
    erp: createFaultBoard({ now, seed: 2 }),
  };
  const struck: string[] = [];
  const strike = (kind: string) => () => Promise.resolve(void struck.push(kind));
  const weather = createWeather({
    level: faultLevels[name],
    boards,
    now,
    strike: { 'engine-killed': strike('engine-killed'), 'redis-flushed': strike('redis-flushed') },
    say: () => {},
  });
  return { weather, store, boards, struck };
}

test('storm has the rates that were promised, and some a fifth of them without kills', () => {
  const { calls, webhooks, incidents } = faultLevels.storm;
  expect((calls.throttled ?? 0) + (calls['server-error'] ?? 0)).toBeCloseTo(0.05);
  expect(calls).toMatchObject({ 'timeout-before': 0.02, 'timeout-after': 0.02, 'late-effect': 0.01 });
  expect(webhooks).toEqual({ 'webhook-dropped': 0.2, 'webhook-doubled': 0.3, 'webhook-late': 0.3 });
  expect(incidents.map(({ kind }) => kind)).toEqual(['redis-flushed', 'engine-killed', 'down']);
  expect(faultLevels.some.webhooks['webhook-dropped']).toBeCloseTo(0.04);
  expect(faultLevels.some.incidents).toEqual([]);
});

test('each incident strikes once, in its turn, and those that time has not reached strike at the end', async () => {
  const { weather, boards, struck } = weatherOf('storm');
  weather.begin();
  weather.advance(0.29);
  expect(struck).toEqual([]);
  weather.advance(0.31);
  weather.advance(0.32);
  await vi.waitFor(() => expect(struck).not.toEqual([]));
  expect(struck).toEqual(['redis-flushed']);
  await weather.end();
  expect(struck).toEqual(['redis-flushed', 'engine-killed']);
  expect(boards.erp.countOf('down')).toBe(1);
  expect(weather.incidents.map(({ kind }) => kind)).toEqual(['redis-flushed', 'engine-killed']);
});

test('incidents that come due at once strike one after the other', async () => {
  const told: string[] = [];
  const strike = (kind: string) => async () => {
    told.push(`${kind} begins`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    told.push(`${kind} is over`);
  };
  const board = createFaultBoard({ now, seed: 1 });
  const weather = createWeather({
    level: faultLevels.storm,
    boards: { senders: [board], erp: createFaultBoard({ now, seed: 2 }) },
    now,
    strike: { 'engine-killed': strike('killed'), 'redis-flushed': strike('flushed') },
    say: () => {},
  });
  weather.begin();
  weather.advance(1);
  await weather.end();
  expect(told).toEqual(['flushed begins', 'flushed is over', 'killed begins', 'killed is over']);
});

test('a kind that chance has left out is made to happen before the end', () => {
  const { weather, store, boards } = weatherOf('some');
  weather.advance(0.9);
  for (const kind of kindsOf(faultLevels.some.webhooks)) expect(store.roll(kind, 'orders/create')).toBe(true);
  for (const kind of kindsOf(faultLevels.some.calls))
    expect(boards.erp.roll(kind, 'stock.quant.search_read')).toBe(true);
  const fired = [...store.fired, ...boards.erp.fired].map(({ kind }) => kind);
  expect(new Set(fired)).toEqual(new Set(wantedFaults(faultLevels.some)));
});

test('when the day is over the rates are zero', async () => {
  const { weather, boards } = weatherOf('storm');
  weather.begin();
  await weather.end();
  for (const kind of wantedFaults(faultLevels.storm)) {
    if (kind === 'engine-killed' || kind === 'redis-flushed') continue;
    // What was forced because it had never happened is drawn first.
    const all = [...boards.senders, boards.erp];
    for (const board of all) board.roll(kind, 'any');
    const count = (): number => all.reduce((sum, board) => sum + board.countOf(kind), 0);
    const before = count();
    for (let draw = 0; draw < 200; draw += 1) for (const board of all) board.roll(kind, 'any');
    expect(count()).toBe(before);
  }
});
