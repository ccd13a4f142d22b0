import { and, asc, count, desc, eq, lt, sql } from '../drizzle.ts';
import type { EventRepository, StoredEvent } from '#sdk/ledger/events.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { events } from '../tables/events.ts';

/** How many bodies `mentioning` opens at most: they are sealed, so they cannot be searched by the database. */
const SEARCHED_MAX = 5_000;
const SEARCHED_PAGE = 200;

export function createEventRepository({ db, random, sealer, noteWork }: Session): EventRepository {
  const place = (uid: string) => ({ table: 'events', column: 'body', row: uid });
  const opened = (row: typeof events.$inferSelect): StoredEvent => ({
    id: row.uid,
    connection: row.connection,
    deliveryId: row.deliveryId,
    topic: row.topic,
    receivedAt: row.receivedAt,
    state: row.state,
    reason: row.reason,
    body: sealer.open(row.body, place(row.uid)),
  });
  const insert = db
    .insert(events)
    .values({
      uid: sql.placeholder('uid'),
      connection: sql.placeholder('connection'),
      deliveryId: sql.placeholder('deliveryId'),
      topic: sql.placeholder('topic'),
      triggeredAt: sql.placeholder('triggeredAt'),
      receivedAt: sql.placeholder('receivedAt'),
      state: sql.placeholder('state'),
      reason: sql.placeholder('reason'),
      body: sql.placeholder('body'),
    })
    .onConflictDoNothing()
    .returning({ id: events.id })
    .prepare('receive_event');
  const settle = preparedPer((size: number) =>
    db
      .update(events)
      .set({ state: sql`${sql.placeholder('state')}`, reason: sql`${sql.placeholder('reason')}` })
      .where(isOneOfListed(events.uid, size))
      .prepare('settle_events'),
  );
  const waiting = sql`${events.state} = 'received'`;
  const selectWaiting = db
    .select()
    .from(events)
    .where(and(eq(events.connection, sql.placeholder('connection')), waiting))
    .orderBy(asc(events.id))
    .limit(sql.placeholder('limit'))
    .prepare('waiting_events');

  const selectCounts = db
    .select({ connection: events.connection, state: events.state, count: count() })
    .from(events)
    .groupBy(events.connection, events.state)
    .prepare('count_events');

  return {
    async receive({ unusable, ...event }) {
      const uid = random.id();
      const body = sealer.seal(event.body, place(uid));
      const state = unusable === undefined ? 'received' : 'parked';
      return (await insert.execute({ ...event, uid, body, state, reason: unusable ?? null })).length > 0;
    },

    async waiting(connection, limit) {
      return (await selectWaiting.execute({ connection, limit })).map(opened);
    },

    async settle(ids, state, reason) {
      for (const chunk of chunksOf(ids)) {
        await settle(listSize(chunk)).execute({ state, reason: reason ?? null, ...listed(chunk) });
      }
    },

    async get(id) {
      const [row] = await db.select().from(events).where(eq(events.uid, id));
      return row === undefined ? null : opened(row);
    },

    async replay(id) {
      const rows = await db
        .update(events)
        .set({ state: 'received', reason: null })
        .where(eq(events.uid, id))
        .returning({ id: events.id });
      if (rows.length > 0) noteWork();
      return rows.length > 0;
    },

    async parked(limit) {
      const rows = await db
        .select()
        .from(events)
        .where(sql`${events.state} = 'parked'`)
        .orderBy(desc(events.id))
        .limit(limit);
      return rows.map(opened);
    },

    async mentioning(connection, text, limit) {
      const found: StoredEvent[] = [];
      let before: number | null = null;
      for (let searched = 0; searched < SEARCHED_MAX && found.length < limit; searched += SEARCHED_PAGE) {
        const older = before === null ? undefined : lt(events.id, before);
        const rows: (typeof events.$inferSelect)[] = await db
          .select()
          .from(events)
          .where(and(eq(events.connection, connection), older))
          .orderBy(desc(events.id))
          .limit(SEARCHED_PAGE);
        found.push(...rows.map(opened).filter((event) => event.body.includes(text)));
        before = rows.at(-1)?.id ?? null;
        if (rows.length < SEARCHED_PAGE) break;
      }
      return found.slice(0, limit);
    },

    async search(isWanted, limit) {
      const found: StoredEvent[] = [];
      let before: number | null = null;
      while (found.length < limit) {
        const rows: (typeof events.$inferSelect)[] = await db
          .select()
          .from(events)
          .where(before === null ? undefined : lt(events.id, before))
          .orderBy(desc(events.id))
          .limit(SEARCHED_PAGE);
        found.push(...rows.map(opened).filter(isWanted));
        before = rows.at(-1)?.id ?? null;
        if (rows.length < SEARCHED_PAGE) break;
      }
      return found.slice(0, limit);
    },

    counts: () => selectCounts.execute(),

    async prune(before, limit) {
      const old = db
        .select({ id: events.id })
        .from(events)
        .where(and(lt(events.receivedAt, before), sql`${events.state} <> 'received'`))
        .orderBy(asc(events.receivedAt))
        .limit(limit);
      return (
        await db
          .delete(events)
          .where(sql`${events.id} in ${old}`)
          .returning({ id: events.id })
      ).length;
    },
  };
}
