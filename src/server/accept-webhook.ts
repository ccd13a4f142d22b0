import type { Clock } from '#sdk/clock.ts';
import type { RawWebhook, WebhookSource } from '#sdk/define-connector.ts';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { ReceiptLabel } from './metrics.ts';
import type { Receipts } from './receipts.ts';
import { readJsonBody } from './usable-json.ts';

interface ReceiptEdges {
  readonly receipts: Receipts;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the sender of a webhook hears. */
export interface WebhookAnswer {
  readonly status: number;
  readonly outcome: ReceiptLabel;
}

/**
 * Takes one webhook: the body stays bytes until its signature is proved, a 2xx leaves only after the commit (I1), and what
 * is not proved leaves no row (I19).
 */
export async function acceptWebhook(
  { receipts, clock, log }: ReceiptEdges,
  connection: string,
  source: WebhookSource,
  webhook: RawWebhook,
): Promise<WebhookAnswer> {
  const verdict = source.verify(webhook);
  if (!verdict.valid) {
    log.warn('webhook refused', { connection, reason: verdict.reason });
    return { status: 401, outcome: 'unverified' };
  }
  const { text, unusable } = readJsonBody(webhook.body);
  const { deliveryId, topic, triggeredAt } = verdict;
  try {
    const outcome = await receipts.receive({
      connection,
      deliveryId,
      topic,
      triggeredAt,
      receivedAt: clock.now(),
      body: text,
      unusable,
    });
    if (unusable === undefined || outcome === 'duplicate') return { status: 200, outcome };
    log.warn('webhook parked', { connection, topic, reason: unusable });
    return { status: 200, outcome: 'unusable' };
  } catch (error) {
    // Whatever kept it from being stored, nothing was: the sender should repeat.
    const isBusy = error instanceof LedgerBusyError;
    log.error('webhook not stored', {
      connection,
      error: error instanceof Error ? error.name : 'unknown',
      isBusy,
    });
    return { status: 503, outcome: 'busy' };
  }
}
