import type { Parts } from '#engine/parts.ts';
import { acceptWebhook } from '#server/accept-webhook.ts';
import { createReceipts } from '#server/receipts.ts';
import type { SimulatedProcess } from '../process.ts';

/** Where webhooks come in. */
export interface SimulatedDoor {
  readonly process: SimulatedProcess;
  /** @returns the status that the sender hears; never, when the process is killed meanwhile. */
  receive(
    connection: string,
    webhook: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<number>;
}

/** The receiving half of the server without its socket. */
export function openSimulatedDoor(process: SimulatedProcess, parts: Parts): SimulatedDoor {
  const receipts = createReceipts(parts.ledger);
  const { clock, log } = parts;
  return {
    process,
    async receive(connection, { headers, body }) {
      await process.pass('webhook arrives', 1);
      const source = parts.accounts().all.get(connection)?.webhooks;
      if (source === undefined) return 404;
      const webhook = {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: Buffer.from(body),
      };
      const { status } = await acceptWebhook({ receipts, clock, log }, connection, source, webhook);
      await process.pass('webhook answered', 1);
      return status;
    },
  };
}
