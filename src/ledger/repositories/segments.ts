import { and, asc, count, desc, eq, gt, lt, sql } from '../drizzle.ts';
import { customerReference } from '#domain/customer.ts';
import type { SegmentDifference, SegmentRepository, ToldState } from '#sdk/ledger/segments.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { segmentCustomers, segmentMembers, segmentTold } from '../tables/segments.ts';

export function createSegmentRepository(session: Session): SegmentRepository {
  const { db } = session;
  const membershipsOf = async (reference: string): Promise<readonly string[]> => {
    const rows = await db
      .select({ segment: segmentMembers.segment })
      .from(segmentMembers)
      .where(eq(segmentMembers.reference, reference));
    return rows.map(({ segment }) => segment);
  };

  return {
    async save({ connection, id: customerId }, { segments, changesAt }, now) {
      const reference = customerReference(connection, customerId);
      const before = await membershipsOf(reference);
      const came = segments.filter((segment) => !before.includes(segment));
      const left = before.filter((segment) => !segments.includes(segment));
      if (came.length > 0) {
        const rows = came.map((segment) => ({ segment, reference, connection, since: now }));
        await db.insert(segmentMembers).values(rows);
      }
      if (left.length > 0) {
        await db
          .delete(segmentMembers)
          .where(and(eq(segmentMembers.reference, reference), isOneOf(segmentMembers.segment, left)));
      }
      await db
        .insert(segmentCustomers)
        .values({ connection, customerId, changesAt })
        .onConflictDoUpdate({
          target: [segmentCustomers.connection, segmentCustomers.customerId],
          set: { changesAt },
        });
      return [...came, ...left];
    },

    async due(connection, now, limit) {
      const { changesAt, customerId } = segmentCustomers;
      const rows = await db
        .select({ customerId })
        .from(segmentCustomers)
        .where(and(eq(segmentCustomers.connection, connection), lt(changesAt, now + 1)))
        .orderBy(asc(changesAt), asc(customerId))
        .limit(limit);
      return rows.map((row) => row.customerId);
    },

    async sizes() {
      const { segment, connection } = segmentMembers;
      return db
        .select({ segment, connection, count: count() })
        .from(segmentMembers)
        .groupBy(segment, connection)
        .orderBy(asc(segment), asc(connection));
    },

    async newest(segment, limit) {
      const rows = await db
        .select({ reference: segmentMembers.reference })
        .from(segmentMembers)
        .where(eq(segmentMembers.segment, segment))
        .orderBy(desc(segmentMembers.since), asc(segmentMembers.reference))
        .limit(limit);
      return rows.map(({ reference }) => reference);
    },

    async differences({ connection, segment, place, stores }, afterReference, limit) {
      const isFed =
        stores.length === 0
          ? sql`false`
          : sql`m.connection in (${sql.join(
              stores.map((store) => sql`${store}`),
              sql`, `,
            )})`;
      const after = afterReference ?? '';
      // Both sides in one order, that of the database.
      const rows = await session.rows(sql`
        select m.reference, 1, t.state from ${segmentMembers} m
        left join ${segmentTold} t
          on t.connection = ${connection} and t.place = ${place} and t.reference = m.reference
        where m.segment = ${segment} and m.reference > ${after} and ${isFed}
          and (t.state is null or t.state <> 'there')
        union all
        select t.reference, 0, t.state from ${segmentTold} t
        where t.connection = ${connection} and t.place = ${place} and t.reference > ${after}
          and t.state <> 'absent' and not exists (
            select 1 from ${segmentMembers} m
            where m.segment = ${segment} and m.reference = t.reference and ${isFed})
        order by 1 limit ${limit}`);
      return rows.map(([reference, isMember, told]): SegmentDifference => ({
        reference: reference as string,
        isMember: Number(isMember) === 1,
        told: told as ToldState | null,
      }));
    },

    async noteTold({ connection, place }, references, state, now) {
      for (const chunk of chunksOf([...new Set(references)])) {
        await db
          .insert(segmentTold)
          .values(chunk.map((reference) => ({ connection, place, reference, state, changedAt: now })))
          .onConflictDoUpdate({
            target: [segmentTold.connection, segmentTold.place, segmentTold.reference],
            set: { state, changedAt: now },
          });
      }
    },

    async told({ connection, place }, afterReference, limit) {
      return db
        .select({
          reference: segmentTold.reference,
          state: segmentTold.state,
          changedAt: segmentTold.changedAt,
        })
        .from(segmentTold)
        .where(
          and(
            eq(segmentTold.connection, connection),
            eq(segmentTold.place, place),
            afterReference === null ? undefined : gt(segmentTold.reference, afterReference),
          ),
        )
        .orderBy(asc(segmentTold.reference))
        .limit(limit);
    },

    async wasTold(connection) {
      const rows = await db
        .select({ reference: segmentTold.reference })
        .from(segmentTold)
        .where(eq(segmentTold.connection, connection))
        .limit(1);
      return rows.length > 0;
    },

    async toldOf(connection, reference) {
      const rows = await db
        .select({ place: segmentTold.place, state: segmentTold.state })
        .from(segmentTold)
        .where(and(eq(segmentTold.connection, connection), eq(segmentTold.reference, reference)));
      return new Map(rows.map(({ place, state }) => [place, state]));
    },
  };
}
