import type { Ledger } from '#sdk/ledger/ledger.ts';

export interface PauseResult {
  readonly connection: string;
  readonly paused: boolean;
  /** False: it already was so. */
  readonly changed: boolean;
}

/** Nothing of this connection is read or written until it is resumed; its webhooks are still received. */
export async function pauseConnection(
  ledger: Ledger,
  connection: string,
  { reason, now }: { readonly reason: string; readonly now: number },
): Promise<PauseResult> {
  const changed = await ledger.write(async (tx) => {
    await tx.connections.ensure(connection, now);
    return tx.connections.pause(connection, { by: 'by-operator', reason, now });
  });
  return { connection, paused: true, changed };
}

/** Also ends a pause that a refused credential made; if it is still refused, the connection pauses again. */
export async function resumeConnection(ledger: Ledger, connection: string): Promise<PauseResult> {
  const changed = await ledger.write((tx) => tx.connections.resume(connection));
  return { connection, paused: false, changed };
}
