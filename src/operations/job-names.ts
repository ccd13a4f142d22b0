/** Names of the jobs that an operator's command wakes; a test holds them equal to those of `jobs/`. */
export const wokenJobs = {
  pull: 'pull',
  interpretEvents: 'interpret-events',
  publishStock: 'publish-stock',
  pushSegments: 'push-segments',
  exportOrder: 'export-order',
  erasePeople: 'erase-people',
  readHistory: 'read-history',
  sendHistory: 'send-history',
  requestFulfillment: 'request-fulfillment',
} as const;

/** The one subject of the job that reads stored webhooks. */
export const EVENTS_SUBJECT = 'events';

/** The one subject of the two jobs that tell of the past. */
export const HISTORY_SUBJECT = 'history';
