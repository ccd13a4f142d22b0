import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Queues } from './queues.ts';

const MASKED = '[masked]';

/**
 * The queues for Bull Board, read-only. Job data are references; what could hold more (a result, an error's text) is
 * masked all the same.
 */
export function createBoardQueues(queues: Queues): readonly BullMQAdapter[] {
  return queues.all().map((queue) => {
    const adapter = new BullMQAdapter(queue, {
      readOnlyMode: true,
      allowRetries: false,
      description: `Wake-ups of ${queue.name}`,
    });
    adapter.setFormatter('data', toReference);
    adapter.setFormatter('returnValue', () => MASKED);
    return adapter;
  });
}

/** Only the fields that a wake-up has, whatever somebody else put into the queue. */
function toReference(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return MASKED;
  const { job, subject, tick } = data as Readonly<Record<string, unknown>>;
  return { job, subject, ...(tick === true ? { tick } : {}) };
}
