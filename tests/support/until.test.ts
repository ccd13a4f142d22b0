import { expect, test } from 'vitest';
import { eventually } from './until.ts';

test('eventually asks again until it holds, and says in the end what it saw', async () => {
  let asked = 0;
  const count = () => {
    asked += 1;
    return { asked };
  };
  await eventually(count).toEqual({ asked: 3 });
  expect(asked).toBe(3);
  await expect(eventually(() => Promise.resolve('no'), 1).toBe('yes')).rejects.toThrow(
    "expected 'no' to be 'yes'",
  );
});
