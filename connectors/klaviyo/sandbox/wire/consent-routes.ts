import { bare } from '#sdk/sandbox/json-body.ts';
import { z } from 'zod';
import { personOf, type SandboxChannel, subscribe, suppress, unsubscribe } from '../consents.ts';
import { acceptJob } from '../jobs.ts';
import { statusOf } from '../jobs.ts';
import { invalid, json } from './answers.ts';
import type { Route } from './call.ts';
import { toTime } from './profile-view.ts';

const channels: readonly SandboxChannel[] = ['email', 'sms'];
const contact = { email: z.string().nullish(), phone_number: z.string().nullish() };
const marketing = (word: string) =>
  z.strictObject({ marketing: z.strictObject({ consent: z.literal(word) }) }).optional();
const consents = (word: string) => z.strictObject({ email: marketing(word), sms: marketing(word) });
const batch = <Attributes extends z.ZodType>(attributes: Attributes, max: number) =>
  z.object({ data: z.array(z.object({ attributes })).min(1).max(max) });
const listReference = z.object({ list: z.object({ data: z.object({ id: z.string() }) }) });

const newSubscription = z.object({
  data: z.object({
    attributes: z.object({
      custom_source: z.string().nullish(),
      profiles: batch(z.object({ ...contact, subscriptions: consents('SUBSCRIBED') }), 1_000),
    }),
    relationships: listReference.optional(),
  }),
});
const newUnsubscription = z.object({
  data: z.object({
    attributes: z.object({
      profiles: batch(z.object({ ...contact, subscriptions: consents('UNSUBSCRIBED') }), 100),
    }),
    relationships: z.never().optional(),
  }),
});
const newSuppression = z.object({
  data: z.object({ attributes: z.object({ profiles: batch(z.object({ email: z.string() }), 100) }) }),
});

export const subscribeProfiles: Route = ({ state, body, jobMs }) => {
  const parsed = newSubscription.safeParse(body);
  if (!parsed.success) return invalid('the subscription is not valid');
  const { attributes, relationships } = parsed.data.data;
  const listId = relationships?.list.data.id;
  const run = () => {
    for (const { attributes: one } of attributes.profiles.data) {
      for (const channel of channels.filter((name) => one.subscriptions[name] !== undefined)) {
        const detail = attributes.custom_source ?? '';
        subscribe(state, personOf(state, one), { channel, detail, listId, by: 'api' });
      }
    }
    return [];
  };
  acceptJob(state, { kind: 'subscribe', total: 1, run, delayMs: jobMs });
  return bare(202);
};

export const unsubscribeProfiles: Route = ({ state, body, jobMs }) => {
  const parsed = newUnsubscription.safeParse(body);
  if (!parsed.success) return invalid('the unsubscription is not valid');
  const run = () => {
    for (const { attributes: one } of parsed.data.data.attributes.profiles.data) {
      for (const channel of channels.filter((name) => one.subscriptions[name] !== undefined)) {
        unsubscribe(state, personOf(state, one), { channel, method: 'API' });
      }
    }
    return [];
  };
  acceptJob(state, { kind: 'unsubscribe', total: 1, run, delayMs: jobMs });
  return bare(202);
};

export const suppressProfiles: Route = ({ state, body, jobMs, url }) => {
  const parsed = newSuppression.safeParse(body);
  if (!parsed.success) return invalid('the suppression is not valid');
  const { data } = parsed.data.data.attributes.profiles;
  const run = () => {
    for (const { attributes: one } of data) suppress(state, personOf(state, one), 'USER_SUPPRESSED');
    return [];
  };
  const kind = 'profile-suppression-bulk-create-job';
  const job = acceptJob(state, { kind, total: data.length, run, delayMs: jobMs });
  const attributes = {
    status: statusOf(job, state.clock.now()),
    created_at: toTime(job.createdAt),
    total_count: job.total,
    completed_count: 0,
    completed_at: null,
    skipped_count: 0,
  };
  const self = `${url.origin}${url.pathname}/${job.id}`;
  return json(202, {
    data: { type: kind, id: job.id, attributes, links: { self } },
    links: { self: url.href },
  });
};
