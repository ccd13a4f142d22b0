import { and, eq, sql } from '../drizzle.ts';
import type { LeaseRepository } from '#sdk/ledger/connections.ts';
import type { Session } from '../session.ts';
import { leases } from '../tables/connections.ts';

export function createLeaseRepository({ db, leaseNow }: Session): LeaseRepository {
  const given = sql.placeholder('holder');
  const leaseUntil = sql`${leaseNow()} + ${sql.placeholder('leaseMs')}`;
  const acquire = db
    .insert(leases)
    .values({ name: sql.placeholder('name'), holder: given, leaseUntil })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder: sql`${given}`, leaseUntil },
      setWhere: sql`${leases.holder} = ${given} or ${leases.leaseUntil} <= ${leaseNow()}`,
    })
    .returning({ name: leases.name })
    .prepare('acquire_lease');

  return {
    async acquire(name, holder, leaseMs) {
      return (await acquire.execute({ name, holder, leaseMs })).length > 0;
    },

    async release(name, holder) {
      await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
    },
  };
}
