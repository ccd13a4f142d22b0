import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { WorkCounts } from '#sdk/ledger/work.ts';

export interface ConnectionStatus {
  readonly connection: string;
  readonly paused: 'no' | 'by-operator' | 'unauthorized';
  readonly reason: string | null;
  readonly since: number | null;
  readonly dirty: number;
  readonly parked: number;
  /** Age of its oldest work that is not done. */
  readonly lagMs: number;
  readonly eventsWaiting: number;
  readonly eventsParked: number;
  /** Writes whose outcome is not known. */
  readonly effectsUnknown: number;
  readonly orders: number;
  /** When each resource was last read to its end; null: never. */
  readonly readAt: Readonly<Record<string, number | null>>;
  /** Since when the pass over it goes on that is under way; null: none is. */
  readonly readingSince: Readonly<Record<string, number | null>>;
}

export interface Status {
  readonly at: number;
  readonly connections: readonly ConnectionStatus[];
  readonly work: readonly (Omit<WorkCounts, 'oldestDirtyAt'> & { readonly lagMs: number })[];
  readonly discrepanciesOpen: number;
  readonly brakesHeld: readonly string[];
}

const RESOURCES = ['orders', 'stock', 'catalog'] as const;

/** The state of everything, from one snapshot. `names`: the configured connections; one that never started is listed too. */
export async function readStatus(
  ledger: Ledger,
  { names, now }: { readonly names: readonly string[]; readonly now: number },
): Promise<Status> {
  return ledger.read(async (tx) => {
    const work = await tx.work.counts();
    const discrepancies = await tx.discrepancies.counts();
    const brakes = await tx.brakes.all();
    return {
      at: now,
      connections: await readConnections(tx, { names, now, work }),
      work: work.map(({ oldestDirtyAt, ...counts }) => ({ ...counts, lagMs: ageOf(oldestDirtyAt, now) })),
      discrepanciesOpen: sum(discrepancies.filter(({ state }) => state === 'open').map(({ count }) => count)),
      brakesHeld: brakes.filter(({ state }) => state === 'held').map(({ hash }) => hash),
    };
  });
}

async function readConnections(
  tx: LedgerTransaction,
  {
    names,
    now,
    work,
  }: { readonly names: readonly string[]; readonly now: number; readonly work: readonly WorkCounts[] },
): Promise<readonly ConnectionStatus[]> {
  const states = new Map((await tx.connections.all()).map((state) => [state.connection, state]));
  const events = await tx.events.counts();
  const effects = await tx.effects.counts();
  const result: ConnectionStatus[] = [];
  for (const connection of new Set([...names, ...states.keys()])) {
    const state = states.get(connection);
    const own = work.filter((counts) => counts.connection === connection);
    const countEvents = (wanted: string) =>
      sum(
        events
          .filter((one) => one.connection === connection && one.state === wanted)
          .map(({ count }) => count),
      );
    const readAt: Record<string, number | null> = {};
    const readingSince: Record<string, number | null> = {};
    for (const resource of RESOURCES) {
      const { completedAt, passStartedAt } = await tx.cursors.get(connection, resource);
      readAt[resource] = completedAt;
      readingSince[resource] = passStartedAt;
    }
    result.push({
      connection,
      paused: state?.paused ?? 'no',
      reason: state?.reason ?? null,
      since: state?.since ?? null,
      dirty: sum(own.map(({ dirty }) => dirty)),
      parked: sum(own.map(({ parked }) => parked)),
      lagMs: Math.max(0, ...own.map(({ oldestDirtyAt }) => ageOf(oldestDirtyAt, now))),
      eventsWaiting: countEvents('received'),
      eventsParked: countEvents('parked'),
      effectsUnknown: sum(
        effects
          .filter((one) => one.connection === connection && one.state === 'unknown')
          .map(({ count }) => count),
      ),
      orders: await tx.orders.count(connection),
      readAt,
      readingSince,
    });
  }
  return result;
}

function ageOf(moment: number | null, now: number): number {
  return moment === null ? 0 : Math.max(0, now - moment);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
