import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { Metrics, ReceiptLabel } from './metrics.ts';
import type { Receipts } from './receipts.ts';
import { readJsonBody } from './usable-json.ts';

const BODY_BYTES_MAX = 2 * 1024 * 1024;
const RETRY_AFTER_S = 5;
const NO_BYTES = Buffer.alloc(0);

interface WebhookEdges {
  readonly connections: () => ReadonlyMap<string, Connection>;
  readonly receipts: Receipts;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly outcome: ReceiptLabel;
}

/**
 * `POST /webhooks/:connection`. The body stays bytes until its signature is proved; an answer of 2xx leaves only after the
 * commit (I1), and what is not proved leaves no row (I19).
 */
export function addWebhookRoute(app: FastifyInstance, edges: WebhookEdges): void {
  const { metrics, clock, log } = edges;
  // In a scope of its own: everything here is read as bytes, whatever the sender calls it.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    scope.setErrorHandler<Error & { readonly statusCode?: number }>((error, _request, reply) => {
      const isTooLarge = error.statusCode === 413;
      metrics.receipt({ connection: '', outcome: isTooLarge ? 'too-large' : 'failed' });
      // What a library says may quote the request.
      if (!isTooLarge) log.warn('webhook request not readable', { status: error.statusCode ?? 500 });
      return reply
        .code(error.statusCode ?? 500)
        .send({ error: isTooLarge ? `body over ${BODY_BYTES_MAX} bytes` : 'not readable' });
    });
    scope.post<{ Params: { connection: string } }>('/webhooks/:connection', async (request, reply) => {
      const startedMs = clock.monotonicMs();
      const name = request.params.connection;
      const account = edges.connections().get(name);
      const answer =
        account?.webhooks === undefined
          ? { status: 404, outcome: 'unknown' as const }
          : await receive(edges, name, account.webhooks, request);
      // A name that a stranger chose must not become a label.
      const connection = answer.status === 404 ? '' : name;
      metrics.receipt({
        connection,
        outcome: answer.outcome,
        seconds: (clock.monotonicMs() - startedMs) / 1_000,
      });
      if (answer.status === 503) reply.header('retry-after', RETRY_AFTER_S);
      return reply.code(answer.status).send({ result: answer.outcome });
    });
    done();
  });
}

async function receive(
  { receipts, clock, log }: WebhookEdges,
  connection: string,
  webhooks: NonNullable<Connection['webhooks']>,
  request: FastifyRequest,
): Promise<Answer> {
  const body = Buffer.isBuffer(request.body) ? request.body : NO_BYTES;
  const verdict = webhooks.verify({ headers: flatten(request.headers), body });
  if (!verdict.valid) {
    log.warn('webhook refused', { connection, reason: verdict.reason });
    return { status: 401, outcome: 'unverified' };
  }
  const { text, unusable } = readJsonBody(body);
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

function flatten(headers: FastifyRequest['headers']): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
