import { clockCases } from './cases/clock-cases.ts';
import { controlCases } from './cases/control-cases.ts';
import { processCases } from './cases/process-cases.ts';
import { killCases } from './cases/kill-cases.ts';
import { memoryCases } from './cases/memory-cases.ts';
import { networkCases } from './cases/network-cases.ts';
import { postgresCases } from './cases/postgres-cases.ts';
import { redisCases } from './cases/redis-cases.ts';
import { sqliteCases } from './cases/sqlite-cases.ts';
import { vendorCases } from './cases/vendor-cases.ts';
import { webhookCases } from './cases/webhook-cases.ts';
import { wideCases } from './cases/wide-cases.ts';
import type { ChaosCase } from './chaos-case.ts';

/** Every case, in the order in which they are played. */
export const cases: readonly ChaosCase[] = [
  ...controlCases,
  // The longest first, so that none of them is left alone at the end.
  ...memoryCases,
  ...killCases,
  ...processCases,
  ...wideCases,
  ...clockCases,
  ...redisCases,
  ...sqliteCases,
  ...postgresCases,
  ...vendorCases,
  ...networkCases,
  ...webhookCases,
];
