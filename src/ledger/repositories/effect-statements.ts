import { and, asc, eq, inArray, sql } from '../drizzle.ts';
import { isOneOfListed, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { effectMembers, effects } from '../tables/effects.ts';

/** The statements of an effect's way through its states, prepared: every write to a vendor runs each of them. */
export function prepareEffectStatements({ db }: Session) {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  return {
    find: db
      .select()
      .from(effects)
      .where(eq(effects.key, given('key')))
      .prepare('find_effect'),

    membersOf: db
      .select({ subject: effectMembers.subject, from: effectMembers.from, to: effectMembers.to })
      .from(effectMembers)
      .where(eq(effectMembers.effectId, given('id')))
      .orderBy(asc(effectMembers.position))
      .prepare('members_of_effect'),

    /** Those that may still change something for one of so many subjects. */
    openOf: preparedPer((size: number) => {
      const touching = db
        .select({ id: effectMembers.effectId })
        .from(effectMembers)
        .where(
          and(
            eq(effectMembers.connection, given('connection')),
            isOneOfListed(effectMembers.subject, size),
            sql`${effectMembers.open} = 1`,
          ),
        );
      return db
        .select()
        .from(effects)
        .where(and(inArray(effects.id, touching), eq(effects.job, given('job'))))
        .orderBy(asc(effects.id))
        .prepare('open_effects');
    }),

    insert: db
      .insert(effects)
      .values({
        key: given('key'),
        job: given('job'),
        connection: given('connection'),
        operation: given('operation'),
        cause: given('cause'),
        body: given('body'),
        state: 'intended',
        createdAt: given('now'),
        sends: 0,
      })
      .onConflictDoNothing()
      .returning()
      .prepare('insert_effect'),

    /** Nothing of it is at the target, so it may say what it says now. */
    restate: db
      .update(effects)
      .set({ body: sql`${given('body')}`, cause: sql`${given('cause')}` })
      .where(
        and(eq(effects.key, given('key')), sql`${effects.state} in ('intended', 'rejected', 'superseded')`),
      )
      .returning()
      .prepare('restate_effect'),

    insertMember: db
      .insert(effectMembers)
      .values({
        effectId: given('effectId'),
        position: given('position'),
        connection: given('connection'),
        subject: given('subject'),
        from: given('from'),
        to: given('to'),
        open: true,
      })
      .prepare('insert_effect_member'),

    startSending: db
      .update(effects)
      .set({
        state: 'sending',
        firstSentAt: sql`coalesce(${effects.firstSentAt}, ${given('now')})`,
        sentAt: sql`${given('now')}`,
        quarantineUntil: sql`${given('quarantineUntil')}`,
        sends: sql`${effects.sends} + 1`,
      })
      .where(and(eq(effects.key, given('key')), sql`${effects.state} in ('intended', 'unknown')`))
      .returning({ id: effects.id })
      .prepare('start_sending'),

    move: db
      .update(effects)
      .set({
        state: sql`${given('state')}`,
        settledAt: sql`${given('settledAt')}`,
        result: sql`${given('result')}`,
        error: sql`${given('error')}`,
        quarantineUntil: sql`${given('quarantineUntil')}`,
      })
      .where(eq(effects.id, given('id')))
      .prepare('move_effect'),

    openMembers: db
      .update(effectMembers)
      .set({ open: sql`${given('open')}` })
      .where(eq(effectMembers.effectId, given('id')))
      .prepare('open_effect_members'),
  };
}

export type EffectStatements = ReturnType<typeof prepareEffectStatements>;
