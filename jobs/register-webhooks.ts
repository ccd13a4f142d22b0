import { defineJob } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';

/** Vendors drop subscriptions that failed for a while, so they are asserted again on a clock. Without `publicUrl` there are none. */
export const registerWebhooks = defineJob({
  name: jobNames.registerWebhooks,
  title: 'Asserts the webhook subscriptions',
  priority: 'upkeep',
  appliesTo: ({ account, settings }) => account.webhooks !== undefined && settings.publicUrl !== null,
  schedules: ({ settings }) => [{ subject: 'subscriptions', everyMs: settings.intervals.registerWebhooksMs }],
  async run({ account, connection, settings, log }) {
    if (account.webhooks === undefined || settings.publicUrl === null) return;
    const { created, updated, removed } = await account.webhooks.register(
      `${settings.publicUrl}/webhooks/${connection}`,
    );
    if (created.length + updated.length + removed.length > 0) {
      log.info('webhooks registered', {
        connection,
        created: created.length,
        updated: updated.length,
        removed: removed.length,
      });
    }
  },
});
