import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { witnesses } from '../planted/witnesses.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

const figures = z.object({
  histories: z.number().positive(),
  steps: z.number().positive(),
  simulated_hours: z.number(),
  faults: z.number().positive(),
  faults_by_kind: z.record(z.string(), z.number()),
  violations: z.literal(0),
  planted_caught: z.number(),
  planted_total: z.number(),
  histories_per_minute: z.number(),
  unsteady: z.literal(0),
});

/** Runs the command as a person does. */
function simulate(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test(
  'twenty seconds of fixed seeds break no invariant, and the last line says so',
  { timeout: 300_000 },
  async () => {
    const { code, out, err } = await simulate([
      '--seconds',
      '20',
      '--workers',
      '1',
      '--from',
      '1',
      '--no-planted',
      '--json',
    ]);
    expect(err).not.toContain('FAILED');
    expect(code).toBe(0);
    figures.parse(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
  },
);

// All of them in one go: npm run simulate -- --seconds 400 --histories 2
test(
  'planted bugs are caught by the seed that is known to show them, and told by name: a third of them',
  { timeout: 420_000 },
  async () => {
    const third = Object.keys(witnesses).filter((_, at) => at % 3 === 0);
    const only = ['--histories', '2', '--planted', third.join(',')];
    const { code, out, err } = await simulate(['--seconds', '400', '--from', '1', ...only]);
    expect(err).not.toContain('FAILED');
    expect(err).toContain(third.at(-1));
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({
      planted_caught: third.length,
      planted_total: third.length,
      // In the first history, which is that of the seed: else it is time to look for another one.
      planted: Object.fromEntries(third.map((id) => [id, 1])),
    });
    expect(code).toBe(0);
  },
);

test('a history is played again by its seed', { timeout: 60_000 }, async () => {
  const { code, out } = await simulate(['--seed', '7', '--mode', 'safety', '--trace']);
  expect(out).toContain('p1 starts');
  expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({
    seed: 7,
    mode: 'safety',
    violations: [],
  });
  expect(code).toBe(0);
});
