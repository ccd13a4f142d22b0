import {
  createSandboxCore,
  openSandboxEdges,
  type SandboxCore,
  type SandboxOptions,
  startSandbox,
} from '#sdk/sandbox/core.ts';
import type { RunningSandbox } from '#sdk/sandbox/serve.ts';
import { type Books, createBooks } from './books.ts';
import { createState, type ShipbobState } from './state.ts';
import { createWarehouse, type Warehouse } from './warehouse/hands.ts';
import { emitEvent, RETRY_DELAYS_MS } from './webhooks.ts';
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

export interface ShipbobSandboxOptions extends SandboxOptions {
  readonly token?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly staleSearchMs?: number | undefined;
  readonly idsFrom?: number | undefined;
  /** `https://shipbob.sim`: the address under which callers know it, for links to next pages. */
  readonly origin?: string | undefined;
}

/** What a token needs that announces returns, too. */
export const ANNOUNCING_SCOPES = [...SCOPES, 'returns_write'];

/** The fake without a socket: a handler over the model, for a simulation that owns time. */
export interface ShipbobSandboxCore extends SandboxCore {
  readonly token: string;
  readonly channelId: string;
  readonly warehouse: Warehouse;
  readonly books: Books;
  readonly state: ShipbobState;
}

/** A ShipBob account on a port of this machine. */
export interface ShipbobSandbox extends ShipbobSandboxCore, RunningSandbox {}

/** Builds the model and its wire surface, with nothing in it, and listens on nothing. */
export function createShipbobSandbox(options: ShipbobSandboxOptions = {}): ShipbobSandboxCore {
  const { token = 'sandbox-token', scopes = SCOPES } = options;
  const edges = openSandboxEdges(options, RETRY_DELAYS_MS);
  const { clock, faults, deliveries } = edges;
  const now = (): number => clock.now();
  const state: ShipbobState = createState(clock, options.idsFrom ?? IDS_FROM, (event) =>
    emitEvent({ state, deliveries }, event),
  );
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
  return {
    ...createSandboxCore(edges, answer, { observe: options.observe, operationOf }),
    token,
    channelId: String(channel.id),
    warehouse: createWarehouse(state),
    books: createBooks(state, throttle),
    state,
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
  return startSandbox(createShipbobSandbox(options), options.port);
}
