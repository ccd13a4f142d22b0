import type pg from 'pg';
import type { Clock } from '#sdk/clock.ts';
import { connectPostgres } from './postgres-client.ts';

const CHANNEL = 'syncline_work';
const RECONNECT_MS = 1_000;

/**
 * Tells the other processes of new work in the moment of its commit, so that what the web process stored is taken up at
 * once by the scheduler. A lost notice costs only time: the relay looks by itself as well.
 */
export interface WorkNotices {
  /** Sent with the transaction that is open on this connection. */
  send(client: pg.ClientBase): void;
  close(): Promise<void>;
}

interface NoticeEdges {
  readonly url: string;
  readonly clock: Clock;
  /** This process: it needs no notice of its own work. */
  readonly id: string;
  readonly onNotice: () => void;
}

export function createWorkNotices({ url, clock, id, onNotice }: NoticeEdges): WorkNotices {
  const closing = new AbortController();
  const listening = listenUntil(closing.signal);

  async function listenUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await listenOnce(signal);
      } catch {
        // The database is away; its return is waited for below.
      }
      if (!signal.aborted) await clock.sleep(RECONNECT_MS, signal).catch(() => {});
    }
  }

  async function listenOnce(signal: AbortSignal): Promise<void> {
    const client = await connectPostgres(url);
    try {
      client.on('notification', ({ payload }) => {
        if (payload !== id) onNotice();
      });
      const ended = new Promise<void>((resolve) => {
        client.once('end', () => resolve());
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await client.query(`listen ${CHANNEL}`);
      // What was told while nobody listened is looked for once.
      onNotice();
      if (!signal.aborted) await ended;
    } finally {
      await client.end();
    }
  }

  return {
    send(client) {
      client.query('select pg_notify($1, $2)', [CHANNEL, id]).catch(() => {});
    },
    async close() {
      closing.abort();
      await listening;
    },
  };
}
