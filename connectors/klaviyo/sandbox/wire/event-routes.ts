import { bare } from '#sdk/sandbox/json-body.ts';
import { z } from 'zod';
import { acceptJob } from '../jobs.ts';
import type { SandboxEvent } from '../state.ts';
import { isKnown, type NewEvent, takeEvent } from '../take-event.ts';
import { invalid, refuse } from './answers.ts';
import type { Call, Route } from './call.ts';
import { type Condition, holds, parseFilter } from './filters.ts';
import { linkedPage } from './pages.ts';
import { toTime } from './profile-view.ts';

const EVENTS_MAX = 1_000;

const profile = z.object({
  data: z.object({ id: z.string().nullish(), attributes: z.record(z.string(), z.unknown()) }),
});
const eventAttributes = z.object({
  properties: z.record(z.string(), z.unknown()),
  time: z.iso.datetime().nullish(),
  value: z.number().nullish(),
  value_currency: z.string().nullish(),
  backfill: z.boolean().nullish(),
  metric: z.object({ data: z.object({ attributes: z.object({ name: z.string().min(1).max(127) }) }) }),
  unique_id: z.string().nullish(),
});
const newEvent = z.object({ data: z.object({ attributes: eventAttributes.extend({ profile }) }) });
const newBatch = z.object({
  data: z.object({
    attributes: z.object({
      'events-bulk-create': z.object({
        data: z.array(
          z.object({
            attributes: z.object({
              profile,
              events: z.object({ data: z.array(z.object({ attributes: eventAttributes })).min(1) }),
            }),
          }),
        ),
      }),
    }),
  }),
});

export const createEvent: Route = (call) => {
  const parsed = newEvent.safeParse(call.body);
  if (!parsed.success) return invalid('the event is not valid');
  const { profile: whose, ...attributes } = parsed.data.data.attributes;
  return accept(call, [toEvent(whose, attributes)]);
};

export const createEvents: Route = (call) => {
  const parsed = newBatch.safeParse(call.body);
  if (!parsed.success) return invalid('the events are not valid');
  const events = parsed.data.data.attributes['events-bulk-create'].data.flatMap(({ attributes: one }) =>
    one.events.data.map(({ attributes }) => toEvent(one.profile, attributes)),
  );
  if (events.length > EVENTS_MAX) return invalid('there are too many events');
  return accept(call, events);
};

export const listEvents: Route = (call) => {
  const { state, url } = call;
  const conditions = parseFilter(url.searchParams.get('filter'));
  if (conditions === undefined) return invalid('the filter is not valid');
  return linkedPage(call, {
    items: [...state.events.values()].filter((event) =>
      conditions.every((condition) => holds(condition, valueOf(event, condition))),
    ),
    keyOf: ({ at, id }) => [at, id],
    view: (event) => eventView(event, url.origin),
    sizeDefault: 200,
    sizeMax: 1_000,
  });
};

/** Somebody must have done it. One that is there already is dropped, or spoils the whole request. */
function accept({ state, jobMs, repeatedEvents }: Call, events: readonly NewEvent[]) {
  const isAnonymous = ({ profile: whose }: NewEvent): boolean =>
    [whose.id, whose.external_id, whose.email, whose.phone_number].every((key) => key == null);
  if (events.some(isAnonymous)) return invalid('an event needs the identifier of a profile');
  if (repeatedEvents === 'refused' && events.some((event) => isKnown(state, event))) {
    const pointer = '/data/attributes/unique_id';
    return refuse(409, {
      code: 'duplicate',
      title: 'A unique_id is repeated for a profile and metric',
      pointer,
    });
  }
  const run = () => {
    for (const event of events) takeEvent(state, event);
    return [];
  };
  acceptJob(state, { kind: 'event-bulk-create-job', total: events.length, run, delayMs: jobMs });
  return bare(202);
}

function toEvent(whose: z.output<typeof profile>, attributes: z.output<typeof eventAttributes>): NewEvent {
  const { id, attributes: keys } = whose.data;
  return {
    profile: { ...keys, ...(id == null ? {} : { id }) },
    metric: attributes.metric.data.attributes.name,
    properties: attributes.properties,
    time: attributes.time ?? null,
    value: attributes.value ?? null,
    currency: attributes.value_currency ?? null,
    uniqueId: attributes.unique_id ?? null,
    isBackfill: attributes.backfill === true,
  };
}

function valueOf(event: SandboxEvent, { field }: Condition): string | number | null {
  if (field === 'profile_id') return event.profileId;
  return field === 'datetime' ? event.at : null;
}

function eventView(event: SandboxEvent, origin: string): object {
  return {
    type: 'event',
    id: event.id,
    attributes: {
      timestamp: event.at / 1_000,
      event_properties: {
        ...(JSON.parse(event.propertiesText) as object),
        $event_id: event.uniqueId,
        ...(event.value === null ? {} : { $value: event.value }),
      },
      datetime: toTime(event.at),
      uuid: event.id,
    },
    relationships: { profile: { data: { type: 'profile', id: event.profileId } } },
    links: { self: `${origin}/api/events/${event.id}` },
  };
}
