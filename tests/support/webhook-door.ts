import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { systemClock } from '#cli/system-clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createServer, type Server } from '#server/create-server.ts';
import { createMetrics, type Metrics } from '#server/metrics.ts';
import { recordLog, type RecordedLog } from './record-log.ts';

/** Signs everything that `post` sends. */
export const SECRET = 'webhook-secret-hunter2';

/** Verifies as a vendor's connector does. */
const shop: Connection = {
  check: () => Promise.resolve([]),
  webhooks: {
    verify({ headers, body }) {
      const valid = headers['x-signature'] === sign(body);
      return valid
        ? { valid, deliveryId: headers['x-delivery'] ?? '', topic: 'orders/updated', triggeredAt: null }
        : { valid, reason: 'wrong signature' };
    },
    interpret: () => [],
    register: () => Promise.resolve({ created: [], updated: [], removed: [] }),
    missing: () => Promise.resolve([]),
  },
};

export interface Door {
  readonly server: Server;
  readonly url: string;
  readonly metrics: Metrics;
  readonly log: RecordedLog;
}

export async function openDoor(ledger: Ledger): Promise<Door> {
  const metrics = createMetrics({ version: '0.0.0' });
  const log = recordLog();
  const connections = new Map<string, Connection>([
    ['shop', shop],
    ['erp', { check: () => Promise.resolve([]) }],
  ]);
  const server = createServer({
    ledger,
    metrics,
    log,
    clock: systemClock,
    connections: () => connections,
    diskFreeBytes: () => Promise.resolve(null),
  });
  return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }), metrics, log };
}

interface Sending {
  readonly path?: string;
  readonly delivery?: string;
  /** Null: none. */
  readonly signature?: string | null;
  readonly type?: string | undefined;
}

export async function post(
  { url }: Door,
  body: string | Buffer,
  {
    path = '/webhooks/shop',
    delivery = randomUUID(),
    signature = sign(body),
    type = 'application/json',
  }: Sending,
) {
  const headers = {
    'x-delivery': delivery,
    ...(signature === null ? {} : { 'x-signature': signature }),
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    const value: unknown = await answer.json();
    const result = typeof value === 'object' && value !== null && 'result' in value ? value.result : null;
    return { status: answer.status, result, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    throw new Error(`no answer to ${path}`, { cause: error });
  }
}

/** Sends many requests at once over one connection; for each answer, in order, whether its event was durable by then. */
export async function postPipelined(
  { url }: Door,
  count: number,
  isDurable: (delivery: string) => boolean,
): Promise<readonly boolean[]> {
  const { hostname, port } = new URL(url);
  const deliveries = Array.from({ length: count }, () => randomUUID());
  const body = '{"id":5}';
  const socket = connect(Number(port), hostname);
  const requests = deliveries.map(
    (delivery) =>
      `POST /webhooks/shop HTTP/1.1\r\nhost: x\r\nx-delivery: ${delivery}\r\nx-signature: ${sign(body)}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  socket.write(requests.join(''));
  const durable: boolean[] = [];
  for await (const chunk of socket) {
    for (const [status] of String(chunk).matchAll(/HTTP\/1\.1 \d+/g)) {
      durable.push(status.endsWith('200') && isDurable(deliveries[durable.length] ?? ''));
    }
    if (durable.length === count) break;
  }
  return durable;
}

export function sign(body: string | Uint8Array): string {
  return createHmac('sha256', SECRET).update(body).digest('base64');
}
