import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { LedgerBusyError, type Ledger, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { SimulatedProcess } from '../process.ts';
import type { StepNamer } from '../named-steps.ts';

const READ_MS_MAX = 2;
const WRITE_MS_MAX = 6;

/** The one database that all simulated processes share, and what can go wrong on the way to it. */
export interface SharedLedger {
  readonly ledger: MemoryLedger;
  readonly namer: StepNamer;
  /** Told which process speaks, while its statements run. */
  readonly speak: (process: SimulatedProcess | null) => void;
  /** What happens to a transaction of this process: nothing, refused, or done without an answer. */
  readonly fateOf: (kind: 'read' | 'write') => 'done' | 'busy' | 'reply-lost';
  /** Asked after a commit, where a history aims at certain ones. */
  readonly isReplyLost: (name: string) => boolean;
  /** Told before a write's statements run. */
  readonly onBegin: () => void;
  /** Told of every commit, with the step's name, before anything else can happen. */
  readonly onCommit: (process: SimulatedProcess, name: string) => void;
  readonly draw: () => number;
}

/** The ledger as one process sees it: each transaction is over within one step, and named by what it did. */
export function openLedgerPort(process: SimulatedProcess, shared: SharedLedger): Ledger {
  const listeners: (() => void)[] = [];
  const { ledger, namer } = shared;
  let commits = 0;
  const run = async <Result>(
    kind: 'read' | 'write',
    work: (tx: LedgerTransaction) => Promise<Result>,
  ): Promise<Result> => {
    shared.speak(process);
    try {
      return await ledger[kind]((tx) => work(namer.wrap(tx)));
    } finally {
      shared.speak(null);
    }
  };
  return {
    async read(work) {
      await process.pass('read', 1 + shared.draw() * READ_MS_MAX);
      if (shared.fateOf('read') !== 'done')
        throw new LedgerBusyError('the ledger stayed locked by another process');
      return run('read', work);
    },
    async write(work) {
      await process.pass('write begins', 1 + shared.draw() * WRITE_MS_MAX);
      const fate = shared.fateOf('write');
      if (fate === 'busy') throw new LedgerBusyError('the ledger stayed locked by another process');
      namer.takeName();
      shared.onBegin();
      const result = await run('write', work).finally(() => {
        if (ledger.takeWorkNote()) process.enter(() => listeners.forEach((listener) => listener()));
      });
      commits += 1;
      const name = namer.takeName();
      shared.onCommit(process, name);
      const isLost = fate === 'reply-lost' || shared.isReplyLost(name);
      await process.pass(`${name} committed`, 1);
      if (isLost) throw new CommitUnknownError('the connection was lost during a commit');
      return result;
    },
    onWork: (listener) => void listeners.push(listener),
    backup: () => Promise.reject(new Error('a simulated ledger has no file')),
    get commitCount() {
      return commits;
    },
    close: () => Promise.resolve(),
  };
}

/** As the PostgreSQL ledger says it. */
class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}
