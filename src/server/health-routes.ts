import type { FastifyInstance } from 'fastify';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

const LEDGER_PATIENCE_MS = 2_000;
/** Under this much free space a commit may fail at any moment. */
const DISK_FREE_BYTES_MIN = 128 * 1024 * 1024;
const PROBE_LEASE = 'readiness-probe';

/** Null: fine; else a short reason without secrets. */
export type ReadinessCheck = () => Promise<string | null>;

export interface HealthEdges {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly isDraining: () => boolean;
  readonly diskFreeBytes: () => Promise<number | null>;
  /** Of the parts that run in this process, by name. A web process has none for Redis: receipt does not need it. */
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/**
 * `/livez` says that the loop turns, and asks nobody: else one outage becomes two. `/readyz` says whether webhooks can be
 * stored now. Migrations ran before the ledger was handed to us.
 */
export function addHealthRoutes(app: FastifyInstance, edges: HealthEdges): void {
  app.get('/livez', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const checks: Readonly<Record<string, ReadinessCheck>> = {
      shutdown: () => Promise.resolve(edges.isDraining() ? 'the process is stopping' : null),
      ledger: () => checkLedger(edges),
      disk: () => checkDisk(edges),
      ...edges.checks,
    };
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
    );
    const ready = results.every(([, result]) => result === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
}

/** A real write, because a full disk or a lost lock shows nowhere else. */
async function checkLedger({ ledger, clock }: HealthEdges): Promise<string | null> {
  const stop = new AbortController();
  const write = ledger
    .write((tx) => tx.leases.acquire(PROBE_LEASE, PROBE_LEASE, LEDGER_PATIENCE_MS))
    .then(
      () => null,
      (error: unknown) => `not writable (${error instanceof Error ? error.name : 'unknown'})`,
    );
  const tooLate = clock.sleep(LEDGER_PATIENCE_MS, stop.signal).then(
    () => `no commit within ${LEDGER_PATIENCE_MS} ms`,
    () => null,
  );
  const result = await Promise.race([write, tooLate]);
  stop.abort();
  return result;
}

async function checkDisk({ diskFreeBytes }: HealthEdges): Promise<string | null> {
  const free = await diskFreeBytes();
  return free === null || free >= DISK_FREE_BYTES_MIN
    ? null
    : `only ${Math.floor(free / 1_048_576)} MB are free`;
}
