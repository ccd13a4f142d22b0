import { customers, hitting, warehouse } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What becomes of work after an error. */
export const failureBugs: readonly PlantedBug[] = [
  {
    id: 'throttle-costs-attempts',
    title: 'A refusal for the rate limit counts as a failed attempt, until the work is parked.',
    rule: 'I21',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(3, 'buy', [0, 1_000])],
      ...hitting('throttled', 1, 'OrdersByIds'),
      lengthMs: 60_000,
    },
    edits: [
      {
        file: 'src/queue/fate.ts',
        from: `if (error instanceof ThrottledError)
    return settle(waitUntil(now + spread(error.retryAfterMs, random), reason));`,
        to: `if (error instanceof ThrottledError)
    return settle(
      failure.attempts < failure.attemptsMax
        ? { kind: 'retry', dueAt: now + spread(error.retryAfterMs, random), reason }
        : { kind: 'park', reason },
    );`,
      },
    ],
  },
  {
    id: 'throttle-taken-for-a-refusal',
    title: 'A throttled call of the store, which answers with status 200, is taken for a refusal and parked.',
    rule: 'I21',
    mode: 'liveness',
    budget: 60,
    focus: { acts: [customers(4, 'buy')], rates: { throttled: 0.5 } },
    edits: [
      {
        file: 'connectors/shopify/answer.ts',
        from: `  if (isThrottled(envelope)) {
    throw new ThrottledError('Shopify throttled the call', throttleWaitMs(envelope.extensions?.cost));
  }
`,
        to: '',
      },
    ],
  },
  {
    id: 'retry-after-ignored',
    title: 'The wait that a vendor asks for is not kept.',
    rule: 'I15',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/queue/fate.ts',
        from: `return settle(waitUntil(now + spread(error.retryAfterMs, random), reason));
  if (error instanceof NotSentError`,
        to: `return settle(waitUntil(now + spread(LEDGER_BUSY_MS, random), reason));
  if (error instanceof NotSentError`,
      },
      {
        file: 'src/http/http-port.ts',
        from: 'settle(ticket, readReport(request, response));',
        to: 'settle(ticket, {});',
      },
      {
        file: 'src/sdk/retry-read.ts',
        from: 'if (error instanceof ThrottledError) return error.retryAfterMs <= PATIENCE_MS;',
        to: 'if (error instanceof ThrottledError) return true;',
      },
      {
        file: 'src/sdk/retry-read.ts',
        from: 'return error instanceof ThrottledError ? error.retryAfterMs : PAUSE_MS',
        to: 'return error instanceof ThrottledError ? PAUSE_MS : PAUSE_MS',
      },
    ],
  },
  {
    id: 'refused-credential-parks',
    title: 'A refused credential parks the work instead of pausing the connection.',
    rule: 'I21',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(6, 'buy')],
      incidents: ['credentials-expired', 'credentials-expired', 'credentials-expired'],
    },
    edits: [
      {
        file: 'src/queue/fate.ts',
        from: "if (error instanceof UnauthorizedError) return { kind: 'pause', reason, outcome: waitUntil(now, reason) };",
        to: "if (error instanceof UnauthorizedError) return settle({ kind: 'park', reason });",
      },
    ],
  },
  {
    id: 'refused-row-parks-its-batch',
    title: 'One row that the channel refuses parks all rows of its batch.',
    rule: 'I16',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [warehouse(6, 'receive', [2_000, 18_000])],
      ...hitting('untracked-meanwhile', 0.5, 'stock\\.set'),
      lengthMs: 24_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/write-cells.ts',
        from: `  const [only] = batch;
  if (only !== undefined && batch.length === 1) {`,
        to: `  for (const { cell } of batch) context.park(cell.work, error.message);
  if (batch.length > 1) return { stale: [], settled: batch.map(({ cell }) => cell) };
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {`,
      },
    ],
  },
  {
    id: 'part-of-a-batch-taken-for-all',
    title:
      'Errors about a part of a batch count as success of the rest, though the store takes all or nothing.',
    rule: 'S9',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 60,
    focus: {
      acts: [warehouse(6, 'receive', [2_000, 18_000])],
      ...hitting('counted-meanwhile', 0.5, 'stock\\.set'),
      lengthMs: 24_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'connectors/shopify/set-stock.ts',
        from: "  if (errors.some((error) => error.code === 'CHANGE_FROM_QUANTITY_STALE')) {",
        to: `  if (errors.length > 0 && errors.length < changes.length) return;
  if (errors.some((error) => error.code === 'CHANGE_FROM_QUANTITY_STALE')) {`,
      },
    ],
  },
];
