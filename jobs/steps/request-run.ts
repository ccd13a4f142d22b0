import type { FulfillmentRequestTarget } from '#sdk/fulfillment-requests.ts';
import type { OrderRun } from './order-run.ts';

/** One run of `request-fulfillment`. */
export type RequestRun = OrderRun<FulfillmentRequestTarget>;
