import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

/** Notes what is asked for, and whether it was closed. */
function createSource(count: number, failAt = Number.POSITIVE_INFINITY) {
  const asked: number[] = [];
  const state = { isClosed: false };
  async function* read(): AsyncGenerator<number> {
    try {
      for (let at = 0; at < count; at += 1) {
        asked.push(at);
        await Promise.resolve();
        if (at === failAt) throw new Error('no page');
        yield at;
      }
    } finally {
      state.isClosed = true;
    }
  }
  return { asked, state, values: read() };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('the next one is asked for while its reader is busy, and never the one behind that', async () => {
  const { asked, values } = createSource(4);
  const seen: number[] = [];
  for await (const value of readAhead(values)) {
    seen.push(value);
    await turns();
    expect(asked).toHaveLength(Math.min(4, value + 2));
  }
  expect(seen).toEqual([0, 1, 2, 3]);
});

test('a failure comes in its turn, after what was there before it', async () => {
  const { values } = createSource(4, 1);
  const seen: number[] = [];
  const reading = (async () => {
    for await (const value of readAhead(values)) {
      seen.push(value);
      await turns();
    }
  })();
  await expect(reading).rejects.toThrow('no page');
  expect(seen).toEqual([0]);
});

test('whoever stops early leaves nothing open', async () => {
  const { asked, state, values } = createSource(9);
  for await (const value of readAhead(values)) if (value === 1) break;
  expect(state.isClosed).toBe(true);
  expect(asked.length).toBeLessThanOrEqual(3);
});
