import { bare, parseBody } from '#sdk/sandbox/json-body.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxHandler, SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import type { ShipbobState } from '../state.ts';
import type { Route, SandboxChannel } from './call.ts';
import { listChannels, listLevels, listLocations, listProducts } from './list-routes.ts';
import { cancelOrder, createOrder, listOrders, readShipment } from './order-routes.ts';
import { cancelReturn, createReturn, editReturn, listReturns } from './return-routes.ts';
import type { Throttle } from './throttle.ts';
import { createSubscription, deleteSubscription, listSubscriptions } from './webhook-routes.ts';

const VERSION = '/2026-01';

interface RouteEntry {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly scope: string;
  readonly route: Route;
}

const routes: readonly RouteEntry[] = [
  entry('orders.create', 'POST', '/order', 'orders_write', createOrder),
  entry('orders.list', 'GET', '/order', 'orders_read', listOrders),
  entry('orders.cancel', 'POST', '/order/(\\d+):cancel', 'orders_write', cancelOrder),
  entry('shipments.read', 'GET', '/shipment/(\\d+)', 'orders_read', readShipment),
  entry('levels.list', 'GET', '/inventory-level/locations', 'inventory_read', listLevels),
  entry('products.list', 'GET', '/product', 'products_read', listProducts),
  entry('returns.list', 'GET', '/return', 'returns_read', listReturns),
  entry('returns.create', 'POST', '/return', 'returns_write', createReturn),
  entry('returns.edit', 'PUT', '/return/(\\d+)', 'returns_write', editReturn),
  entry('returns.cancel', 'POST', '/return/(\\d+):cancel', 'returns_write', cancelReturn),
  entry('locations.list', 'GET', '/location', 'locations_read', listLocations),
  entry('channels.list', 'GET', '/channel', 'channels_read', listChannels),
  entry('webhooks.list', 'GET', '/webhook', 'webhooks_read', listSubscriptions),
  entry('webhooks.create', 'POST', '/webhook', 'webhooks_write', createSubscription),
  entry('webhooks.delete', 'DELETE', '/webhook/([^/]+)', 'webhooks_write', deleteSubscription),
];

export interface HandlerOptions {
  readonly state: ShipbobState;
  readonly faults: FaultBoard;
  readonly throttle: Throttle;
  readonly token: string;
  readonly channels: readonly SandboxChannel[];
  readonly staleSearchMs: number;
  /** The address in links; absent: the one that the caller used, without encryption. */
  readonly origin: string | undefined;
}

/** The whole surface that the fake has, as one function: who asks, how often, and for what. */
export function createHandler(options: HandlerOptions): SandboxHandler {
  const { state, faults, throttle, channels } = options;
  const stamped = (response: SandboxResponse): SandboxResponse => ({
    ...response,
    headers: { date: new Date(state.clock.now()).toUTCString(), ...response.headers },
  });
  const answer = (request: SandboxRequest): SandboxResponse => {
    const url = new URL(request.path, options.origin ?? `http://${request.headers['host'] ?? 'shipbob.sim'}`);
    const found = routeOf(request.method, url.pathname);
    if (found === undefined) return bare(404);
    const { operation, scope, route, path } = found;
    if (request.headers['authorization'] !== `Bearer ${options.token}`) return bare(401);
    const refusal = throttle.refuse(faults.roll('throttled', operation));
    if (refusal !== null) return refusal;
    if (faults.roll('server-error', operation)) return bare(500);
    const channelId = Number(request.headers['shipbob_channel_id'] ?? channels[0]?.id);
    const channel = channels.find(({ id }) => id === channelId);
    if (operation !== 'channels.list' && !(channel?.scopes.includes(scope) ?? false)) return bare(403);
    const id = decodeURIComponent(path.exec(url.pathname)?.[1] ?? '');
    const body = parseBody(request.body);
    const { staleSearchMs } = options;
    const told = route({ state, faults, operation, id, url, body, channelId, staleSearchMs, channels });
    const drifted = faults.roll('schema-drift', operation) ? { ...told, body: drift(told.body) } : told;
    return { ...drifted, headers: { ...drifted.headers, ...throttle.headers() } };
  };
  return (request) => Promise.resolve(stamped(answer(request)));
}

/** For the diary of faults. */
export function operationOf({ method, path }: SandboxRequest): string {
  return routeOf(method, path.split('?')[0] ?? '')?.operation ?? 'unknown';
}

function routeOf(method: string, pathname: string): RouteEntry | undefined {
  return routes.find((one) => one.method === method && one.path.test(pathname));
}

function entry(operation: string, method: string, path: string, scope: string, route: Route): RouteEntry {
  return { operation, method, path: new RegExp(`^${VERSION}${path}$`, 'u'), scope, route };
}

/** An answer of a version to come: numbers of units have another name. */
function drift(body: string): string {
  return body.replaceAll('"quantity"', '"units"').replaceAll('"on_hand_quantity"', '"on_hand_units"');
}
