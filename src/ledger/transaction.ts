import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { createBackfillRepository } from './repositories/backfills.ts';
import { createBrakeRepository } from './repositories/brakes.ts';
import { createCatalogRepository } from './repositories/catalog.ts';
import { createConnectionRepository } from './repositories/connections.ts';
import { createConsentRepository } from './repositories/consents.ts';
import { createCursorRepository } from './repositories/cursors.ts';
import { createCustomerRepository } from './repositories/customers.ts';
import { createDisclosureRepository } from './repositories/disclosures.ts';
import { createDiscrepancyRepository } from './repositories/discrepancies.ts';
import { createEffectRepository } from './repositories/effects.ts';
import { createErasureRepository } from './repositories/erasures.ts';
import { createEventRepository } from './repositories/events.ts';
import { createExposureRepository } from './repositories/exposure.ts';
import { createHoldRepository } from './repositories/order-holds.ts';
import { createRequestRepository } from './repositories/requests.ts';
import { createReturnRepository } from './repositories/returns.ts';
import { createRoutingRepository } from './repositories/routings.ts';
import { createLeaseRepository } from './repositories/leases.ts';
import { createLinkRepository } from './repositories/links.ts';
import { createOrderLineStore } from './repositories/order-lines.ts';
import { createOrderRepository } from './repositories/orders.ts';
import { createProfileRepository } from './repositories/profiles.ts';
import { createSegmentRepository } from './repositories/segments.ts';
import { createShipmentRepository } from './repositories/shipments.ts';
import { createStockSignalRepository } from './repositories/stock-signals.ts';
import { createStockRepository } from './repositories/stock.ts';
import { createWorkRepository } from './repositories/work.ts';
import type { Session } from './session.ts';

/**
 * All repositories over one connection; made once per connection, so that its statements stay prepared. Each is built when
 * it is first asked for: a command needs a few of them, and a pool makes them once per connection.
 */
export function createTransaction(session: Session): LedgerTransaction {
  const lines = onDemand({ store: () => createOrderLineStore(session) });
  return onDemand<LedgerTransaction>({
    events: () => createEventRepository(session),
    cursors: () => createCursorRepository(session),
    connections: () => createConnectionRepository(session),
    leases: () => createLeaseRepository(session),
    links: () => createLinkRepository(session),
    catalog: () => createCatalogRepository(session),
    orders: () => createOrderRepository(session, lines.store),
    shipments: () => createShipmentRepository(session, lines.store),
    requests: () => createRequestRepository(session),
    routings: () => createRoutingRepository(session),
    holds: () => createHoldRepository(session),
    returns: () => createReturnRepository(session),
    customers: () => createCustomerRepository(session),
    consents: () => createConsentRepository(session),
    profiles: () => createProfileRepository(session),
    erasures: () => createErasureRepository(session),
    segments: () => createSegmentRepository(session),
    backfills: () => createBackfillRepository(session),
    disclosures: () => createDisclosureRepository(session),
    stock: () => createStockRepository(session),
    stockSignals: () => createStockSignalRepository(session),
    exposure: () => createExposureRepository(session),
    work: () => createWorkRepository(session),
    effects: () => createEffectRepository(session),
    brakes: () => createBrakeRepository(session),
    discrepancies: () => createDiscrepancyRepository(session),
    sequence: () => ({ next: () => session.nextSequence(), current: () => session.currentSequence() }),
  });
}

/** An object whose values are made when they are first read. */
function onDemand<Made extends object>(makers: { readonly [Name in keyof Made]: () => Made[Name] }): Made {
  const made = {} as Made;
  for (const name of Object.keys(makers) as (keyof Made)[]) {
    Object.defineProperty(made, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = makers[name]();
        Object.defineProperty(made, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return made;
}
