import { defineJob } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { publishCell } from './steps/marks.ts';

const EVERY_MS = 60_000;
/** Until when this connection's cells have followed the ends; kept with the cursors. */
const RESOURCE = 'backorder-ends';

/**
 * Leave to sell below zero ends at a moment, and no fact tells of it: once a minute the cells of the items whose leave
 * has ended since the last look are planned again.
 */
export const endBackorders = defineJob({
  name: jobNames.endBackorders,
  title: 'Lowers what a channel shows when leave to sell below zero has ended',
  priority: 'stock-decrease',
  appliesTo: ({ account }) => account.stock?.target !== undefined,
  schedules: ({ settings }) =>
    settings.stock.backorderEnds.size === 0 ? [] : [{ subject: 'all', everyMs: EVERY_MS }],
  async run({ ledger, connection, settings, clock }) {
    await ledger.write(async (tx) => {
      const { completedAt } = await tx.cursors.get(connection, RESOURCE);
      const now = clock.now();
      const ended = [...settings.stock.backorderEnds].filter(
        ([until]) => until <= now && (completedAt === null || until > completedAt),
      );
      const skus = ended.flatMap(([, some]) => some);
      const places = skus.flatMap((sku) => settings.locations.map(({ name }) => ({ sku, location: name })));
      const cells = (await tx.stock.cellsOf(places)).filter((cell) => cell.connection === connection);
      const cause = 'leave to sell below zero has ended';
      await tx.work.mark(cells.map((cell) => publishCell(cell, { cause, priority: 'stock-decrease' })));
      await tx.cursors.save(connection, RESOURCE, { completedAt: now });
    });
  },
});
