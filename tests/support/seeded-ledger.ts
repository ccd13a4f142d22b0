import { mkdirSync } from 'node:fs';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { toLedgerPlace } from '#config/ledger-place.ts';
import { configurationSchema } from '#config/schema.ts';
import { cellSubject } from '#domain/stock.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { positionsOf } from '#reconcile/order-positions.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { makeLine, makeOrder, nobody } from './make-order.ts';

export interface Seeded {
  readonly sku: string;
  readonly parkedId: string;
  readonly eventId: string;
  readonly brakeHash: string;
  /** Opens it as its owner, as a daemon does. */
  open(): Promise<{ readonly ledger: Ledger; close(): Promise<void> }>;
}

const SKU = 'TSHIRT-RED-M';
const STORE = 'store-us';
const LOCATIONS = [
  {
    name: 'main',
    authority: { connection: 'erp', locationId: '1' },
    takesRequests: false,
    statesShipments: true,
    stockLagMs: 0,
    shownOn: { [STORE]: '77' },
  },
];
const CELL = { inventoryItemId: '900', locationId: '77' };
const BRAKE_HASH = '4f1c22d09a7be311';
const LEASE_MS = 60_000;

/** A ledger with one of everything that an operator asks about: a booked order, a parked one, a number with its terms. */
export async function seedLedger(dataDir: string): Promise<Seeded> {
  mkdirSync(dataDir, { recursive: true });
  const configuration = configurationSchema.parse({ dataDir, connections: { any: { connector: 'any' } } });
  const open = async () => {
    const ledger = await openLedger({
      ...toLedgerPlace(configuration),
      clock: systemClock,
      random: systemRandom,
    });
    return { ledger, close: () => ledger.close() };
  };
  const { ledger, close } = await open();
  // A little ahead, so that everything marked below is due.
  const now = systemClock.now() + 1_000;
  await ledger.write(async (tx) => {
    for (const name of [STORE, 'erp']) await tx.connections.ensure(name, now);
    await seedOrder(tx, now);
    await seedStock(tx, now);
    await tx.brakes.hold({
      hash: BRAKE_HASH,
      connection: STORE,
      trippedAt: now,
      changes: [{ subject: cellSubject(CELL), sku: SKU, from: 5, to: 0 }],
      cellCount: 1,
      reason: '1 drastic change of 1',
    });
    await tx.discrepancies.open(
      {
        type: 'stock-drift',
        connection: STORE,
        subject: cellSubject(CELL),
        detail: '1 unit',
        amount: 1,
        currency: null,
        suggestion: 'Look for a manual change in the channel.',
      },
      now,
    );
  });
  await confirmBooking(ledger, now);
  await parkOne(ledger, now);
  const [parked] = await ledger.read((tx) => tx.work.parked(10));
  const [event] = await ledger.read((tx) => tx.events.mentioning(STORE, '5551', 10));
  await close();
  return {
    sku: SKU,
    parkedId: parked?.id ?? 'none',
    eventId: event?.id ?? 'none',
    brakeHash: BRAKE_HASH,
    open,
  };
}

async function seedOrder(tx: LedgerTransaction, now: number): Promise<void> {
  const line = makeLine({
    sku: SKU,
    quantity: 3,
    inventoryItemId: CELL.inventoryItemId,
    locationId: CELL.locationId,
  });
  const order = makeOrder({
    id: '5551',
    name: '#1001',
    createdAt: now - 60_000,
    updatedAt: now - 50_000,
    lines: [line],
    personal: { ...nobody, name: 'Jane Doe', email: 'jane@example.com' },
  });
  await tx.events.receive({
    connection: STORE,
    deliveryId: 'd1',
    topic: 'orders/updated',
    triggeredAt: null,
    receivedAt: now - 55_000,
    body: '{"id":5551}',
  });
  const read = { basis: await tx.sequence.next(), sentAt: now - 40_000, channelAt: now - 40_000 };
  await tx.orders.record(STORE, order, positionsOf(order, STORE, LOCATIONS), now - 40_000, read);
}

async function seedStock(tx: LedgerTransaction, now: number): Promise<void> {
  const basis = await tx.sequence.next();
  await tx.catalog.record(
    'erp',
    [{ id: '31', sku: SKU, inventoryItemId: '31', title: 'T-shirt', tracked: true, active: true }],
    now,
  );
  await tx.catalog.record(
    STORE,
    [{ id: '8', sku: SKU, inventoryItemId: '900', title: 'T-shirt', tracked: true, active: true }],
    now,
  );
  const reading = {
    connection: 'erp',
    listingId: '31',
    sku: SKU,
    location: 'main',
    quantity: 10,
    reserved: null,
    sentAt: now - 20,
    answeredAt: now - 10,
  };
  await tx.stock.recordReading({ ...reading, basis });
  await tx.stock.ensureCells(STORE, [{ address: CELL, sku: SKU, location: 'main' }]);
  const factSequence = await tx.sequence.next();
  await tx.stock.updateCell(STORE, CELL, {
    expected: 5,
    anchorAt: now,
    factSequence,
    reading: { available: 5, committed: null, sentAt: now, answeredAt: now, channelAt: null, factSequence },
  });
}

/** The order's create, as `export-order` makes it. */
async function confirmBooking(ledger: Ledger, now: number): Promise<void> {
  const subject = `${STORE}:5551`;
  const key = `export-order|erp|${subject}|create|once`;
  await ledger.write(async (tx) => {
    await tx.work.mark([
      { job: 'export-order', subject, connection: 'erp', priority: 2, cause: 'order 5551' },
    ]);
    const work = await tx.work.lease({
      job: 'export-order',
      connection: 'erp',
      subjects: [subject],
      limit: 1,
      leaseMs: LEASE_MS,
      token: 'seed',
      now,
    });
    await tx.effects.intend(
      {
        key,
        job: 'export-order',
        connection: 'erp',
        operation: 'orders.create',
        members: [{ subject, from: null, to: null }],
        body: '{}',
        cause: 'order 5551',
      },
      now,
    );
    await tx.effects.startSending(key, work, now, now + LEASE_MS);
    await tx.effects.move(key, 'confirmed', {
      now,
      result: JSON.stringify({ id: '42', number: 'S00042', state: 'confirmed' }),
    });
    await tx.links.save({ kind: 'order', connection: 'erp', ours: subject, theirs: '42', label: 'S00042' });
    await tx.work.settle(
      work.map((one) => ({ work: one, outcome: { kind: 'done' } })),
      now,
    );
  });
}

async function parkOne(ledger: Ledger, now: number): Promise<void> {
  const subject = `${STORE}:666`;
  await ledger.write(async (tx) => {
    await tx.work.mark([
      { job: 'export-order', subject, connection: 'erp', priority: 2, cause: 'order 666' },
    ]);
    const work = await tx.work.lease({
      job: 'export-order',
      connection: 'erp',
      subjects: [subject],
      limit: 1,
      leaseMs: LEASE_MS,
      token: 'seed',
      now,
    });
    await tx.work.settle(
      work.map((one) => ({ work: one, outcome: { kind: 'park', reason: 'SKU X is unknown' } })),
      now,
    );
  });
}
