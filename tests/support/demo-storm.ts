import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
export const STORM_MAX_MS = 600_000;

export const STORM =
  'webhooks lost, doubled and late, calls cut on both sides, Redis flushed, the engine killed, a vendor down: the books of all systems agree';

interface Ended {
  readonly code: number | null;
  readonly verdict: Readonly<Record<string, unknown>>;
  readonly told: string;
}

/** The demo as a person starts it, with a short day of the worst weather: two stores, an ERP, a 3PL and a tool that writes to customers. */
async function runDemo(...options: readonly string[]): Promise<Ended> {
  const args = [
    'src/main.ts',
    'demo',
    '--seconds',
    '10',
    '--rate',
    '4',
    // So few that each store alone sells out of them, however late it hears of the other.
    '--flash',
    '6',
    '--faults',
    'storm',
    '--settle',
    '150',
    '--json',
    ...options,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const lines = out.split('\n').filter((line) => line !== '');
  expect(lines, told).toHaveLength(1);
  return { code, verdict: JSON.parse(lines[0] ?? '{}') as Record<string, unknown>, told };
}

/** A storm, with the ledger at this address or in a file, and what its verdict must be. */
export async function weatherStorm(databaseUrl: string | null): Promise<void> {
  const { code, verdict, told } = await runDemo(...(databaseUrl === null ? [] : ['--database', databaseUrl]));
  expect(verdict, told).toMatchObject({
    orders_missing: 0,
    orders_duplicated: 0,
    orders_wrong_total: 0,
    skus_differing: 0,
    units_oversold_by_sync: 0,
    flash_units_oversold_by_sync: 0,
    refunds_missing: 0,
    refunds_duplicated: 0,
    requests_missing: 0,
    requests_duplicated: 0,
    returns_missing: 0,
    returns_duplicated: 0,
    shipments_missing: 0,
    shipments_duplicated: 0,
    erp_shipments_missing: 0,
    erp_shipments_duplicated: 0,
    consent_violations: 0,
    events_missing: 0,
    events_duplicated: 0,
    people_erased: 2,
    erased_person_found: false,
    converged: true,
    faults_fired: { 'redis-flushed': 1, 'engine-killed': 1, down: 1 },
  });
  expect(verdict['orders_parked'], told).toBe(verdict['orders_planted']);
  for (const figure of [
    'orders_in_erp',
    'flash_units_sold',
    'requests_made',
    'people_subscribed',
    'events_told',
    'p99_sale_to_other_channels_ms',
  ])
    expect(verdict[figure], told).toBeGreaterThan(0);
  expect(code, told).toBe(0);
}
