import fastify, { type FastifyInstance, type FastifyPluginCallback } from 'fastify';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { Secret } from '#sdk/secret.ts';
import { collectLedger, type VendorLevel } from './collect-ledger.ts';
import { addHealthRoutes, type ReadinessCheck } from './health-routes.ts';
import type { Metrics } from './metrics.ts';
import { createReceipts } from './receipts.ts';
import { createTokenGuard } from './token-guard.ts';
import { addWebhookRoute } from './webhook-route.ts';

/** A whole request, from its first byte to its last. */
const REQUEST_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 65_000;
export const BOARD_PREFIX = '/queues';
/** The page would ask a font server of somebody else; it works without. */
const BOARD_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface ServerOptions {
  readonly ledger: Ledger;
  /** Asked for at every request, because a reload opens them anew. */
  readonly connections: () => ReadonlyMap<string, Connection>;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the folder of the ledger; null on PostgreSQL. */
  readonly diskFreeBytes: () => Promise<number | null>;
  readonly levels?: (() => Promise<readonly VendorLevel[]>) | undefined;
  readonly checks?: Readonly<Record<string, ReadinessCheck>> | undefined;
  /** Bull Board as a plugin, with its base path `BOARD_PREFIX`, read-only; and the token that opens it. */
  readonly board?: { readonly plugin: FastifyPluginCallback; readonly token: () => Secret } | undefined;
}

/** The door to the outside. */
export interface Server {
  /** Resolves with the address, `http://127.0.0.1:8080`. */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  /** Not ready from now on; requests under way are answered, then the door is shut. */
  close(): Promise<void>;
}

export function createServer(options: ServerOptions): Server {
  const { ledger, metrics, clock, log, diskFreeBytes } = options;
  const levels = options.levels ?? (() => Promise.resolve([]));
  let draining = false;
  const app = fastify({
    // Our own log says what matters; a library's would print addresses and headers.
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    done();
  });
  app.addHook('onSend', (_request, reply, payload, sent) => {
    // A request that was under way when the door began to shut: its connection would stay open, idle, and keep it ajar.
    if (draining) reply.header('connection', 'close');
    sent(null, payload);
  });
  addWebhookRoute(app, {
    connections: options.connections,
    receipts: createReceipts(ledger),
    metrics,
    clock,
    log,
  });
  addHealthRoutes(app, {
    ledger,
    clock,
    isDraining: () => draining,
    diskFreeBytes,
    checks: options.checks ?? {},
  });
  app.get('/metrics', async (_request, reply) => {
    try {
      await collectLedger(metrics.gauges, { ledger, clock, levels, diskFreeBytes });
    } catch (error) {
      // What this process counted itself is worth most while its ledger is away.
      log.error('metrics without the ledger', { error: error instanceof Error ? error.name : 'unknown' });
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  if (options.board !== undefined) addBoard(app, options.board);
  return {
    listen: (address) => app.listen(address),
    async close() {
      draining = true;
      await app.close();
    },
  };
}

/** Bull Board has no login of its own; nothing under its prefix is served without the token. */
function addBoard(app: FastifyInstance, { plugin, token }: NonNullable<ServerOptions['board']>): void {
  const guarded: FastifyPluginCallback = (scope, _options, done) => {
    scope.addHook('onRequest', createTokenGuard(token, 'Syncline queues'));
    scope.addHook('onSend', (_request, reply, _payload, sent) => {
      reply.headers({
        'x-frame-options': 'DENY',
        'content-security-policy': BOARD_POLICY,
      });
      sent();
    });
    // A handler of its own, so that a page that is not there asks for the token too.
    scope.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'no such page' }));
    void scope.register(plugin);
    done();
  };
  void app.register(guarded, { prefix: BOARD_PREFIX });
}
