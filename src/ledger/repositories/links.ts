import { and, eq, or, sql } from '../drizzle.ts';
import type { Link, LinkRepository } from '#sdk/ledger/connections.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { links } from '../tables/connections.ts';

/** Rows of one statement; each has five values. */
const ROWS_MAX = 64;

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
  const insertMissing = preparedPer((size: number) =>
    db
      .insert(links)
      .values(
        Array.from({ length: size }, (_, at) => ({
          kind: sql.placeholder(`kind${at}`),
          connection: sql.placeholder(`connection${at}`),
          ours: sql.placeholder(`ours${at}`),
          theirs: sql.placeholder(`theirs${at}`),
          label: sql.placeholder(`label${at}`),
        })),
      )
      .onConflictDoNothing()
      .returning({ ours: links.ours })
      .prepare(`insert_links_${size}`),
  );
  const find = async (side: 'ours' | 'theirs', kind: string, connection: string, ids: readonly string[]) => {
    const found = new Map<string, Link>();
    for (const chunk of chunksOf(ids)) {
      const rows = await statements[side](listSize(chunk)).execute({ kind, connection, ...listed(chunk) });
      for (const row of rows) found.set(row[side], row);
    }
    return found;
  };
  /** @throws when either side is linked to something else. */
  const assertFree = async (link: Link): Promise<void> => {
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
  };
  return {
    async save(link) {
      await assertFree(link);
      await db
        .insert(links)
        .values(link)
        .onConflictDoUpdate({
          target: [links.kind, links.connection, links.ours],
          set: { label: link.label },
        });
    },
    async saveAll(all) {
      for (const chunk of chunksOf(all, ROWS_MAX)) {
        const values = Object.fromEntries(
          chunk.flatMap((link, at) => Object.entries(link).map(([name, value]) => [`${name}${at}`, value])),
        );
        const inserted = await insertMissing(chunk.length).execute(values);
        if (inserted.length === chunk.length) continue;
        const fresh = new Set(inserted.map(({ ours }) => ours));
        for (const link of chunk) if (!fresh.has(link.ours)) await assertFree(link);
      }
    },
    theirs: (kind, connection, ours) => find('ours', kind, connection, ours),
    ours: (kind, connection, theirs) => find('theirs', kind, connection, theirs),
  };
}
