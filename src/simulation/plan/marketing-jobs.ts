/** Jobs that run only where somebody writes to customers. */
export const marketingJobs: ReadonlySet<string> = new Set([
  'refresh-customers',
  'lower-consents',
  'sync-profiles',
  'send-events',
  'evaluate-segments',
  'push-segments',
  'send-stock-signals',
  'erase-people',
  'read-history',
  'send-history',
  'sweep-customers',
]);
