import { shipbob } from '#connectors/shipbob/connector.ts';
import {
  createShipbobSandbox,
  type ShipbobSandboxCore,
  type ShipbobSandboxOptions,
} from '#connectors/shipbob/sandbox/start.ts';
import type { Page } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { NoAnswerError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '#sdk/http.ts';
import { recordLog } from './record-log.ts';
import { openSpecification } from './published-specification.ts';
import { requestToShip } from './request-to-ship.ts';
import { systemRandom } from './system-time.ts';

const START = Date.parse('2026-11-23T10:00:00Z');

export const SHIPBOB_SECRETS = {
  current: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  previous: 'whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
} as const;

const specification = openSpecification('shipbob-2026-01.json');

type Rewrite = (response: HttpResponse, request: HttpRequest) => HttpResponse;

/** One account with a fulfillment center, a tee and a mug, its connection, and time in our hand. No socket, no timer. */
export interface ShipbobAccount extends ShipbobSandboxCore {
  readonly connection: Connection;
  readonly target: NonNullable<NonNullable<Connection['requests']>['target']>;
  readonly locationId: number;
  readonly requests: readonly HttpRequest[];
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Changes answers on their way; null: as they are. */
  readonly rewrite: (change: Rewrite | null) => void;
  /** A request that can be taken, of the item with this SKU. */
  readonly ask: (
    reference: string,
    units: Readonly<Record<string, number>>,
  ) => ReturnType<typeof requestToShip>;
  /** ShipBob's id of the order with this reference. */
  readonly idOf: (reference: string) => number;
}

export function openShipbobAccount(
  options: Partial<ShipbobSandboxOptions> & { readonly settings?: Readonly<Record<string, unknown>> } = {},
): ShipbobAccount {
  let time = START;
  const clock = {
    now: () => time,
    monotonicMs: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
  const sandbox = createShipbobSandbox({
    clock,
    origin: 'https://shipbob.sim',
    requestsPerMinute: 100_000,
    sendWebhook: () => Promise.resolve(200),
    observe: (request, response) => specification?.observe(request, response),
    ...options,
  });
  const { warehouse, state } = sandbox;
  const { id: locationId } = warehouse.addLocation({ name: 'Cicero (IL)' });
  for (const sku of ['TEE', 'MUG']) warehouse.addItem({ sku, onHand: { [locationId]: 100 } });
  const requests: HttpRequest[] = [];
  let change: Rewrite | null = null;
  const http: HttpPort = {
    async call(request) {
      requests.push(request);
      const { method, url, headers = {}, body = '' } = request;
      const { pathname, search } = new URL(url);
      const sentAt = time;
      const answer = await sandbox.faultyHandler({ method, path: `${pathname}${search}`, headers, body });
      if (answer === undefined) throw new NoAnswerError('no answer came');
      const response = { headers: {}, ...answer, sentAt, answeredAt: time };
      return change === null ? response : change(response, request);
    },
  };
  const connection = shipbob.open(
    {
      url: 'https://shipbob.sim',
      token: sandbox.token,
      channelId: sandbox.channelId,
      webhookSecret: SHIPBOB_SECRETS.current,
      webhookSecretPrevious: SHIPBOB_SECRETS.previous,
      ...options.settings,
    },
    { http, clock, random: systemRandom, log: recordLog() },
  );
  const target = connection.requests?.target;
  if (target === undefined) throw new TypeError('the connection takes no requests');
  return {
    ...sandbox,
    connection,
    target,
    locationId,
    requests,
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
    rewrite: (next) => {
      change = next;
    },
    ask: (reference, units) =>
      requestToShip({
        reference,
        lines: Object.entries(units).map(([sku, quantity]) => ({
          sku,
          quantity,
          listingId: String([...state.items.values()].find((item) => item.sku === sku)?.inventoryId ?? 1),
        })),
      }),
    idOf: (reference) =>
      [...state.orders.values()].find((order) => order.referenceId === reference)?.id ?? Number.NaN,
  };
}

/** What did not pass the published specification since the last time that somebody asked. */
export function takeShipbobViolations(): readonly string[] {
  return specification?.takeViolations() ?? [];
}

/** Changes the JSON of an answer to the calls of one operation. */
export function editing(operation: string, edit: (body: unknown) => unknown): Rewrite {
  return (response, request) =>
    request.operation === operation
      ? { ...response, body: JSON.stringify(edit(JSON.parse(response.body))) }
      : response;
}

export async function collect<Item>(pages: AsyncIterable<Page<Item>>): Promise<{
  readonly items: readonly Item[];
  readonly refused: Page<Item>['refused'];
  readonly cursor: string;
}> {
  const all: Page<Item>[] = [];
  for await (const page of pages) all.push(page);
  return {
    items: all.flatMap(({ items }) => items),
    refused: all.flatMap(({ refused }) => refused),
    cursor: all.at(-1)?.cursor ?? '',
  };
}
