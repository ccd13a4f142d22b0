import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { WorkerOrders } from './play-histories.ts';

// What the main thread turned on is not on here: without it each worker strips the types of a thousand files anew.
enableCompileCache();
const { playHistories } = await import('./play-histories.ts');
await playHistories(workerData as WorkerOrders);
