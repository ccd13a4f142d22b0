import type { Parts } from '#engine/parts.ts';
import { acceptWebhook } from '#server/accept-webhook.ts';
import { createReceipts } from '#server/receipts.ts';
import type { SimulatedProcess } from '../process.ts';

export interface SentWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Receipt {
  /** What the sender hears. */
  readonly status: number;
  /** Null for a webhook that nobody vouches for. */
  readonly deliveryId: string | null;
}

/** Where webhooks come in. */
export interface SimulatedDoor {
  readonly process: SimulatedProcess;
  /** Never resolves when the process is killed meanwhile. */
  receive(connection: string, webhook: SentWebhook): Promise<Receipt>;
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
      if (source === undefined) return { status: 404, deliveryId: null };
      const webhook = {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: Buffer.from(body),
      };
      const { status } = await acceptWebhook({ receipts, clock, log }, connection, source, webhook);
      await process.pass('webhook answered', 1);
      const verdict = source.verify(webhook);
      return { status, deliveryId: verdict.valid ? verdict.deliveryId : null };
    },
  };
}
