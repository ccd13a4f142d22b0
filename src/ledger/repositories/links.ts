import { and, eq, or, sql } from '../drizzle.ts';
import type { Link, LinkRepository } from '#sdk/ledger/connections.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { links } from '../tables/connections.ts';

export function createLinkRepository({ db }: Session): LinkRepository {
  const prepareFind = (side: 'ours' | 'theirs') =>
    preparedPer((size: number) =>
      db
        .select()
        .from(links)
        .where(
          and(
            eq(links.kind, sql.placeholder('kind')),
            eq(links.connection, sql.placeholder('connection')),
            isOneOfListed(links[side], size),
          ),
        )
        .prepare(`links_by_${side}`),
    );
  const statements = { ours: prepareFind('ours'), theirs: prepareFind('theirs') };
  const find = async (side: 'ours' | 'theirs', kind: string, connection: string, ids: readonly string[]) => {
    const found = new Map<string, Link>();
    for (const chunk of chunksOf(ids)) {
      const rows = await statements[side](listSize(chunk)).execute({ kind, connection, ...listed(chunk) });
      for (const row of rows) found.set(row[side], row);
    }
    return found;
  };
  return {
    async save(link) {
      const rows = await db
        .select()
        .from(links)
        .where(
          and(
            eq(links.kind, link.kind),
            eq(links.connection, link.connection),
            or(eq(links.ours, link.ours), eq(links.theirs, link.theirs)),
          ),
        );
      const other = rows.find((row) => row.ours !== link.ours || row.theirs !== link.theirs);
      if (other !== undefined) {
        throw new Error(
          `cannot link ${link.kind} ${link.ours} to ${link.theirs} of ${link.connection}: ${other.ours} is linked to ${other.theirs}`,
        );
      }
      await db
        .insert(links)
        .values(link)
        .onConflictDoUpdate({
          target: [links.kind, links.connection, links.ours],
          set: { label: link.label },
        });
    },
    theirs: (kind, connection, ours) => find('ours', kind, connection, ours),
    ours: (kind, connection, theirs) => find('theirs', kind, connection, theirs),
  };
}
