import type { BackfillRepository } from './backfills.ts';
import type { BrakeRepository } from './brakes.ts';
import type { CatalogRepository } from './catalog.ts';
import type {
  ConnectionRepository,
  CursorRepository,
  LeaseRepository,
  LinkRepository,
} from './connections.ts';
import type {
  ConsentRepository,
  CustomerRepository,
  ErasureRepository,
  ProfileRepository,
} from './customers.ts';
import type { DiscrepancyRepository } from './discrepancies.ts';
import type { DisclosureRepository } from './disclosures.ts';
import type { EffectRepository } from './effects.ts';
import type { EventRepository } from './events.ts';
import type { ExposureRepository } from './exposure.ts';
import type {
  HoldRepository,
  RequestRepository,
  ReturnRepository,
  RoutingRepository,
} from './fulfillment.ts';
import type { OrderRepository, ShipmentRepository } from './orders.ts';
import type { SegmentRepository, StockSignalRepository } from './segments.ts';
import type { StockRepository } from './stock.ts';
import type { WorkRepository } from './work.ts';

/** All that one transaction sees. In a `read` the writing methods throw. */
export interface LedgerTransaction {
  readonly events: EventRepository;
  readonly cursors: CursorRepository;
  readonly connections: ConnectionRepository;
  readonly leases: LeaseRepository;
  readonly links: LinkRepository;
  readonly catalog: CatalogRepository;
  readonly orders: OrderRepository;
  readonly shipments: ShipmentRepository;
  readonly requests: RequestRepository;
  readonly routings: RoutingRepository;
  readonly holds: HoldRepository;
  readonly returns: ReturnRepository;
  readonly customers: CustomerRepository;
  readonly consents: ConsentRepository;
  readonly profiles: ProfileRepository;
  readonly erasures: ErasureRepository;
  readonly segments: SegmentRepository;
  readonly backfills: BackfillRepository;
  readonly disclosures: DisclosureRepository;
  readonly stock: StockRepository;
  readonly stockSignals: StockSignalRepository;
  readonly exposure: ExposureRepository;
  readonly work: WorkRepository;
  readonly effects: EffectRepository;
  readonly brakes: BrakeRepository;
  readonly discrepancies: DiscrepancyRepository;
  /**
   * The ledger's version. `next` moves it and is called in the transaction of every fact; `current` is the newest that
   * a new transaction could see. A statement recorded under a number <= the `current` noted before a request left was
   * known before that request (design rule S1).
   */
  readonly sequence: { next(): Promise<number>; current(): Promise<number> };
}

/**
 * The one memory. `write` runs one transaction and resolves when it is durable; concurrent writes may share one commit
 * (group commit). `run` must await nothing but the transaction's own methods. `read` sees one consistent snapshot.
 */
export interface Ledger {
  write<Result>(run: (tx: LedgerTransaction) => Promise<Result>): Promise<Result>;
  read<Result>(run: (tx: LedgerTransaction) => Promise<Result>): Promise<Result>;
  /** Called after each commit that marked work dirty or let some become due; must be quick. */
  onWork(listener: () => void): void;
  /** A consistent copy into this file (SQLite) or folder; @throws when it exists. */
  backup(path: string, onProgress?: (share: number) => void): Promise<void>;
  /** Commits so far, for metrics and for the test of group commit. */
  readonly commitCount: number;
  close(): Promise<void>;
}

/** The lease on a work row was lost: another worker may hold it, so nothing may be written. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The ledger cannot write now: locked beyond its patience, disk full, connection gone. Nothing was written. */
export class LedgerBusyError extends Error {
  override readonly name = 'LedgerBusyError';
}
