import { ERASURE_HOLD_MAX_MS } from '#domain/erasure-term.ts';
import { priorities } from '#domain/priority.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Erasure } from '#sdk/ledger/customers.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** Who asks for an erasure that a backup had undone. */
const RESTORED = 'restored backup';

export interface ErasedPerson {
  readonly id: string;
  readonly customers: number;
  readonly orders: number;
  /** Orders that keep their address until they have left, and until when at the latest. */
  readonly held: number;
  readonly heldUntil: number | null;
  /** The systems that are asked to erase the person, too. */
  readonly asked: readonly string[];
}

/**
 * Deletes what is personal of whoever has this address, notes that they may not come back, and has the systems that write to
 * customers erase them. What orders were worth stays.
 */
export async function erasePerson(
  ledger: Ledger,
  email: string,
  {
    by,
    now,
    connections,
  }: { readonly by: string; readonly now: number; readonly connections: ReadonlyMap<string, Connection> },
): Promise<ErasedPerson> {
  assertAddress(email);
  const asked = customerTargets(connections);
  return ledger.write(async (tx) => {
    const person = { email: email.trim(), phone: null, customer: null, orders: [] };
    const holdUntil = now + ERASURE_HOLD_MAX_MS;
    const erasure = await tx.erasures.begin(person, by, now, holdUntil);
    await askToErase(tx, erasure, { asked, now });
    const { id, customers, orders, held, heldUntil } = erasure;
    return { id, customers, orders, held, heldUntil, asked };
  });
}

/**
 * Erases again whom a restored backup brought back, before anybody is told of them.
 *
 * @returns how many erasures began anew.
 */
export async function eraseRestored(
  ledger: Ledger,
  { now, connections }: { readonly now: number; readonly connections: ReadonlyMap<string, Connection> },
): Promise<number> {
  const asked = customerTargets(connections);
  return ledger.write(async (tx) => {
    const repeated = await tx.erasures.repeatRestored(RESTORED, ERASURE_HOLD_MAX_MS);
    for (const erasure of repeated) await askToErase(tx, erasure, { asked, now });
    return repeated.length;
  });
}

/** The connections that write to customers. */
function customerTargets(connections: ReadonlyMap<string, Connection>): readonly string[] {
  return [...connections].flatMap(([name, { customers }]) => (customers?.target === undefined ? [] : [name]));
}

async function askToErase(
  tx: LedgerTransaction,
  { id, requestedBy }: Erasure,
  { asked, now }: { readonly asked: readonly string[]; readonly now: number },
): Promise<void> {
  if (asked.length === 0) await tx.erasures.finish(id, now);
  await tx.work.mark(
    asked.map((connection) => ({
      job: wokenJobs.erasePeople,
      subject: id,
      connection,
      priority: priorities['consent-lowered'],
      cause: `erasure ${id}, asked for by ${requestedBy}`,
    })),
  );
}

/** @throws {OperationError} nobody can be found by it. */
export function assertAddress(email: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim()))
    throw new OperationError('this is no e-mail address', 'a person is named by their address');
}
