import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { describe } from 'vitest';
import type { Clock, Random } from '#sdk/clock.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';
import { openLedger } from './open-ledger.ts';
import { testBackfills } from './suite/backfills-suite.ts';
import { testCells } from './suite/cells-suite.ts';
import { testCustomers } from './suite/customers-suite.ts';
import { testEffects } from './suite/effects-suite.ts';
import { testErasureHolds } from './suite/erasure-holds-suite.ts';
import { testEvents } from './suite/events-suite.ts';
import { testExposure } from './suite/exposure-suite.ts';
import { testMadeItems } from './suite/made-items-suite.ts';
import { testFulfillment } from './suite/fulfillment-suite.ts';
import { testOrders } from './suite/orders-suite.ts';
import { testParkedWork } from './suite/parked-suite.ts';
import { testSegments } from './suite/segments-suite.ts';
import { testStockFacts } from './suite/stock-suite.ts';
import type { OpenSuiteLedger } from './suite/suite-ledger.ts';
import { testTransactions } from './suite/transactions-suite.ts';
import { testDiscrepancies } from './suite/discrepancies-suite.ts';
import { testUpkeep } from './suite/upkeep-suite.ts';
import { testWork } from './suite/work-suite.ts';

const sealingKey = Buffer.alloc(32, 'suite');
const random: Random = { next: Math.random, id: () => v7() };

/** A clock that stands until it is moved. */
function createHandClock(): Clock & { move(ms: number): void } {
  let now = 1_700_000_000_000;
  return {
    now: () => now,
    monotonicMs: () => performance.now(),
    sleep: (delayMs) => sleep(delayMs),
    move: (ms) => {
      now += ms;
    },
  };
}

const openOnSqlite: OpenSuiteLedger = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-ledger-test-'));
  const clock = createHandClock();
  const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.db')}`, sealingKey, clock, random });
  return {
    ledger,
    other: null,
    now: () => clock.now(),
    passLeaseTime: async (ms) => clock.move(ms),
    async close() {
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
};

const openOnPostgres: OpenSuiteLedger = async () => {
  const database = await createTestDatabase();
  const clock = createHandClock();
  const open = () => openLedger({ url: database.url, sealingKey, clock, random });
  const [ledger, other] = await Promise.all([open(), open()]);
  return {
    ledger,
    other,
    now: () => clock.now(),
    // Leases run by the server's own clock there.
    passLeaseTime: (ms) => sleep(ms),
    async close() {
      await ledger.close();
      await other.close();
      await database.drop();
    },
  };
};

describe.each([
  ['SQLite', openOnSqlite],
  ['PostgreSQL', openOnPostgres],
])('on %s', (_name, open) => {
  describe('events', () => testEvents(open));
  describe('work', () => testWork(open));
  describe('parked work', () => testParkedWork(open));
  describe('orders', () => testOrders(open));
  describe('customers', () => testCustomers(open));
  describe('segments', () => testSegments(open));
  describe('backfills', () => testBackfills(open));
  describe('erasure holds', () => testErasureHolds(open));
  describe('fulfillment', () => testFulfillment(open));
  describe('stock', () => testStockFacts(open));
  describe('made items', () => testMadeItems(open));
  describe('exposure', () => testExposure(open));
  describe('cells', () => testCells(open));
  describe('effects', () => testEffects(open));
  describe('upkeep', () => testUpkeep(open));
  describe('discrepancies', () => testDiscrepancies(open));
  describe('transactions', () => testTransactions(open));
});
