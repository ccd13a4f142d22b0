import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Job, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Agent } from 'undici';
import { z } from 'zod';
import { ensureProgram } from '#machine/install-package.ts';
import { startPrivateRedis } from '#machine/private-redis.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { answerQuestions } from '../bench-process.ts';
import { CONCURRENCY } from './engine.ts';
import { idsIn, type RecordKey } from './odoo-call.ts';
import { type PlannedCall, planReplay, recording } from './replay-plan.ts';

// What somebody would write in an afternoon: two queues, a job per order, the calls one after the other. It books the
// same orders by the same calls, and knows nothing of leases, intents, limits or ledgers.
const folder = mkdtempSync(join(tmpdir(), 'syncline-bench-'));
const redis = await startPrivateRedis({
  file: await ensureProgram(REDIS_SERVER, { say: () => {} }),
  dataDir: folder,
  say: () => {},
});
const connection = new Redis({ path: redis.socketPath, maxRetriesPerRequest: null });
const agent = new Agent({ connections: 64 });
const vendors = ['store', 'erp'] as const;
const queues = new Map(
  vendors.map((vendor) => [vendor, new Queue<JobData, void>(vendor, { connection, skipVersionCheck: true })]),
);
const workers = vendors.map(
  (vendor) =>
    new Worker<JobData, void>(vendor, work, { connection, concurrency: CONCURRENCY, skipVersionCheck: true }),
);

interface JobData {
  /** Place in `chains`; -1 is the pull. */
  readonly chain: number;
}

let urls: Readonly<Record<'store' | 'erp', string>> = { store: '', erp: '' };
let plan = planReplay([]);
let chains: (readonly PlannedCall[])[] = [];
let open = 0;
let done = Promise.withResolvers<void>();

async function work({ data }: Job<JobData, void>): Promise<void> {
  try {
    if (data.chain < 0) await pull();
    else await replayChain(chains[data.chain] ?? []);
  } catch (error) {
    done.reject(error);
    throw error;
  }
  open -= 1;
  if (open === 0) done.resolve();
}

async function pull(): Promise<void> {
  for (const { call, next } of plan.pull) {
    await send(call, call.body);
    for (const vendor of vendors) {
      const mine = next.filter(([first]) => first?.vendor === vendor);
      open += mine.length;
      await queues.get(vendor)?.addBulk(
        mine.map((chain) => ({
          name: 'chain',
          data: { chain: chains.push(chain) - 1 },
          opts: { removeOnComplete: true },
        })),
      );
    }
  }
}

async function replayChain(chain: readonly PlannedCall[]): Promise<void> {
  const numbers = new Map<RecordKey, number>();
  for (const call of chain) {
    const { odoo } = call;
    const isAboutOwn = odoo?.call.named.some((key) => numbers.has(key)) === true;
    const body =
      odoo === null || !isAboutOwn
        ? call.body
        : odoo.call.rewrite((key) => numbers.get(key) ?? Number(key.slice(key.indexOf(':') + 1)));
    const answer = await send(call, body);
    if (odoo === null) continue;
    if (answer.includes('"error"'))
      throw new Error(`the ERP refused ${odoo.call.model}.${odoo.call.method}: ${answer}`);
    const ids = idsIn(answer);
    odoo.recordedIds.forEach((recorded, index) =>
      numbers.set(`${odoo.call.model}:${recorded}`, ids[index] ?? recorded),
    );
  }
}

async function send({ vendor, method, path, headers }: PlannedCall, body: string): Promise<string> {
  const answer = await agent.request({
    origin: urls[vendor],
    path,
    method: method === 'GET' ? 'GET' : 'POST',
    headers,
    ...(body === '' ? {} : { body }),
  });
  return answer.body.text();
}

const task = z.object({ file: z.string(), storeUrl: z.url(), erpUrl: z.url() });

answerQuestions(
  {
    /** Reads the list, so that this is not measured. */
    prepare: (details) => {
      const { file, storeUrl, erpUrl } = task.parse(details);
      urls = { store: storeUrl, erp: erpUrl };
      plan = planReplay(recording.parse(JSON.parse(readFileSync(file, 'utf8'))));
      chains = [];
      return plan.callCount;
    },
    replay: async () => {
      done = Promise.withResolvers<void>();
      open = 1;
      await queues.get('store')?.add('pull', { chain: -1 }, { removeOnComplete: true });
      await done.promise;
    },
  },
  async () => {
    await Promise.all([...workers, ...queues.values()].map((one) => one.close()));
    await agent.close();
    connection.disconnect();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  },
);
