import type { OrderTarget } from '#sdk/capabilities.ts';
import type { OrderRun } from './order-run.ts';

/** One run of `export-order`. */
export type Export = OrderRun<OrderTarget>;
