import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import type { EventTarget, MarketingEvent } from '#sdk/marketing-events.ts';
import { afterWrite, type Client } from './client.ts';
import { after, equals } from './filters.ts';
import { linkedPages } from './linked-pages.ts';
import { profileIdsOf } from './read-profiles.ts';
import { toEventAttributes, toProfile } from './to-event.ts';

/** As published: 1,000 events and 5 MB in one job. */
const EVENTS_MAX = 1_000;
/** A little less, for what stands around the events. */
const JOB_BYTES_MAX = 4_500_000;
/** As published: 3,500 a minute by themselves, 150 calls a minute for those that go together. */
const ALONE_MAX = 20;
const PAGE_SIZE = '200';

const eventRow = z.object({
  attributes: z.object({ event_properties: z.record(z.string(), z.unknown()), datetime: z.string() }),
});

/**
 * `unique_id` is our reference: per profile and metric, Klaviyo counts it once. What it says to one that it has already is
 * told in two ways (dropped; the whole request fails), so a batch that is refused for it is sent one by one, where "there already"
 * is success. The events of one order go one by one at once: that is the wider limit.
 */
export function createEventTarget(client: Client): EventTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    batchMax: EVENTS_MAX,
    takesHistory: true,
    send: (events) => sendEvents(client, events),
    has: (event) => hasEvent(client, event),
  };
}

async function sendEvents(client: Client, events: readonly MarketingEvent[]): Promise<void> {
  if (events.length > EVENTS_MAX) throw new RangeError(`${events.length} events in one call`);
  if (events.length <= ALONE_MAX) {
    await sendOneByOne(client, events);
    return;
  }
  try {
    await sendTogether(client, events);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await sendOneByOne(client, events);
  }
}

async function sendOneByOne(client: Client, events: readonly MarketingEvent[]): Promise<void> {
  // What nobody could be named in is refused before anything is sent.
  const bodies = events.map((event) => ({ ...toEventAttributes(event), profile: toProfile(event.person) }));
  for (const [index, attributes] of bodies.entries()) {
    await (index === 0 ? sendAlone(client, attributes) : afterWrite(() => sendAlone(client, attributes)));
  }
}

/** In as few jobs as the published size allows; orders with many lines reach it before the number. */
async function sendTogether(client: Client, events: readonly MarketingEvent[]): Promise<void> {
  const entries = events.map((event) => ({
    type: 'event-bulk-create',
    attributes: {
      profile: toProfile(event.person),
      events: { data: [{ type: 'event', attributes: toEventAttributes(event) }] },
    },
  }));
  const jobs = jobsOf(entries);
  for (const [index, data] of jobs.entries()) {
    const send = () =>
      client.write({
        operation: 'bulk_create_events',
        body: { data: { type: 'event-bulk-create-job', attributes: { 'events-bulk-create': { data } } } },
      });
    await (index === 0 ? send() : afterWrite(send));
  }
}

function jobsOf<Entry extends object>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const jobs: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    if (bytes + size > JOB_BYTES_MAX) {
      jobs.push([]);
      bytes = 0;
    }
    jobs.at(-1)?.push(entry);
    bytes += size;
  }
  return jobs;
}

async function sendAlone(client: Client, attributes: object): Promise<void> {
  try {
    await client.write({ operation: 'create_event', body: { data: { type: 'event', attributes } } });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** The code of this refusal is not published; its words or its name say what it is about. */
function isDuplicate(error: unknown): boolean {
  if (!(error instanceof RejectedError)) return false;
  return /duplicate/u.test(error.code ?? '') || /unique_id/u.test(error.message);
}

/** Klaviyo shows `unique_id` as the property `$event_id`. No filter knows it, so the profile's events of that second are read. */
async function hasEvent(client: Client, event: MarketingEvent): Promise<boolean> {
  for (const profile of await profileIdsOf(client, event.person)) {
    const filter = `${equals('profile_id', profile)},${after('datetime', event.at)},less-than(datetime,${second(event.at + 2_000)})`;
    const query = { filter, sort: 'datetime', 'page[size]': PAGE_SIZE };
    for await (const page of linkedPages(client, { operation: 'get_events', query })) {
      for (const raw of page.data) {
        const parsed = eventRow.safeParse(raw);
        if (parsed.success && parsed.data.attributes.event_properties['$event_id'] === event.reference) {
          return true;
        }
      }
    }
  }
  return false;
}

function second(at: number): string {
  return new Date(Math.floor(at / 1_000) * 1_000).toISOString().replace('.000', '');
}
