import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import { type Repeating, repeat } from './repeat.ts';
import type { NoteError } from './sampled-errors.ts';

/** Which connections may work now. A paused one, or one whose vendor is away, runs nothing. */
export interface ConnectionGate {
  /** Asked before each run. A `false` is remembered: what was turned away is handed over again when the gate opens. */
  isOpen(connection: string): boolean;
  /** Pauses until the credential changes; alerts once, whatever the number of runs that fail. */
  pause(connection: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectionGateOptions {
  readonly ledger: Ledger;
  readonly connections: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly noteError: NoteError;
  readonly lookMs?: number | undefined;
  /** Milliseconds until the breaker lets a call pass; 0 when it is closed. */
  readonly blockedForMs: (connection: string) => number;
  /** Fingerprint of the credentials in use, so that other ones un-pause. */
  readonly credentialsOf: (connection: string) => string | undefined;
  /** Called when a gate closes, and when it opens or is open again. */
  readonly onChange: (connection: string, open: boolean) => Promise<void>;
}

const LOOK_EVERY_MS = 500;

export async function createConnectionGate(options: ConnectionGateOptions): Promise<ConnectionGate> {
  const { ledger, clock, log } = options;
  let paused = await readPaused(ledger);
  const told = new Map(options.connections.map((connection) => [connection, true]));
  const turnedAway = new Set<string>();
  const mayWork = (connection: string) => !paused.has(connection) && options.blockedForMs(connection) === 0;
  const tell = async () => {
    for (const [connection, before] of told) {
      const open = mayWork(connection);
      // It may have closed and opened again between two looks.
      if (open === before && !(open && turnedAway.has(connection))) continue;
      turnedAway.delete(connection);
      await options.onChange(connection, open);
      told.set(connection, open);
    }
  };
  const looking: Repeating = repeat(async () => {
    paused = await readPaused(ledger);
    await tell();
    return options.lookMs ?? LOOK_EVERY_MS;
  }, options);
  return {
    isOpen: (connection) => {
      const open = mayWork(connection);
      if (!open) turnedAway.add(connection);
      return open;
    },
    pause: async (connection, reason) => {
      paused = new Set([...paused, connection]);
      const change = {
        by: 'unauthorized',
        reason,
        now: clock.now(),
        credentials: options.credentialsOf(connection),
      } as const;
      const first = await ledger.write((tx) => tx.connections.pause(connection, change));
      if (first) log.error('connection paused: the vendor refuses its credentials', { connection, reason });
      looking.kick();
    },
    close: () => looking.close(),
  };
}

async function readPaused(ledger: Ledger): Promise<ReadonlySet<string>> {
  const states = await ledger.read((tx) => tx.connections.all());
  return new Set(states.filter((state) => state.paused !== 'no').map((state) => state.connection));
}
