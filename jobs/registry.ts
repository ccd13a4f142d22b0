import type { Job } from '#sdk/define-job.ts';
import { announceReturns } from './announce-returns.ts';
import { endBackorders } from './end-backorders.ts';
import { erasePeople } from './erase-people.ts';
import { evaluateSegments } from './evaluate-segments.ts';
import { exportOrder } from './export-order.ts';
import { exportRefunds } from './export-refunds.ts';
import { interpretEvents } from './interpret-events.ts';
import { lowerConsents } from './lower-consents.ts';
import { measureExposure } from './measure-exposure.ts';
import { prune } from './prune.ts';
import { publishFulfillment } from './publish-fulfillment.ts';
import { publishStock } from './publish-stock.ts';
import { pull } from './pull.ts';
import { pushSegments } from './push-segments.ts';
import { readHistory } from './read-history.ts';
import { refreshCustomers } from './refresh-customers.ts';
import { refreshOrders } from './refresh-orders.ts';
import { refreshStock } from './refresh-stock.ts';
import { registerWebhooks } from './register-webhooks.ts';
import { requestFulfillment } from './request-fulfillment.ts';
import { sendEvents } from './send-events.ts';
import { sendStockSignals } from './send-stock-signals.ts';
import { sendHistory } from './send-history.ts';
import { sweepCustomers } from './sweep-customers.ts';
import { sweepOrders } from './sweep-orders.ts';
import { sweepRefunds } from './sweep-refunds.ts';
import { sweepRequests } from './sweep-requests.ts';
import { sweepSegments } from './sweep-segments.ts';
import { sweepStock } from './sweep-stock.ts';
import { syncProfiles } from './sync-profiles.ts';

/** Every job there is. */
export const jobs: readonly Job[] = [
  interpretEvents,
  refreshOrders,
  exportOrder,
  exportRefunds,
  requestFulfillment,
  announceReturns,
  publishStock,
  refreshStock,
  refreshCustomers,
  lowerConsents,
  syncProfiles,
  sendEvents,
  evaluateSegments,
  pushSegments,
  sendStockSignals,
  erasePeople,
  readHistory,
  sendHistory,
  sweepCustomers,
  publishFulfillment,
  pull,
  registerWebhooks,
  sweepStock,
  sweepOrders,
  endBackorders,
  measureExposure,
  sweepRefunds,
  sweepRequests,
  sweepSegments,
  prune,
];
