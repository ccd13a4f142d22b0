import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/** Told of every call to a repository while it runs, with the promise of its result. */
export type CallListener = (call: {
  /** `stock.facts`. */
  readonly method: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
}) => void;

/** Notes which methods of a transaction were called: together they name what it did. */
export interface StepNamer {
  /** The transaction that notes. One at a time. */
  wrap(tx: LedgerTransaction): LedgerTransaction;
  /** `effects.intend+effects.startSending`, of what was noted since the last question; `nothing` when it only looked. */
  takeName(): string;
}

/** What changes the ledger, and therefore names a step. */
const WRITES = new Set([
  ...['receive', 'settle', 'replay', 'prune'].map((method) => `events.${method}`),
  ...['ensure', 'pause', 'resume', 'saveLocations'].map((method) => `connections.${method}`),
  ...['acquire', 'release'].map((method) => `leases.${method}`),
  ...['record', 'setBooked', 'acknowledge', 'placeLines'].map((method) => `orders.${method}`),
  ...['recordReading', 'ensureCells', 'shiftExpected', 'updateCell', 'prune'].map(
    (method) => `stock.${method}`,
  ),
  ...['mark', 'wakeWaiting', 'takeForRelay', 'resetRelay', 'resetAbandoned'].map(
    (method) => `work.${method}`,
  ),
  ...['lease', 'prolong', 'settle', 'retry', 'drop'].map((method) => `work.${method}`),
  ...['intend', 'startSending', 'move', 'takeOver', 'prune'].map((method) => `effects.${method}`),
  ...['hold', 'approve', 'spend', 'noteDrastic'].map((method) => `brakes.${method}`),
  ...['open', 'close', 'prune'].map((method) => `discrepancies.${method}`),
  ...['saveBuffer', 'saveMeasured'].map((method) => `exposure.${method}`),
  'cursors.save',
  'links.save',
  'links.saveAll',
  'catalog.record',
  'shipments.record',
  'requests.save',
  'routings.save',
  'returns.record',
  ...['place', 'lift'].map((method) => `holds.${method}`),
]);

/**
 * Names the steps of a process by what they do to the ledger, so that a simulation and a suite that kills real processes
 * can speak of the same places.
 */
export function createStepNamer(onCall?: CallListener): StepNamer {
  const noted = new Set<string>();
  const known = new WeakMap<LedgerTransaction, LedgerTransaction>();
  const wrapMember = (repository: object, member: unknown, method: string): unknown => {
    if (typeof member !== 'function') return member;
    const isWrite = WRITES.has(method);
    return (...args: readonly unknown[]): unknown => {
      if (isWrite) noted.add(method);
      const result: unknown = Reflect.apply(member, repository, args);
      onCall?.({ method, args, result });
      return result;
    };
  };
  const wrapRepository = (name: string, repository: object): object =>
    Object.fromEntries(
      Object.entries(repository).map(([method, member]: [string, unknown]) => [
        method,
        wrapMember(repository, member, `${name}.${method}`),
      ]),
    );
  return {
    wrap(tx) {
      const hit = known.get(tx);
      if (hit !== undefined) return hit;
      const wrapped = Object.fromEntries(
        Object.entries(tx).map(([name, repository]: [string, object]) => [
          name,
          wrapRepository(name, repository),
        ]),
      ) as { -readonly [Name in keyof LedgerTransaction]: LedgerTransaction[Name] };
      known.set(tx, wrapped);
      return wrapped;
    },
    takeName() {
      const name = [...noted].toSorted().join('+');
      noted.clear();
      return name === '' ? 'nothing' : name;
    },
  };
}
