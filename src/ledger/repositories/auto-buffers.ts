import { eq, sql } from '../drizzle.ts';
import type { AutoBuffer } from '#domain/auto-buffer.ts';
import type { ExposureRepository } from '#sdk/ledger/exposure.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { autoBuffers } from '../tables/exposure.ts';

/** Units that the automatic buffer keeps back now, by SKU; those without are left out. */
export function createBufferReader(
  session: Session,
): (skus: readonly string[]) => Promise<ReadonlyMap<string, number>> {
  const { buffers } = createBufferRepository(session);
  return async (skus) => new Map([...(await buffers(skus))].map(([sku, { units }]) => [sku, units]));
}

export function createBufferRepository({ db }: Session): Pick<ExposureRepository, 'buffers' | 'saveBuffer'> {
  const ofSkus = preparedPer((size: number) =>
    db.select().from(autoBuffers).where(isOneOfListed(autoBuffers.sku, size)).prepare('auto_buffers'),
  );
  const all = db.select().from(autoBuffers).prepare('all_auto_buffers');
  const toMap = (rows: readonly (typeof autoBuffers.$inferSelect)[]) =>
    new Map<string, AutoBuffer>(rows.map(({ sku, ...buffer }) => [sku, buffer]));
  const save = db
    .insert(autoBuffers)
    .values({
      sku: sql.placeholder('sku'),
      units: sql.placeholder('units'),
      neededAt: sql.placeholder('neededAt'),
    })
    .onConflictDoUpdate({
      target: autoBuffers.sku,
      set: { units: sql`excluded.units`, neededAt: sql`excluded.needed_at` },
    })
    .prepare('save_auto_buffer');
  const remove = db
    .delete(autoBuffers)
    .where(eq(autoBuffers.sku, sql.placeholder('sku')))
    .prepare('remove_auto_buffer');

  return {
    async buffers(skus) {
      if (skus === null) return toMap(await all.execute());
      const rows: (typeof autoBuffers.$inferSelect)[] = [];
      for (const chunk of chunksOf([...new Set(skus)]))
        rows.push(...(await ofSkus(listSize(chunk)).execute(listed(chunk))));
      return toMap(rows);
    },
    async saveBuffer(sku, { units, neededAt }) {
      await (units === 0 ? remove.execute({ sku }) : save.execute({ sku, units, neededAt }));
    },
  };
}
