import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { openLedger } from '../open-ledger.ts';

// A process that stores events until it is killed, and says of each, after it was answered, that it is there.
const [url = '', key = ''] = process.argv.slice(2);
const ledger = await openLedger({
  url,
  sealingKey: Buffer.from(key, 'hex'),
  clock: { now: () => Date.now(), monotonicMs: () => performance.now(), sleep: (ms) => sleep(ms) },
  random: { next: Math.random, id: () => v7() },
});
const writers = Array.from({ length: 16 }, async (_, writer) => {
  for (let at = 0; ; at += 1) {
    const deliveryId = `${writer}-${at}`;
    const event = {
      connection: 'store',
      deliveryId,
      topic: 't',
      triggeredAt: null,
      receivedAt: 1,
      body: 'b'.repeat(500),
    };
    await ledger.write((tx) => tx.events.receive(event));
    process.stdout.write(`${deliveryId}\n`);
  }
});
await Promise.all(writers);
