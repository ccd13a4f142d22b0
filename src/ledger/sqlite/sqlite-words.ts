import type { DialectWords } from '../migrations/migrate.ts';

export const sqliteWords: DialectWords = {
  id: 'INTEGER PRIMARY KEY',
  key: 'TEXT',
  whole: 'INTEGER',
  sequence: [
    'CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL)',
    "INSERT INTO counters (name, value) VALUES ('sequence', 0)",
  ],
};
