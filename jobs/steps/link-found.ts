import { isUnsettled } from '#domain/effect-state.ts';
import type { Link } from '#sdk/ledger/connections.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/**
 * Links what a sweep came upon under our reference and the ledger does not know of: its create was given up as unsent, or is
 * forgotten. One whose outcome is open finds its record itself, which ends the effect.
 *
 * @param createKey Of the effect that makes such a record.
 * @returns whether it was linked.
 */
export async function linkFound(tx: LedgerTransaction, link: Link, createKey: string): Promise<boolean> {
  const { kind, connection, ours } = link;
  if ((await tx.links.theirs(kind, connection, [ours])).has(ours)) return false;
  const create = await tx.effects.get(createKey);
  if (create !== null && isUnsettled(create.state)) return false;
  await tx.links.save(link);
  return true;
}
