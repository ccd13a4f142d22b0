import { and, eq, sql } from 'drizzle-orm';
import type { LeaseRepository } from '#sdk/ledger/connections.ts';
import type { Session } from '../session.ts';
import { leases } from '../tables/connections.ts';

export function createLeaseRepository({ db, leaseNow }: Session): LeaseRepository {
  return {
    async acquire(name, holder, leaseMs) {
      const leaseUntil = sql`${leaseNow()} + ${leaseMs}`;
      const rows = await db
        .insert(leases)
        .values({ name, holder, leaseUntil })
        .onConflictDoUpdate({
          target: leases.name,
          set: { holder, leaseUntil },
          setWhere: sql`${leases.holder} = ${holder} or ${leases.leaseUntil} <= ${leaseNow()}`,
        })
        .returning({ name: leases.name });
      return rows.length > 0;
    },

    async release(name, holder) {
      await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
    },
  };
}
