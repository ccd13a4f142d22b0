import type {
  AuthorityReading,
  Cell,
  CellFacts,
  ChannelReading,
  OpenLine,
  OpenWrite,
} from '#sdk/ledger/stock.ts';
import type { CellPolicy } from '#reconcile/plan-cell.ts';

export const policy: CellPolicy = { buffer: 0, stockLagMs: 0, horizonAt: null, compareAndSet: true };

export function authority(quantity: number, basis: number, sentAt = basis): AuthorityReading {
  return { quantity, reserved: null, basis, sentAt, answeredAt: sentAt + 1 };
}

export function twice(reading: AuthorityReading): readonly AuthorityReading[] {
  return [reading, { ...reading, basis: reading.basis - 1 }];
}

export function shown(available: number, at: number, factSequence = 0): ChannelReading {
  return { available, committed: null, sentAt: at - 1, answeredAt: at, channelAt: at, factSequence };
}

export function line(owed: number, statements: OpenLine['statements'] = []): OpenLine {
  return {
    connection: 'store',
    orderId: 'o1',
    orderName: '#1',
    lineId: 'l1',
    inventoryItemId: 'i1',
    location: 'main',
    channelLocationId: 'L',
    owed,
    statements,
  };
}

export function cell(change: Partial<Cell> = {}): Cell {
  return {
    connection: 'store',
    inventoryItemId: 'i1',
    locationId: 'L',
    sku: 'A',
    location: 'main',
    expected: 10,
    anchorAt: 0,
    reading: null,
    factSequence: 0,
    planNumber: 0,
    lastWriteAt: null,
    ...change,
  };
}

export function facts(change: Partial<CellFacts> = {}): CellFacts {
  return { cell: cell(), readings: twice(authority(10, 5)), openLines: [], openWrites: [], ...change };
}

export function openWrite(from: number, to: number): OpenWrite {
  return { effectKey: `${from}->${to}`, from, to, quarantineUntil: 1_000 };
}
