import { and, asc, count, desc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { canBecome, type EffectState, isUnsettled } from '#domain/effect-state.ts';
import type { EffectRepository, NewEffect } from '#sdk/ledger/effects.ts';
import { chunksOf, isOneOf, type Session } from '../session.ts';
import { effectMembers, effects } from '../tables/effects.ts';
import { bodyPlace, type EffectRow, isOpen, toEffects } from './effect-rows.ts';
import { assertHeld } from './work-leases.ts';

type Change = Parameters<EffectRepository['move']>[2];

export function createEffectRepository(session: Session): EffectRepository {
  const { db, sealer } = session;

  const rowOf = async (key: string): Promise<EffectRow | null> => {
    const [row] = await db.select().from(effects).where(eq(effects.key, key));
    return row ?? null;
  };
  const openRows = async (job: string, connection: string, subjects: readonly string[]): Promise<readonly EffectRow[]> => {
    const found = new Map<number, EffectRow>();
    for (const chunk of chunksOf(subjects)) {
      const touching = db
        .select({ id: effectMembers.effectId })
        .from(effectMembers)
        .where(and(eq(effectMembers.connection, connection), isOneOf(effectMembers.subject, chunk), sql`${effectMembers.open} = 1`));
      const rows = await db
        .select()
        .from(effects)
        .where(and(inArray(effects.id, touching), eq(effects.job, job)))
        .orderBy(asc(effects.id));
      for (const row of rows) found.set(row.id, row);
    }
    return [...found.values()];
  };
  const moveRow = async (row: EffectRow, to: EffectState, change: Change): Promise<void> => {
    if (!canBecome(row.state, to)) throw new Error(`effect ${row.key} is ${row.state} and cannot become ${to}`);
    await db
      .update(effects)
      .set({
        state: to,
        settledAt: isOpen(to) ? null : change.now,
        ...(change.result === undefined ? {} : { result: change.result }),
        ...(change.error === undefined ? {} : { error: change.error }),
        ...(change.quarantineUntil === undefined ? {} : { quarantineUntil: change.quarantineUntil }),
      })
      .where(eq(effects.id, row.id));
    if (isOpen(row.state) === isOpen(to)) return;
    await db.update(effectMembers).set({ open: isOpen(to) }).where(eq(effectMembers.effectId, row.id));
  };

  return {
    async intend(effect, now) {
      const inserted = await insertEffect(session, effect, now);
      const row = inserted ?? (await rowOf(effect.key));
      const [stored] = row === null ? [] : await toEffects(session, [row]);
      if (stored === undefined) throw new Error(`effect ${effect.key} was not stored`);
      return stored;
    },

    async get(key) {
      const row = await rowOf(key);
      return row === null ? null : ((await toEffects(session, [row]))[0] ?? null);
    },

    async startSending(key, lease, now, quarantineUntil) {
      await assertHeld(session, lease);
      const started = await db
        .update(effects)
        .set({
          state: 'sending',
          firstSentAt: sql`case when ${effects.firstSentAt} is null then ${now} else ${effects.firstSentAt} end`,
          sentAt: now,
          quarantineUntil,
          sends: sql`${effects.sends} + 1`,
        })
        .where(and(eq(effects.key, key), sql`${effects.state} in ('intended', 'unknown')`))
        .returning({ id: effects.id });
      if (started.length > 0) return;
      throw new Error(`effect ${key} is ${(await rowOf(key))?.state ?? 'not there'} and cannot become sending`);
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
        await moveRow(row, 'unknown', { now, error: 'its sender stopped before the answer', quarantineUntil: now + quarantineMs });
      }
      return await toEffects(session, (await openRows(job, connection, subjects)).filter((row) => isUnsettled(row.state)));
    },

    async unsettled(job, connection, subjects) {
      return await toEffects(session, (await openRows(job, connection, subjects)).filter((row) => isUnsettled(row.state)));
    },

    async ofSubject(subject, limit) {
      const touching = db
        .select({ id: effectMembers.effectId })
        .from(effectMembers)
        .where(eq(effectMembers.subject, subject))
        .orderBy(desc(effectMembers.effectId))
        .limit(limit);
      const rows = await db.select().from(effects).where(inArray(effects.id, touching)).orderBy(desc(effects.id));
      return await toEffects(session, rows);
    },

    async counts() {
      const { connection, operation, state } = effects;
      return await db
        .select({ connection, operation, state, count: count() })
        .from(effects)
        .groupBy(connection, operation, state);
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
async function insertEffect({ db, sealer }: Session, effect: NewEffect, now: number): Promise<EffectRow | null> {
  const { key, job, connection, operation, members, cause } = effect;
  const body = sealer.seal(effect.body, bodyPlace(key));
  const [row] = await db
    .insert(effects)
    .values({ key, job, connection, operation, cause, body, state: 'intended', createdAt: now, sends: 0 })
    .onConflictDoNothing()
    .returning();
  if (row === undefined) return null;
  const rows = members.map(({ subject, from, to }, position) => ({ effectId: row.id, position, connection, subject, from, to, open: true }));
  for (const chunk of chunksOf(rows)) await db.insert(effectMembers).values([...chunk]);
  return row;
}

/** A set-to-value is gone for good: its key names a plan that never comes again (W3). Of all others the key stays for ever. */
async function forget({ db }: Session, ids: readonly number[]): Promise<void> {
  const sets = await db
    .selectDistinct({ id: effectMembers.effectId })
    .from(effectMembers)
    .where(and(inArray(effectMembers.effectId, [...ids]), or(isNotNull(effectMembers.from), isNotNull(effectMembers.to))));
  await db.update(effects).set({ body: null }).where(inArray(effects.id, [...ids]));
  if (sets.length === 0) return;
  const setIds = sets.map((row) => row.id);
  await db.delete(effectMembers).where(inArray(effectMembers.effectId, setIds));
  await db.delete(effects).where(inArray(effects.id, setIds));
}
