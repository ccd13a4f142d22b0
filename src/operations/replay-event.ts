import { priorities } from '#domain/priority.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { EVENTS_SUBJECT, wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** Makes a stored webhook wait to be read again. Safe at any time: what it hints at is read anew (I14). */
export async function replayEvent(
  ledger: Ledger,
  id: string,
): Promise<{ readonly id: string; readonly connection: string; readonly topic: string }> {
  return ledger.write(async (tx) => {
    const event = await tx.events.get(id);
    if (event === null || !(await tx.events.replay(id))) {
      throw new OperationError(
        `there is no stored event ${id}`,
        'events are kept as long as retention.events says; pull the connection instead',
      );
    }
    const { connection, topic } = event;
    await tx.work.mark([
      {
        job: wokenJobs.interpretEvents,
        subject: EVENTS_SUBJECT,
        connection,
        priority: priorities.reading,
        cause: `replay of event ${id}`,
      },
    ]);
    return { id, connection, topic };
  });
}
