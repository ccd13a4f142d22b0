import { pgTable } from '../drizzle.ts';
import type { ConsentChannel, ConsentState } from '#domain/consent.ts';
import { key, rowId, whole } from './columns.ts';

/** A store's customers. All that is personal is in `body`, sealed; `email` and `phone` are keyed fingerprints. */
export const customers = pgTable('customers', {
  connection: key('connection').notNull(),
  customerId: key('customer_id').notNull(),
  updatedAt: whole('updated_at').notNull(),
  readBasis: whole('read_basis').notNull(),
  readSentAt: whole('read_sent_at').notNull(),
  recordedAt: whole('recorded_at').notNull(),
  contentHash: key('content_hash').notNull(),
  email: key('email'),
  phone: key('phone'),
  body: key('body').notNull(),
});

/** What each system says that an address agreed to; `contact` is a keyed fingerprint. */
export const consents = pgTable('consents', {
  connection: key('connection').notNull(),
  channel: key('channel').$type<ConsentChannel>().notNull(),
  contact: key('contact').notNull(),
  state: key('state').$type<ConsentState>().notNull(),
  saidAt: whole('said_at'),
  source: key('source'),
  /** Since when we know this state. */
  since: whole('since').notNull(),
});

/** How far a customer's profile in another system is written. */
export const profiles = pgTable('profiles', {
  connection: key('connection').notNull(),
  reference: key('reference').notNull(),
  /** Keyed fingerprint of what was last confirmed as written; null while that is not known. */
  written: key('written'),
  /** The target's batch that it is in, and its place there; null when it is in none. */
  batch: key('batch'),
  position: whole('position'),
  changedAt: whole('changed_at').notNull(),
});

/** Requests to erase a person. `people` is sealed, and gone when all systems have erased them. */
export const erasures = pgTable('erasures', {
  id: rowId(),
  uid: key('uid').notNull(),
  requestedAt: whole('requested_at').notNull(),
  requestedBy: key('requested_by').notNull(),
  finishedAt: whole('finished_at'),
  customers: whole('customers').notNull(),
  orders: whole('orders').notNull(),
  people: key('people'),
});

/** Who may not come back: keyed fingerprints of addresses, numbers and references, never they themselves. */
export const erased = pgTable('erased', {
  person: key('person').notNull(),
  erasedAt: whole('erased_at').notNull(),
});

/** Orders of an erased person that have yet to leave: their address stays until then, or until the term is over. */
export const erasureHolds = pgTable('erasure_holds', {
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  erasure: key('erasure').notNull(),
  holdUntil: whole('hold_until').notNull(),
});

/** That somebody was told what is stored of them; not whom. */
export const disclosures = pgTable('disclosures', {
  id: rowId(),
  uid: key('uid').notNull(),
  toldAt: whole('told_at').notNull(),
  requestedBy: key('requested_by').notNull(),
  customers: whole('customers').notNull(),
  orders: whole('orders').notNull(),
});
