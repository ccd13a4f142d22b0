import { placeOf } from '#reconcile/plan-push.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { MarketingSetting } from '#sdk/settings.ts';

/**
 * The segments that a profile is to name: those that were released to the tool, so that a push which waits for approval changes no
 * profile by this way either. Null: nothing was ever said of the customer, and what stands there stays.
 */
export async function namedSegments(
  tx: LedgerTransaction,
  setting: MarketingSetting | undefined,
  { connection, reference }: { readonly connection: string; readonly reference: string },
): Promise<readonly string[] | null> {
  const named = Object.entries(setting?.segments ?? {}).flatMap(([name, destination]) =>
    destination.property ? [[name, placeOf(name, destination)] as const] : [],
  );
  if (named.length === 0) return null;
  const told = await tx.segments.toldOf(connection, reference);
  if (!named.some(([, place]) => told.has(place))) return null;
  return named.flatMap(([name, place]) => (told.get(place) === 'there' ? [name] : []));
}
