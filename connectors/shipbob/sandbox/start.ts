import type { Clock } from '#sdk/clock.ts';
import type { SendDelivery, WebhookStats } from '#sdk/sandbox/deliveries.ts';
import { createFaultBoard, type FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { machineClock, sendByHttp } from '#sdk/sandbox/machine-edges.ts';
import {
  type RunningSandbox,
  type SandboxHandler,
  type SandboxRequest,
  type SandboxResponse,
  serveSandbox,
  withTransportFaults,
} from '#sdk/sandbox/serve.ts';
import { type Books, createBooks } from './books.ts';
import { createState, type ShipbobState } from './state.ts';
import { createWarehouse, type Warehouse } from './warehouse/hands.ts';
import { createEmitter, RETRY_DELAYS_MS } from './webhooks.ts';
import { createHandler, operationOf } from './wire/handler.ts';
import { createThrottle } from './wire/throttle.ts';

const REQUESTS_PER_MINUTE = 150;
const STALE_SEARCH_MS = 5_000;
const IDS_FROM = 100_000_000;

/** What a token may do in this fake unless told otherwise: all that the connector needs. */
export const SCOPES = [
  'channels_read',
  'orders_read',
  'orders_write',
  'inventory_read',
  'products_read',
  'returns_read',
  'locations_read',
  'webhooks_read',
  'webhooks_write',
];

export interface ShipbobSandboxOptions {
  /** The machine's clock unless given; a simulation hands in its own. */
  readonly clock?: Clock | undefined;
  readonly seed?: number | undefined;
  readonly faults?: FaultBoard | undefined;
  readonly token?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly staleSearchMs?: number | undefined;
  readonly idsFrom?: number | undefined;
  /** `https://shipbob.sim`: the address under which callers know it, for links to next pages. */
  readonly origin?: string | undefined;
  /** Sees every exchange as it is before the transport's faults; for tests. */
  readonly observe?: ((request: SandboxRequest, response: SandboxResponse) => void) | undefined;
  readonly webhookRetryDelaysMs?: readonly number[] | undefined;
  /** By HTTP unless given. */
  readonly sendWebhook?: SendDelivery | undefined;
}

/** The fake without a socket: a handler over the model, for a simulation that owns time. */
export interface ShipbobSandboxCore {
  readonly token: string;
  readonly channelId: string;
  readonly faults: FaultBoard;
  readonly warehouse: Warehouse;
  readonly books: Books;
  readonly state: ShipbobState;
  /** Answers as the server does, without the transport's own faults. */
  readonly handler: SandboxHandler;
  /** With the transport's faults: `undefined` means that the caller never hears an answer. */
  readonly faultyHandler: ReturnType<typeof withTransportFaults>;
  readonly webhookStats: () => WebhookStats;
  readonly stopWebhooks: () => void;
}

/** A ShipBob account on a port of this machine. */
export interface ShipbobSandbox extends ShipbobSandboxCore, RunningSandbox {}

/** Builds the model and its wire surface, with nothing in it, and listens on nothing. */
export function createShipbobSandbox(options: ShipbobSandboxOptions = {}): ShipbobSandboxCore {
  const clock = options.clock ?? machineClock;
  const now = (): number => clock.now();
  const { seed = 1, token = 'sandbox-token', scopes = SCOPES } = options;
  const faults = options.faults ?? createFaultBoard({ now, seed });
  const emitter = createEmitter({
    clock,
    faults,
    subscriptions: () => state.subscriptions.values(),
    send: options.sendWebhook ?? sendByHttp,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const state = createState(clock, options.idsFrom ?? IDS_FROM, (event) => emitter.emit(event));
  const channel = { id: state.nextId(), name: 'Sandbox', scopes };
  const throttle = createThrottle(now, options.requestsPerMinute ?? REQUESTS_PER_MINUTE);
  const answer = createHandler({
    state,
    faults,
    throttle,
    token,
    channels: [channel],
    staleSearchMs: options.staleSearchMs ?? STALE_SEARCH_MS,
    origin: options.origin,
  });
  const handler: SandboxHandler = async (request) => {
    const response = await answer(request);
    options.observe?.(request, response);
    return response;
  };
  return {
    token,
    channelId: String(channel.id),
    faults,
    warehouse: createWarehouse(state),
    books: createBooks(state, throttle),
    state,
    handler,
    faultyHandler: withTransportFaults(handler, { faults, clock, operationOf }),
    webhookStats: () => emitter.stats(),
    stopWebhooks: () => emitter.stop(),
  };
}

/**
 * A running ShipBob on loopback.
 *
 * @example
 * const sandbox = await startShipbobSandbox();
 * const { id } = sandbox.warehouse.addLocation({ name: 'Cicero (IL)' });
 * sandbox.warehouse.addItem({ sku: 'MUG', onHand: { [id]: 9 } });
 * await sandbox.close();
 */
export async function startShipbobSandbox(
  options: ShipbobSandboxOptions & { readonly port?: number | undefined } = {},
): Promise<ShipbobSandbox> {
  const core = createShipbobSandbox(options);
  const { port } = options;
  const server = await serveSandbox({
    handler: core.faultyHandler,
    faults: core.faults,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...core,
    url: server.url,
    async close() {
      core.stopWebhooks();
      await server.close();
    },
  };
}
