import { asc, inArray } from '../drizzle.ts';
import { type EffectState, isUnsettled } from '#domain/effect-state.ts';
import type { Effect, EffectMember } from '#sdk/ledger/effects.ts';
import type { Sealer } from '../sealing.ts';
import type { Session } from '../session.ts';
import { effectMembers, type effects } from '../tables/effects.ts';

export type EffectRow = typeof effects.$inferSelect;

/** May still change something, or be sent: such effects are found by their open members. */
export function isOpen(state: EffectState): boolean {
  return state === 'intended' || isUnsettled(state);
}

export function bodyPlace(key: string) {
  return { table: 'effects', column: 'body', row: key };
}

/** The effects of these rows with their members, in the order of the rows. */
export async function toEffects(
  { db, sealer }: Session,
  rows: readonly EffectRow[],
): Promise<readonly Effect[]> {
  if (rows.length === 0) return [];
  const members = await db
    .select()
    .from(effectMembers)
    .where(
      inArray(
        effectMembers.effectId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(effectMembers.effectId), asc(effectMembers.position));
  return rows.map((row) =>
    toEffect(
      sealer,
      row,
      members.filter((member) => member.effectId === row.id),
    ),
  );
}

export function toEffect(
  sealer: Sealer,
  { id: _id, body, ...row }: EffectRow,
  members: readonly EffectMember[],
): Effect {
  return {
    ...row,
    body: body === null ? '' : sealer.open(body, bodyPlace(row.key)),
    members: members.map(({ subject, from, to }) => ({ subject, from, to })),
  };
}
