import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { shopify } from '#connectors/shopify/connector.ts';
import { createProcessLog } from '#engine/process-log.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { readDiskFreeBytes } from '#server/disk-space.ts';
import { createMetrics } from '#server/metrics.ts';
import { createServer } from '#server/create-server.ts';
import { answerQuestions } from '../bench-process.ts';
import { SHOP, WEBHOOK_SECRET } from './sample-webhooks.ts';

// Syncline's own door, with its own ledger and Shopify's own verification; no part of it is replaced.
const folder = mkdtempSync(join(tmpdir(), 'syncline-bench-'));
const log = createProcessLog('warn');
const tools = { clock: systemClock, random: systemRandom, log };
const ledger = await openLedger({
  url: `sqlite:${join(folder, 'ledger.sqlite')}`,
  sealingKey: randomBytes(32),
  ...tools,
});
const store = shopify.open(
  { shop: SHOP, accessToken: 'shpat_not_used', webhookSecret: WEBHOOK_SECRET },
  { ...tools, http: { call: () => Promise.reject(new Error('receipt calls nobody')) } },
);
const server = createServer({
  ledger,
  metrics: createMetrics({ version: 'bench' }),
  clock: systemClock,
  log,
  connections: () => new Map([['store', store]]),
  diskFreeBytes: () => readDiskFreeBytes(folder),
});
const url = await server.listen({ host: '127.0.0.1', port: 0 });

answerQuestions(
  {
    url: () => url,
    // Said by the ledger, so that the load's count of answers can be held against it.
    stored: () =>
      ledger.read(async (tx) => (await tx.events.counts()).reduce((sum, row) => sum + row.count, 0)),
    commits: () => ledger.commitCount,
  },
  async () => {
    await server.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
