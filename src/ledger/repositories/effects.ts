import { and, asc, count, desc, eq, inArray, isNotNull, lt, or } from '../drizzle.ts';
import { canBecome, type EffectState, isUnsettled } from '#domain/effect-state.ts';
import type { Effect, EffectRepository, NewEffect } from '#sdk/ledger/effects.ts';
import { listed, listSize } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { effectMembers, effects } from '../tables/effects.ts';
import { bodyPlace, type EffectRow, isOpen, toEffect, toEffects } from './effect-rows.ts';
import { type EffectStatements, prepareEffectStatements } from './effect-statements.ts';
import { prepareHolding } from './work-holding.ts';

type Change = Parameters<EffectRepository['move']>[2];

export function createEffectRepository(session: Session): EffectRepository {
  const { db, sealer } = session;
  const statements = prepareEffectStatements(session);
  const { assertHeld } = prepareHolding(session);

  const rowOf = async (key: string): Promise<EffectRow | null> => {
    const [row] = await statements.find.execute({ key });
    return row ?? null;
  };
  const withMembers = async (row: EffectRow): Promise<Effect> =>
    toEffect(sealer, row, await statements.membersOf.execute({ id: row.id }));
  const openRows = async (
    job: string,
    connection: string,
    subjects: readonly string[],
  ): Promise<readonly EffectRow[]> => {
    const found = new Map<number, EffectRow>();
    for (const chunk of chunksOf(subjects)) {
      const statement = statements.openOf(listSize(chunk));
      const rows = await statement.execute({ job, connection, ...listed(chunk) });
      for (const row of rows) found.set(row.id, row);
    }
    return [...found.values()];
  };
  /** An effect that is surely not at its target takes over what is asked for now; others stay as they were sent. */
  const restated = async ({ key, body, cause }: NewEffect): Promise<EffectRow | undefined> => {
    const [row] = await statements.restate.execute({ key, cause, body: sealer.seal(body, bodyPlace(key)) });
    return row;
  };
  const moveRow = async (row: EffectRow, to: EffectState, change: Change): Promise<void> => {
    if (!canBecome(row.state, to))
      throw new Error(`effect ${row.key} is ${row.state} and cannot become ${to}`);
    await statements.move.execute({
      id: row.id,
      state: to,
      settledAt: isOpen(to) ? null : change.now,
      result: change.result ?? row.result,
      error: change.error ?? row.error,
      quarantineUntil: change.quarantineUntil ?? row.quarantineUntil,
    });
    if (isOpen(row.state) === isOpen(to)) return;
    await statements.openMembers.execute({ id: row.id, open: isOpen(to) ? 1 : 0 });
  };

  return {
    async intend(effect, now) {
      const inserted = await insertEffect(session, statements, { effect, now });
      const row = inserted ?? (await restated(effect)) ?? (await rowOf(effect.key));
      if (row === null) throw new Error(`effect ${effect.key} was not stored`);
      return withMembers(row);
    },

    async get(key) {
      const row = await rowOf(key);
      return row === null ? null : withMembers(row);
    },

    async startSending(key, lease, now, quarantineUntil) {
      await assertHeld(lease);
      const started = await statements.startSending.execute({ key, now, quarantineUntil });
      if (started.length > 0) return;
      throw new Error(
        `effect ${key} is ${(await rowOf(key))?.state ?? 'not there'} and cannot become sending`,
      );
    },

    async move(key, to, change) {
      const row = await rowOf(key);
      if (row === null) throw new Error(`effect ${key} is not there and cannot become ${to}`);
      await moveRow(row, to, change);
    },

    async takeOver(job, connection, subjects, now, quarantineMs) {
      for (const row of await openRows(job, connection, subjects)) {
        if (row.state === 'intended') await moveRow(row, 'superseded', { now });
        if (row.state !== 'sending') continue;
        await moveRow(row, 'unknown', {
          now,
          error: 'its sender stopped before the answer',
          quarantineUntil: now + quarantineMs,
        });
      }
      return toEffects(
        session,
        (await openRows(job, connection, subjects)).filter((row) => isUnsettled(row.state)),
      );
    },

    async unsettled(job, connection, subjects) {
      return toEffects(
        session,
        (await openRows(job, connection, subjects)).filter((row) => isUnsettled(row.state)),
      );
    },

    async ofSubject(subject, limit) {
      const touching = db
        .select({ id: effectMembers.effectId })
        .from(effectMembers)
        .where(eq(effectMembers.subject, subject))
        .orderBy(desc(effectMembers.effectId))
        .limit(limit);
      const rows = await db
        .select()
        .from(effects)
        .where(inArray(effects.id, touching))
        .orderBy(desc(effects.id));
      return toEffects(session, rows);
    },

    async counts() {
      const { connection, operation, state } = effects;
      return db
        .select({ connection, operation, state, count: count() })
        .from(effects)
        .groupBy(connection, operation, state);
    },

    async forget(key) {
      await db.update(effects).set({ body: null }).where(eq(effects.key, key));
    },

    async prune(before, limit) {
      const old = await db
        .select({ id: effects.id })
        .from(effects)
        .where(and(lt(effects.settledAt, before), isNotNull(effects.body)))
        .orderBy(asc(effects.settledAt))
        .limit(limit);
      for (const chunk of chunksOf(old.map((row) => row.id))) await forget(session, chunk);
      return old.length;
    },
  };
}

/** Null: an effect with this key was there before. */
async function insertEffect(
  { sealer }: Session,
  statements: EffectStatements,
  { effect, now }: { readonly effect: NewEffect; readonly now: number },
): Promise<EffectRow | null> {
  const { key, job, connection, operation, members, cause } = effect;
  const body = sealer.seal(effect.body, bodyPlace(key));
  const [row] = await statements.insert.execute({ key, job, connection, operation, cause, body, now });
  if (row === undefined) return null;
  await Promise.all(
    members.map(({ subject, from, to }, position) =>
      statements.insertMember.execute({ effectId: row.id, position, connection, subject, from, to }),
    ),
  );
  return row;
}

/** A set-to-value is gone for good: its key names a plan that never comes again (W3). Of all others the key stays for ever. */
async function forget({ db }: Session, ids: readonly number[]): Promise<void> {
  const sets = await db
    .selectDistinct({ id: effectMembers.effectId })
    .from(effectMembers)
    .where(
      and(
        inArray(effectMembers.effectId, [...ids]),
        or(isNotNull(effectMembers.from), isNotNull(effectMembers.to)),
      ),
    );
  await db
    .update(effects)
    .set({ body: null })
    .where(inArray(effects.id, [...ids]));
  if (sets.length === 0) return;
  const setIds = sets.map((row) => row.id);
  await db.delete(effectMembers).where(inArray(effectMembers.effectId, setIds));
  await db.delete(effects).where(inArray(effects.id, setIds));
}
