import { Worker } from 'node:worker_threads';
import type { Mode } from '../plan/history-plan.ts';
import { addReport, createTally, type Tally, type WorkerMessage } from './tally.ts';
import type { WorkerOrders } from './play-histories.ts';

export interface CampaignOptions {
  /** Bounds the whole run; a fifth of it is for the planted bugs. Null: until `historiesMax`. */
  readonly seconds: number;
  readonly workers: number;
  readonly mode: Mode | null;
  /** First seed. */
  readonly from: number;
  readonly historiesMax: number | null;
  readonly isTwice: boolean;
  /** Ids of the planted bugs to try. */
  readonly planted: readonly string[];
  readonly onProgress: (tally: Tally) => void;
}

export interface Campaign {
  readonly tally: Tally;
  /** Seconds that the unplanted histories took. */
  readonly historiesSeconds: number;
}

const PLANTED_SHARE = 0.2;

/** Runs histories on all workers at once, then the planted bugs, and adds up what they report. */
export async function runCampaign(options: CampaignOptions): Promise<Campaign> {
  const { seconds, workers, mode, from, historiesMax, isTwice, planted, onProgress } = options;
  const startedAt = Date.now();
  const share = planted.length === 0 ? 0 : PLANTED_SHARE;
  const plantedUntil = startedAt + seconds * 1_000;
  const historiesUntil = startedAt + seconds * 1_000 * (1 - share);
  const tally = createTally();
  let lastAt = startedAt;
  const runs = Array.from({ length: workers }, (_value, index) => {
    const orders: WorkerOrders = {
      index,
      workers,
      from,
      mode,
      historiesUntil,
      plantedUntil,
      historiesMax,
      isTwice,
      planted,
    };
    return runWorker(orders, (message) => {
      if (message.kind === 'history') lastAt = Date.now();
      addReport(tally, message);
      onProgress(tally);
    });
  });
  await Promise.all(runs);
  return { tally, historiesSeconds: Math.max(0.001, (lastAt - startedAt) / 1_000) };
}

function runWorker(orders: WorkerOrders, onMessage: (message: WorkerMessage) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: orders,
      // Little lives longer than a step: room for it saves the collector most of its rounds.
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    });
    worker.on('message', onMessage);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a worker of the simulation ended with ${code}`));
    });
  });
}
