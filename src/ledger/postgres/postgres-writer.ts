import type pg from 'pg';
import { LedgerBusyError, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Writer } from '../group-commit.ts';
import { connectPostgres } from './postgres-client.ts';
import { CommitUnknownError, explainPostgres, judgePostgres } from './postgres-errors.ts';

/** One snapshot per transaction; a lost update is refused by the server and the write is run again. */
const BEGIN = 'begin isolation level repeatable read; select pg_current_xact_id()::text as id';
const ASK_AGAIN_MS = 250;
/** How long the fate of a commit is asked for when its answer was lost. */
const ASK_MAX = 40;

export interface PostgresWriter extends Writer {
  end(): Promise<void>;
}

interface WriterEdges {
  readonly url: string;
  readonly clock: Clock;
  readonly createTransaction: (client: pg.ClientBase) => LedgerTransaction;
  /** Runs before the commit, in its transaction. */
  readonly beforeCommit: (client: pg.ClientBase) => void;
}

interface Open {
  readonly client: pg.Client;
  readonly transaction: LedgerTransaction;
}

/** The one writing connection of this process; made anew when it was lost. */
export function createPostgresWriter({
  url,
  clock,
  createTransaction,
  beforeCommit,
}: WriterEdges): PostgresWriter {
  let open: Open | null = null;
  let transactionId: Promise<string> = Promise.resolve('');

  /** Sent without waiting: what follows on the connection fails when this failed. */
  function send(text: string): void {
    open?.client.query(text).catch(() => {});
  }

  async function drop(): Promise<void> {
    const lost = open;
    open = null;
    await lost?.client.end().catch(() => {});
  }

  return {
    get transaction() {
      if (open === null) throw new LedgerBusyError('the connection to the database was lost');
      return open.transaction;
    },
    async begin() {
      if (open === null) {
        const client = await connectPostgres(url);
        open = { client, transaction: createTransaction(client) };
      }
      transactionId = readId(open.client.query(BEGIN));
      transactionId.catch(() => {});
    },
    savepoint: async () => send('savepoint one'),
    release: async () => send('release one'),
    rollbackToSavepoint: async () => send('rollback to one; release one'),
    async commit() {
      if (open === null) throw new LedgerBusyError('the connection to the database was lost');
      const { client } = open;
      const id = await transactionId;
      beforeCommit(client);
      try {
        const { command } = await client.query('commit');
        if (command !== 'COMMIT')
          throw new LedgerBusyError('the transaction was rolled back by the database');
      } catch (error) {
        if (error instanceof LedgerBusyError || client.getTransactionStatus() === 'I') throw error;
        await drop();
        await assertCommitted(url, clock, { id, error });
      }
    },
    async rollback() {
      try {
        await open?.client.query('rollback');
      } catch {
        // Without a connection there is nothing to roll back; the next transaction connects anew.
        await drop();
      }
    },
    judge: judgePostgres,
    explain: explainPostgres,
    end: drop,
  };
}

async function readId(answer: Promise<pg.QueryResult | pg.QueryResult[]>): Promise<string> {
  const results = await answer;
  const [row] = (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [];
  return (row as { readonly id?: string } | undefined)?.id ?? '';
}

/** A commit whose answer was lost may have happened: the server remembers, and is asked before anything is said. */
async function assertCommitted(
  url: string,
  clock: Clock,
  { id, error }: { readonly id: string; readonly error: unknown },
): Promise<void> {
  for (let asked = 0; asked < ASK_MAX; asked += 1) {
    const status = await askStatus(url, id);
    if (status === 'committed') return;
    if (status === 'aborted') throw error;
    await clock.sleep(ASK_AGAIN_MS);
  }
  throw new CommitUnknownError(
    'the connection was lost during a commit, and whether it happened could not be learned',
    {
      cause: error,
    },
  );
}

/** Null: the server cannot be asked now. */
async function askStatus(url: string, id: string): Promise<string | null> {
  try {
    const client = await connectPostgres(url);
    try {
      const { rows } = await client.query<{ status: string | null }>(
        'select pg_xact_status($1::text::xid8) as status',
        [id],
      );
      return rows[0]?.status ?? null;
    } finally {
      await client.end();
    }
  } catch {
    return null;
  }
}
