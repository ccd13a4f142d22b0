import { bare } from '#sdk/sandbox/json-body.ts';
import { z } from 'zod';
import { acceptJob, statusOf } from '../jobs.ts';
import { importProfile, type ProfileAttributes } from '../profiles.ts';
import type { SandboxJob, SandboxProfile } from '../state.ts';
import { invalid, json, notFound } from './answers.ts';
import type { Call, Route } from './call.ts';
import { type Condition, holds, parseFilter } from './filters.ts';
import { linkedPage } from './pages.ts';
import { latestSuppression, profileView, searchable, toTime } from './profile-view.ts';

const PROFILES_MAX = 10_000;
const SUPPRESSED_AT = 'subscriptions.email.marketing.suppression.timestamp';

const attributes = z.record(z.string(), z.unknown());
const newImport = z.object({
  data: z.object({
    attributes: z.object({
      profiles: z.object({ data: z.array(z.object({ attributes })).min(1).max(PROFILES_MAX) }),
    }),
  }),
});
const newDeletion = z.object({
  data: z.object({
    attributes: z.object({
      profile: z.object({ data: z.object({ id: z.string().optional(), attributes }) }),
    }),
  }),
});

export const listProfiles: Route = (call) => {
  const { state, url, faults, operation, staleSearchMs } = call;
  const conditions = parseFilter(url.searchParams.get('filter'));
  if (conditions === undefined) return invalid('the filter is not valid');
  const sort = url.searchParams.get('sort') ?? 'id';
  const isStale = faults.roll('stale-search', operation);
  const shownUntil = isStale ? state.clock.now() - staleSearchMs : Number.POSITIVE_INFINITY;
  const withSubscriptions = url.searchParams.get('additional-fields[profile]') === 'subscriptions';
  return linkedPage(call, {
    items: searchable(state, shownUntil).filter((profile) => isWanted(profile, conditions)),
    keyOf: (profile) => [valueOf(profile, sort) ?? 0, profile.id],
    view: (profile) => profileView(profile, { origin: url.origin, withSubscriptions }),
    sizeDefault: 20,
    sizeMax: 100,
  });
};

export const importProfiles: Route = (call) => {
  const { state, body, jobMs, url } = call;
  const parsed = newImport.safeParse(body);
  if (!parsed.success) return invalid('the import is not valid', '/data/attributes/profiles');
  const { data } = parsed.data.data.attributes.profiles;
  const run = () =>
    data.flatMap(({ attributes: told }, index) =>
      importProfile(state, told as ProfileAttributes, `/data/attributes/profiles/data/${index}`),
    );
  const job = acceptJob(state, { kind: 'profile-bulk-import-job', total: data.length, run, delayMs: jobMs });
  return json(202, { data: jobView(call, job), links: { self: url.href } });
};

export const readImport: Route = (call) => {
  const job = jobOf(call);
  return job === undefined
    ? notFound()
    : json(200, { data: jobView(call, job), links: { self: call.url.href } });
};

export const listImportErrors: Route = (call) => {
  const job = jobOf(call);
  if (job === undefined) return notFound();
  return linkedPage(call, {
    items: job.errors.map((error, index) => ({ ...error, id: `${job.id}E${index}`, index })),
    keyOf: ({ index, id }) => [index, id],
    view: ({ id, code, title, detail, pointer }) => ({
      type: 'import-error',
      id,
      attributes: { code, title, detail, source: { pointer }, original_payload: null },
      links: { self: `${call.url.origin}/api/import-errors/${id}` },
    }),
    sizeDefault: 20,
    sizeMax: 100,
  });
};

/** Deletes every profile that the identifier leads to, later. One identifier only. */
export const deleteProfile: Route = ({ state, body, jobMs }) => {
  const parsed = newDeletion.safeParse(body);
  if (!parsed.success) return invalid('the deletion is not valid');
  const { id, attributes: told } = parsed.data.data.attributes.profile.data;
  const given = Object.entries({ id, ...told }).filter(([, value]) => value != null);
  const [[name, value] = []] = given;
  if (given.length !== 1) return invalid('exactly one identifier must be given');
  const run = () => {
    for (const profile of state.profiles.values()) {
      if (valueOf(profile, name ?? '') !== value) continue;
      state.profiles.delete(profile.id);
      for (const [key, { profileId }] of state.events) if (profileId === profile.id) state.events.delete(key);
      for (const list of state.lists.values()) list.members.delete(profile.id);
    }
    return [];
  };
  acceptJob(state, { kind: 'data-privacy-deletion-job', total: 1, run, delayMs: jobMs });
  return bare(202);
};

function isWanted(profile: SandboxProfile, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => holds(condition, valueOf(profile, condition.field)));
}

function valueOf(profile: SandboxProfile, field: string): string | number | null {
  switch (field) {
    case 'id':
      return profile.id;
    case 'external_id':
      return profile.externalId;
    case 'email':
      return profile.email;
    case 'phone_number':
      return profile.phone;
    case 'updated':
      return profile.updatedAt;
    case SUPPRESSED_AT:
      return latestSuppression(profile);
    default:
      return null;
  }
}

function jobOf({ state, id }: Call): SandboxJob | undefined {
  const job = state.jobs.get(id);
  return job?.kind === 'profile-bulk-import-job' ? job : undefined;
}

function jobView({ state, url }: Call, job: SandboxJob): object {
  const failed = job.errors.length;
  return {
    type: job.kind,
    id: job.id,
    attributes: {
      status: statusOf(job, state.clock.now()),
      created_at: toTime(job.createdAt),
      total_count: job.total,
      completed_count: job.isDone ? job.total - failed : 0,
      failed_count: failed,
      completed_at: job.isDone ? toTime(job.dueAt) : null,
      expires_at: toTime(job.createdAt + 7 * 86_400_000),
      started_at: toTime(job.createdAt),
    },
    links: { self: `${url.origin}/api/profile-bulk-import-jobs/${job.id}` },
  };
}
