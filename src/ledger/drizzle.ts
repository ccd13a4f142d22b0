import type * as Core from 'drizzle-orm';
import type * as Errors from 'drizzle-orm/errors';
import type * as Tables from 'drizzle-orm/pg-core';
import { createRequire } from 'node:module';

/**
 * drizzle-orm by its CommonJS build. Node asks for the format of each of its hundred ES modules, and reads drizzle's
 * `package.json` of 179 kB anew for every answer: 1.7 s of processor time per process, where this costs 0.17 s.
 */
const load = createRequire(import.meta.url);
const core = load('drizzle-orm') as typeof Core;
const tables = load('drizzle-orm/pg-core') as typeof Tables;
const errors = load('drizzle-orm/errors') as typeof Errors;

export const {
  Column,
  Param,
  Placeholder,
  SQL,
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  ne,
  or,
  sql,
} = core;
export const {
  PgDatabase,
  PgDialect,
  PgPreparedQuery,
  PgSession,
  PgTable,
  bigint,
  customType,
  getTableConfig,
  pgTable,
  text,
} = tables;
export const { DrizzleQueryError } = errors;
