import { sql } from '../drizzle.ts';
import type { WorkRef, WorkRow } from '#sdk/ledger/work.ts';
import { work } from '../tables/work.ts';

/** What every statement about dirty rows says, letter for letter as the partial indexes do. */
export const isDirty = sql`${work.wanted} > ${work.done} and ${work.state} = 'open'`;

export const isHanded = sql`${work.handedAt} is not null`;
export const isNotHanded = sql`${work.handedAt} is null`;

export function toWorkRow(row: typeof work.$inferSelect): WorkRow {
  const { id: _id, uid: _uid, leaseToken: _token, handedAt: _handedAt, ...shown } = row;
  return shown;
}

export function toNamedRow(row: typeof work.$inferSelect): WorkRow & { readonly id: string } {
  return { ...toWorkRow(row), id: row.uid };
}

export function refKey({ job, connection, subject }: WorkRef): string {
  return JSON.stringify([job, connection, subject]);
}
