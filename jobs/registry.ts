import type { Job } from '#sdk/define-job.ts';
import { endBackorders } from './end-backorders.ts';
import { exportOrder } from './export-order.ts';
import { exportRefunds } from './export-refunds.ts';
import { interpretEvents } from './interpret-events.ts';
import { measureExposure } from './measure-exposure.ts';
import { prune } from './prune.ts';
import { publishFulfillment } from './publish-fulfillment.ts';
import { publishStock } from './publish-stock.ts';
import { pull } from './pull.ts';
import { refreshOrders } from './refresh-orders.ts';
import { refreshStock } from './refresh-stock.ts';
import { registerWebhooks } from './register-webhooks.ts';
import { requestFulfillment } from './request-fulfillment.ts';
import { sweepOrders } from './sweep-orders.ts';
import { sweepRefunds } from './sweep-refunds.ts';
import { sweepRequests } from './sweep-requests.ts';
import { sweepStock } from './sweep-stock.ts';

/** Every job there is. */
export const jobs: readonly Job[] = [
  interpretEvents,
  refreshOrders,
  exportOrder,
  exportRefunds,
  requestFulfillment,
  publishStock,
  refreshStock,
  publishFulfillment,
  pull,
  registerWebhooks,
  sweepStock,
  sweepOrders,
  endBackorders,
  measureExposure,
  sweepRefunds,
  sweepRequests,
  prune,
];
