import { pgTable } from '../drizzle.ts';
import { key, whole } from './columns.ts';

/** The buffer that follows the risk, per SKU. */
export const autoBuffers = pgTable('auto_buffers', {
  sku: key('sku').notNull(),
  units: whole('units').notNull(),
  neededAt: whole('needed_at').notNull(),
});

/** How long recorded sales take to lower what a channel shows. */
export const propagations = pgTable('propagations', {
  connection: key('connection').notNull(),
  meanMs: whole('mean_ms').notNull(),
  samples: whole('samples').notNull(),
  measuredAt: whole('measured_at').notNull(),
});

/** The risks to oversell, as last measured. */
export const exposures = pgTable('exposures', {
  sku: key('sku').notNull(),
  connection: key('connection').notNull(),
  velocityMilliunits: whole('velocity_milliunits').notNull(),
  propagationMs: whole('propagation_ms').notNull(),
  expectedMilliunits: whole('expected_milliunits').notNull(),
  boundUnits: whole('bound_units').notNull(),
  expectedMinor: whole('expected_minor').notNull(),
  boundMinor: whole('bound_minor').notNull(),
  currency: key('currency').notNull(),
  measuredAt: whole('measured_at').notNull(),
});
