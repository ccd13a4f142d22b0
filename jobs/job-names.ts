/** Jobs wake each other by name, never by import: the names stand here once. */
export const jobNames = {
  interpretEvents: 'interpret-events',
  pull: 'pull',
  refreshOrders: 'refresh-orders',
  refreshStock: 'refresh-stock',
  exportOrder: 'export-order',
  publishStock: 'publish-stock',
  requestFulfillment: 'request-fulfillment',
  publishFulfillment: 'publish-fulfillment',
  endBackorders: 'end-backorders',
  measureExposure: 'measure-exposure',
  registerWebhooks: 'register-webhooks',
  sweepStock: 'sweep-stock',
  sweepOrders: 'sweep-orders',
  sweepRequests: 'sweep-requests',
  prune: 'prune',
} as const;
