import { z } from 'zod';
import { acceptJob, statusOf } from '../jobs.ts';
import type { SandboxJob } from '../state.ts';
import { invalid, json, notFound } from './answers.ts';
import type { Call, Route } from './call.ts';
import { toTime } from './profile-view.ts';

const KIND = 'catalog-variant-bulk-update-job';
const VARIANTS_MAX = 100;

const newJob = z.object({
  data: z.object({
    attributes: z.object({
      variants: z.object({
        data: z
          .array(
            z.object({ id: z.string(), attributes: z.object({ inventory_quantity: z.number().nullish() }) }),
          )
          .min(1)
          .max(VARIANTS_MAX),
      }),
    }),
  }),
});

export const updateVariants: Route = (call) => {
  const { state, body, jobMs } = call;
  const parsed = newJob.safeParse(body);
  if (!parsed.success) return invalid('the variants are not valid');
  const { data } = parsed.data.data.attributes.variants;
  const run = () =>
    data.flatMap(({ id, attributes: { inventory_quantity: quantity } }, index) => {
      if (!state.variants.has(id)) {
        const title = 'The variant does not exist.';
        return [
          {
            code: 'does_not_exist',
            title,
            detail: title,
            pointer: `/data/attributes/variants/data/${index}`,
          },
        ];
      }
      if (quantity !== undefined) state.variants.set(id, quantity);
      return [];
    });
  const job = acceptJob(state, { kind: KIND, total: data.length, run, delayMs: jobMs });
  return json(202, { data: jobView(call, job), links: { self: call.url.href } });
};

export const readVariantJob: Route = (call) => {
  const job = call.state.jobs.get(call.id);
  if (job?.kind !== KIND) return notFound();
  return json(200, { data: jobView(call, job), links: { self: call.url.href } });
};

function jobView({ state, url }: Call, job: SandboxJob): object {
  return {
    type: KIND,
    id: job.id,
    attributes: {
      status: statusOf(job, state.clock.now()),
      created_at: toTime(job.createdAt),
      total_count: job.total,
      completed_count: job.isDone ? job.total - job.errors.length : 0,
      failed_count: job.errors.length,
      completed_at: job.isDone ? toTime(job.dueAt) : null,
      errors: job.errors.map(({ pointer, ...error }, index) => ({
        id: `${job.id}E${index}`,
        ...error,
        source: { pointer },
      })),
      expires_at: toTime(job.createdAt + 86_400_000),
    },
    links: { self: `${url.origin}/api/catalog-variant-bulk-update-jobs/${job.id}` },
  };
}
