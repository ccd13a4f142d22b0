import { LedgerBusyError, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { bareError } from './database-error.ts';

/** What a failure means for the transaction it happened in. */
export type Verdict =
  /** The caller's own: only its part is undone. */
  | 'own'
  /** Another process was faster: this part is run again in a later transaction. */
  | 'again'
  /** The database cannot write: nothing of the transaction stands. */
  | 'broken';

/** One transaction after the other on one connection, with savepoints inside. */
export interface Writer {
  readonly transaction: LedgerTransaction;
  begin(): Promise<void>;
  savepoint(): Promise<void>;
  release(): Promise<void>;
  rollbackToSavepoint(): Promise<void>;
  /** Resolves when the commit is durable. */
  commit(): Promise<void>;
  /** Must not throw; the next `begin` starts afresh whatever happened. */
  rollback(): Promise<void>;
  judge(error: unknown): Verdict;
  /** In words that a person can act on. */
  explain(error: unknown): Error;
}

export interface GroupCommitLimits {
  /** Writes that share one commit. */
  readonly groupMax: number;
  /** After this long no further write joins a group. */
  readonly groupMs: number;
  /** Writes that may wait; more are refused as busy (I22). */
  readonly waitingMax: number;
}

export interface GroupCommit {
  readonly write: <Result>(run: (tx: LedgerTransaction) => Promise<Result>) => Promise<Result>;
  readonly commitCount: number;
  /** Refuses new writes and resolves when the ones that wait are through. */
  close(): Promise<void>;
}

interface Edges {
  readonly writer: Writer;
  readonly limits: GroupCommitLimits;
  readonly monotonicMs: () => number;
  readonly onCommitted: () => void;
}

/** How often a write is run again when other processes keep being faster. */
const RUNS_MAX = 6;

interface Waiting {
  readonly run: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  runs: number;
}

/** A write that another process was faster than. */
interface Overtaken {
  readonly one: Waiting;
  readonly error: unknown;
}

/**
 * Everything that waits to be written shares one transaction, each write in its own savepoint, and all of them are
 * answered after the commit: one sync of the disk pays for many (design section 3). An error undoes only its own write.
 */
export function createGroupCommit({ writer, limits, monotonicMs, onCommitted }: Edges): GroupCommit {
  const waiting: Waiting[] = [];
  let commitCount = 0;
  let isClosed = false;
  let running: Promise<void> | null = null;

  function start(): void {
    // What arrives in the same turn of the event loop joins the group before it begins.
    running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(runGroup).finally(() => {
      running = null;
      if (waiting.length > 0) start();
    });
  }

  async function runGroup(): Promise<void> {
    const done: Waiting[] = [];
    const overtaken: Overtaken[] = [];
    const beganAt = monotonicMs();
    try {
      await writer.begin();
      while (
        waiting.length > 0 &&
        done.length < limits.groupMax &&
        monotonicMs() - beganAt < limits.groupMs
      ) {
        const next = waiting.shift();
        if (next === undefined) break;
        done.push(next);
        if (!(await runOne(next, overtaken))) done.pop();
      }
      if (done.length > 0) await commit();
      else await writer.rollback();
    } catch (error) {
      await writer.rollback();
      if (writer.judge(error) === 'again')
        return requeue([...overtaken, ...done.map((one) => ({ one, error }))]);
      const reason = writer.explain(error);
      // What has not begun would meet the same wall; its callers decide when to come back.
      for (const one of [...done, ...overtaken.map((entry) => entry.one), ...waiting.splice(0)])
        one.reject(reason);
      return;
    }
    requeue(overtaken);
    for (const one of done) one.resolve();
    if (done.length > 0) onCommitted();
  }

  /** `false`: it was answered, or is to wait for the next group. @throws what breaks the whole transaction */
  async function runOne(one: Waiting, overtaken: Overtaken[]): Promise<boolean> {
    await writer.savepoint();
    try {
      one.runs += 1;
      await one.run();
      await writer.release();
      return true;
    } catch (thrown) {
      const error = bareError(thrown);
      const verdict = writer.judge(error);
      if (verdict === 'broken') throw error;
      await writer.rollbackToSavepoint();
      if (verdict === 'own') one.reject(error);
      // Not in this transaction: its snapshot would see the same again.
      else overtaken.push({ one, error });
      return false;
    }
  }

  function requeue(group: readonly Overtaken[]): void {
    for (const { one, error } of group) {
      if (one.runs < RUNS_MAX) waiting.push(one);
      else one.reject(writer.explain(error));
    }
  }

  async function commit(): Promise<void> {
    await writer.commit();
    commitCount += 1;
  }

  return {
    async write<Result>(run: (tx: LedgerTransaction) => Promise<Result>): Promise<Result> {
      if (isClosed) throw new LedgerBusyError('the ledger is closed');
      if (waiting.length >= limits.waitingMax)
        throw new LedgerBusyError(`${waiting.length} writes wait already`);
      let result: { readonly value: Result } | undefined;
      await new Promise<void>((resolve, reject) => {
        const runAndKeep = async () => {
          result = { value: await run(writer.transaction) };
        };
        waiting.push({ run: runAndKeep, resolve, reject, runs: 0 });
        start();
      });
      if (result === undefined) throw new Error('a write was committed before it ran');
      return result.value;
    },
    get commitCount() {
      return commitCount;
    },
    async close() {
      isClosed = true;
      while (running !== null) await running;
    },
  };
}
