import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runHere } from '#tests/support/run-here.ts';

const run = (...args: string[]) => runHere(['demo', ...args], tmpdir());

test('help names every option and shows examples', async () => {
  const { out, code } = await run('--help');
  expect(code).toBe(0);
  const options =
    'seconds rate stores flash flash-rate seed faults settle plan database catalog baskets lines keep json'.split(
      ' ',
    );
  for (const option of options) expect(out).toContain(`--${option}`);
  expect(out).toContain('npm run demo -- --faults storm');
});

test('what makes no sense is refused with what was expected, and nothing is started', async () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['--rate 51', /above 0 and up to 50/],
    ['--stores 3', /whole number from 1 to 2/],
    ['--seconds 1.5', /whole number from 1/],
    ['--faults bad', /Allowed choices are none, some, storm/],
    ['--database mysql://x', /address of an empty PostgreSQL/],
    ['--baskets a.csv --lines b.csv', /cannot be used with option/],
  ];
  await Promise.all(
    refusals.map(async ([args, words]) => {
      const { err, code } = await run(...args.split(' '));
      expect(err).toMatch(words);
      expect(code).toBe(2);
    }),
  );
}, 60_000);
