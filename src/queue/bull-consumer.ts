import type { Processor, Worker } from 'bullmq';
import type { Clock } from '#sdk/clock.ts';
import { describeFailure } from './fate.ts';
import type { WakeUpData } from './queues.ts';
import type { NoteError } from './sampled-errors.ts';
import { guardErrorStorm } from './storm-guard.ts';
import type { Consumer, ConsumerOptions } from './wake-up-store.ts';

type Process = Processor<WakeUpData, void>;

/** A BullMQ worker as the engine uses it. @param open makes the worker around what it is to do. */
export function createBullConsumer(
  open: (process: Process) => Worker<WakeUpData, void>,
  options: ConsumerOptions & { readonly clock: Clock; readonly noteError: NoteError },
): Consumer {
  const { handle, clock, stop, mayResume, noteError } = options;
  const worker = open(async ({ data: { job, subject, tick }, priority }) => {
    try {
      await handle({ job, subject, priority, isTick: tick === true });
    } catch (error) {
      noteError(error);
      // BullMQ keeps the text of a failure in Redis, not its cause: no personal data may go there.
      throw new Error(describeFailure(error), { cause: error });
    }
  });
  worker.on('error', noteError);
  guardErrorStorm(worker, { clock, stop, mayResume });
  return {
    pause: () => worker.pause(true),
    resume: async () => {
      await worker.resume();
    },
    close: (force) => worker.close(force),
  };
}
