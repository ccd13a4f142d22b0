import { normalizeContact } from '#domain/contact.ts';
import type { Connection, StoredWebhook } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { CustomerRef } from '#sdk/ledger/customers.ts';
import type { PersonTraces } from '#sdk/ledger/disclosures.ts';
import type { StoredEvent } from '#sdk/ledger/events.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

/** A webhook as it came in, which is kept for the time of `retention.events`. */
export interface KeptDelivery {
  readonly connection: string;
  readonly topic: string;
  readonly receivedAt: number;
  /** As the vendor sent it; the text where it is no JSON. */
  readonly body: unknown;
}

const DELIVERIES_MAX = 10_000;

/**
 * The kept deliveries that are about a person: those that name one of their records, as the connector reads them, and those
 * in which an address or number of theirs stands as a whole value. They are sealed, so each one that is kept is opened; what is
 * about somebody else is told to nobody.
 */
export async function keptDeliveries(
  ledger: Ledger,
  traces: PersonTraces,
  connections: ReadonlyMap<string, Connection>,
): Promise<{ readonly deliveries: readonly KeptDelivery[]; readonly isCut: boolean }> {
  const isAbout = aboutPerson(traces, connections);
  const found = await ledger.read((tx) => tx.events.search(isAbout, DELIVERIES_MAX + 1));
  const deliveries = found.slice(0, DELIVERIES_MAX).map(({ connection, topic, receivedAt, body }) => ({
    connection,
    topic,
    receivedAt,
    body: parsed(body),
  }));
  return { deliveries, isCut: found.length > DELIVERIES_MAX };
}

function aboutPerson(
  { people, customers, orders }: PersonTraces,
  connections: ReadonlyMap<string, Connection>,
): (event: StoredEvent) => boolean {
  const keysOf = (refs: readonly CustomerRef[]): ReadonlySet<string> =>
    new Set(refs.map(({ connection, id }) => keyOf(connection, id)));
  const records = { customers: keysOf(customers), orders: keysOf(orders) };
  const emails = people.flatMap(({ email }) => (email === null ? [] : [normalizeContact('email', email)]));
  const phones = people.flatMap(({ phone }) => (phone === null ? [] : [phone]));
  const values = [...emails, ...phones].map((one) => JSON.stringify(one).toLowerCase());
  return (event) => {
    const text = event.body.toLowerCase();
    if (values.some((value) => text.includes(value))) return true;
    return hintsOf(event, connections.get(event.connection)).some(
      ({ resource, ids }) =>
        (resource === 'customers' || resource === 'orders') &&
        ids.some((id) => records[resource].has(keyOf(event.connection, id))),
    );
  };
}

/** What cannot be read names nobody; it was parked when it came. */
function hintsOf(event: StoredWebhook, account: Connection | undefined) {
  try {
    return account?.webhooks?.interpret(event) ?? [];
  } catch (error) {
    if (error instanceof RejectedError) return [];
    throw error;
  }
}

function keyOf(connection: string, id: string): string {
  return JSON.stringify([connection, id]);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
