import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Log } from '#sdk/log.ts';
import { acceptWebhook } from './accept-webhook.ts';
import type { Metrics } from './metrics.ts';
import type { Receipts } from './receipts.ts';

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

/** `POST /webhooks/:connection`. The body is read as bytes; `acceptWebhook` decides what it is worth. */
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
          : await acceptWebhook(edges, name, account.webhooks, {
              headers: flatten(request.headers),
              body: Buffer.isBuffer(request.body) ? request.body : NO_BYTES,
            });
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

function flatten(headers: FastifyRequest['headers']): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
