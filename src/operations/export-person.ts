import { consentChannels } from '#domain/consent.ts';
import { normalizeContact } from '#domain/contact.ts';
import { type Customer, customerReference } from '#domain/customer.ts';
import type { Order } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { eventsOf } from '#reconcile/order-events.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { BackfillItem } from '#sdk/ledger/backfills.ts';
import type { Link } from '#sdk/ledger/connections.ts';
import type { ContactConsent, CustomerRef } from '#sdk/ledger/customers.ts';
import type { Disclosure, PersonTraces } from '#sdk/ledger/disclosures.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import { type KeptDelivery, keptDeliveries } from './kept-deliveries.ts';
import { assertAddress } from './erase-person.ts';
import { type Doing, doingsAbout } from './doings-about.ts';
import { OperationError } from './operation-error.ts';

/** What is stored of a person, in the ledger's own words. Times are epoch ms. */
export interface PersonExport {
  readonly receipt: Disclosure;
  readonly email: string;
  /** When they were erased; null: never. What came since, such as a new order, is below all the same. */
  readonly erasedAt: number | null;
  readonly customers: readonly {
    readonly store: string;
    readonly recordedAt: number;
    readonly customer: Customer;
  }[];
  /** What each system says that they agreed to, and since when; what shows it stands with the customer. */
  readonly consents: readonly (ContactConsent & { readonly contact: string })[];
  readonly orders: readonly {
    readonly store: string;
    readonly recordedAt: number;
    readonly order: Order;
    readonly shipments: readonly StoredShipment[];
  }[];
  /** Under which names other systems know them and their orders, and which events they were sent. */
  readonly ids: readonly Link[];
  readonly profiles: readonly {
    readonly connection: string;
    readonly reference: string;
    readonly isWritten: boolean;
  }[];
  /** What was sent about them, what is due or parked, and what is told to people. */
  readonly doings: readonly Doing[];
  /** What of their past waits to be told to a system. */
  readonly waiting: readonly BackfillItem[];
  /** Webhooks about them that are still kept, as they came, newest first. */
  readonly deliveries: readonly KeptDelivery[];
  readonly notIncluded: readonly string[];
}

const NOT_INCLUDED = ['What the stores, the ERP, the warehouses and the marketing tools themselves hold.'];

interface ExportOptions {
  readonly by: string;
  readonly request: string | null;
  readonly now: number;
  /** Whoever delivered says what a delivery is about. */
  readonly connections: ReadonlyMap<string, Connection>;
}

/**
 * Everything that the ledger holds of whoever has this address, with a receipt that names nobody. `request` is the id of a
 * store's request, which is answered by it.
 */
export async function exportPerson(
  ledger: Ledger,
  email: string,
  { by, request, now, connections }: ExportOptions,
): Promise<PersonExport> {
  assertAddress(email);
  const address = email.trim();
  const asked = { email: address, phone: null, customer: null, orders: [] };
  const known = await ledger.read((tx) => tx.disclosures.find(asked));
  const { deliveries, isCut } = await keptDeliveries(ledger, known, connections);
  return ledger.write(async (tx) => {
    const traces = await tx.disclosures.find(asked);
    const { customers, orders } = traces;
    const people = customers.map(({ connection, id }) => customerReference(connection, id));
    const references = [...people, ...orders.map(({ connection, id }) => orderReference(connection, id))];
    if (request !== null) await closeRequest(tx, request, now);
    return {
      receipt: await tx.disclosures.note({ at: now, by, customers: customers.length, orders: orders.length }),
      email: address,
      erasedAt: await tx.erasures.erasedAt({ reference: null, email: address, phone: null }),
      customers: await readCustomers(tx, customers),
      consents: await readConsents(tx, traces),
      orders: await readOrders(tx, orders),
      ids: await readLinks(tx, orders),
      profiles: await readProfiles(tx, people),
      doings: await doingsAbout(tx, references),
      waiting: await tx.disclosures.waiting(traces),
      deliveries,
      notIncluded: isCut
        ? [...NOT_INCLUDED, 'Older deliveries of webhooks than those that are here.']
        : NOT_INCLUDED,
    };
  });
}

async function closeRequest(tx: LedgerTransaction, request: string, now: number): Promise<void> {
  const open = (await tx.discrepancies.about(request)).filter(
    ({ type, state }) => type === 'data-request' && state === 'open',
  );
  if (open.length === 0)
    throw new OperationError(
      `no store waits for an answer to the request "${request}"`,
      'see "syncline discrepancies list"; leave --request out to answer somebody else',
    );
  for (const { type, connection, subject } of open)
    await tx.discrepancies.close(type, connection, subject, 'repaired', now);
}

async function readCustomers(tx: LedgerTransaction, refs: readonly CustomerRef[]) {
  const found: PersonExport['customers'][number][] = [];
  for (const { connection, id } of refs) {
    const stored = await tx.customers.get(connection, id);
    if (stored !== null)
      found.push({ store: connection, recordedAt: stored.recordedAt, customer: stored.customer });
  }
  return found;
}

async function readConsents(tx: LedgerTransaction, { people }: PersonTraces) {
  const found: PersonExport['consents'][number][] = [];
  for (const channel of consentChannels) {
    const contacts = people.flatMap(({ email, phone }) => (channel === 'email' ? email : phone) ?? []);
    for (const contact of new Set(contacts.map((one) => normalizeContact(channel, one)))) {
      for (const said of await tx.consents.of(channel, contact)) found.push({ ...said, contact });
    }
  }
  return found;
}

async function readOrders(tx: LedgerTransaction, refs: readonly CustomerRef[]) {
  const found: PersonExport['orders'][number][] = [];
  for (const { connection, id } of refs) {
    const stored = await tx.orders.get(connection, id, { personal: true });
    if (stored === null) continue;
    const shipments = await tx.shipments.ofOrder(connection, id);
    found.push({ store: connection, recordedAt: stored.firstRecordedAt, order: stored.order, shipments });
  }
  return found;
}

async function readLinks(tx: LedgerTransaction, refs: readonly CustomerRef[]): Promise<readonly Link[]> {
  const systems = (await tx.connections.all()).map(({ connection }) => connection);
  const nobody = { reference: null, email: null, phone: null };
  const links: Link[] = [];
  for (const { connection: store, id } of refs) {
    const stored = await tx.orders.get(store, id);
    const events = stored === null ? [] : eventsOf(store, stored.order, { person: nobody, isHistory: false });
    const ours = { order: [orderReference(store, id)], event: events.map(({ reference }) => reference) };
    for (const connection of systems)
      for (const [kind, names] of Object.entries(ours))
        if (names.length > 0) links.push(...(await tx.links.theirs(kind, connection, names)).values());
  }
  return links;
}

async function readProfiles(tx: LedgerTransaction, references: readonly string[]) {
  const found: PersonExport['profiles'][number][] = [];
  if (references.length === 0) return found;
  for (const { connection } of await tx.connections.all()) {
    for (const [reference, { written }] of await tx.profiles.get(connection, references))
      found.push({ connection, reference, isWritten: written !== null });
  }
  return found;
}
