import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '#sdk/clock.ts';
import type { FaultBoard } from './fault-board.ts';

const BODY_BYTES_MAX = 16 * 1024 * 1024;
const LATENCY_MAX_MS = 400;
const LATE_EFFECT_MAX_MS = 4_000;
/** A call that is never answered keeps its socket this long at most. */
const SILENCE_MAX_MS = 60_000;

export interface SandboxRequest {
  readonly method: string;
  /** Path with its query string. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A vendor's whole HTTP surface as one function over its in-memory model; no sockets, so a simulation can call it. */
export type SandboxHandler = (request: SandboxRequest) => Promise<SandboxResponse>;

/** A running sandbox. */
export interface RunningSandbox {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Wraps a handler with the faults that any vendor's transport can have. `undefined` means: the caller never hears
 * an answer, although the effect may have happened, or may still happen (`late-effect`).
 */
export function withTransportFaults(
  handler: SandboxHandler,
  options: {
    readonly faults: FaultBoard;
    readonly clock: Clock;
    readonly operationOf: (request: SandboxRequest) => string;
  },
): (request: SandboxRequest) => Promise<SandboxResponse | undefined> {
  const { faults, clock, operationOf } = options;
  return async (request) => {
    const operation = operationOf(request);
    if (faults.isDown()) return undefined;
    if (faults.roll('latency', operation)) await clock.sleep(faults.draw() * LATENCY_MAX_MS);
    if (faults.roll('timeout-before', operation)) return undefined;
    if (faults.roll('late-effect', operation)) {
      void clock.sleep(faults.draw() * LATE_EFFECT_MAX_MS).then(() => handler(request));
      return undefined;
    }
    const response = await handler(request);
    if (faults.roll('timeout-after', operation)) return undefined;
    if (faults.roll('malformed', operation))
      return { ...response, body: response.body.slice(0, response.body.length / 2) };
    return response;
  };
}

/** Serves a handler on loopback. While the board says down, connections are cut at once. */
export async function serveSandbox(options: {
  readonly handler: (request: SandboxRequest) => Promise<SandboxResponse | undefined>;
  readonly faults: FaultBoard;
  readonly port?: number;
}): Promise<RunningSandbox> {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void answer(options, request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

async function answer(
  {
    handler,
    faults,
  }: { handler: (request: SandboxRequest) => Promise<SandboxResponse | undefined>; faults: FaultBoard },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (faults.isDown()) {
    request.socket.destroy();
    return;
  }
  try {
    const result = await handler(await readRequest(request));
    if (result === undefined) {
      // The caller's own deadline decides; the timer only keeps a forgotten socket from living for ever.
      setTimeout(() => request.socket.destroy(), SILENCE_MAX_MS).unref();
      return;
    }
    response.writeHead(result.status, { 'content-type': 'application/json', ...result.headers });
    response.end(result.body);
  } catch (error) {
    // A defect of the sandbox must be seen as one, not as a vendor's fault.
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(
      `sandbox defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

async function readRequest(request: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Error(`request body over ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
