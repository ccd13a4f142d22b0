import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActiveRule, HttpFault, HttpRule, SeenAnswer, SeenRequest } from './http-fault.ts';
import { listenOnLoopback } from './listen.ts';

/** Hop-by-hop, or wrong once the body is held in one piece. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);
const SEEN_MAX = 20_000;

export interface HttpProxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  /** Status -> how often it was answered. 0: no answer was given. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What came, faults or not. */
  readonly requests: number;
  /** Its newest requests. */
  readonly seen: readonly SeenRequest[];
  /** The newest rule that fits a request decides about it. */
  rule(rule: HttpRule): ActiveRule;
  retarget(url: string): void;
  /** While false, connections are ended at once. */
  setOpen(isOpen: boolean): void;
  readonly refused: number;
  close(): Promise<void>;
}

/** A door in front of an HTTP server that reads whole requests and whole answers, and spoils those that a rule names. */
export async function startHttpProxy(targetUrl: string): Promise<HttpProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const statuses = new Map<number, number>();
  const seen: SeenRequest[] = [];
  const rules: { readonly rule: HttpRule; fired: number; isRemoved: boolean }[] = [];
  const stopping = new AbortController();
  let [requests, refused] = [0, 0];
  let target = targetUrl;
  let isOpen = true;

  const note = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const faultFor = (request: SeenRequest): { fault: HttpFault; count: number } | null => {
    for (const one of rules.toReversed()) {
      const isSpent = one.isRemoved || one.fired >= (one.rule.times ?? Infinity);
      if (isSpent || one.rule.when?.(request) === false) continue;
      one.fired += 1;
      return { fault: one.rule.fault, count: one.fired };
    }
    return null;
  };
  const forward = (request: SeenRequest): Promise<SeenAnswer> => send(target, request, agent);
  const forwardLater = (request: SeenRequest, delayMs: number): void => {
    void sleep(delayMs, undefined, { signal: stopping.signal })
      .then(() => forward(request))
      // Whom it was for has stopped listening long ago.
      .catch(() => undefined);
  };
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    requests += 1;
    seen.push(request);
    if (seen.length > SEEN_MAX) seen.shift();
    const found = faultFor(request);
    const end = (value: SeenAnswer): void => {
      note(value.status);
      writeAnswer(response, value);
    };
    const lose = (): void => {
      note(0);
      message.socket.destroy();
    };
    if (found === null) return end(await forward(request));
    const { fault, count } = found;
    switch (fault.kind) {
      case 'cut-before':
        return lose();
      case 'cut-after':
        await forward(request);
        return lose();
      case 'silent-before':
        return note(0);
      case 'silent-after':
        await forward(request);
        return note(0);
      case 'late':
        forwardLater(request, fault.delayMs(count));
        return note(0);
      case 'postponed':
        forwardLater(request, fault.delayMs(count));
        return end({ status: fault.status, headers: {}, body: Buffer.alloc(0) });
      case 'slow': {
        const value = await forward(request);
        await sleep(fault.delayMs, undefined, { signal: stopping.signal });
        return end(value);
      }
      case 'trickle':
        note(200);
        return trickle(response, await forward(request), { ...fault, signal: stopping.signal });
      case 'answer':
        return end(fault.answer(count, request));
      case 'garble':
        return end(fault.change(await forward(request), count));
      case 'repeat': {
        const answers = await Promise.all(Array.from({ length: fault.times }, () => forward(request)));
        const [first] = answers;
        return first === undefined ? lose() : end(first);
      }
    }
  };
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 }, (message, response) => {
    answer(message, response).catch(() => {
      // The other side is away, or the caller has gone: the caller sees a broken connection, as without a proxy.
      note(0);
      message.socket.destroy();
    });
  });
  server.on('connection', (socket) => {
    if (isOpen) return;
    refused += 1;
    socket.destroy();
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    statuses,
    seen,
    get requests() {
      return requests;
    },
    get refused() {
      return refused;
    },
    rule(rule) {
      const entry = { rule, fired: 0, isRemoved: false };
      rules.push(entry);
      return {
        name: rule.name,
        get fired() {
          return entry.fired;
        },
        remove: () => {
          entry.isRemoved = true;
        },
      };
    },
    retarget: (url) => {
      target = url;
    },
    setOpen(open) {
      isOpen = open;
      if (!open) server.closeAllConnections();
    },
    async close() {
      stopping.abort(new Error('the proxy is closed'));
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: message.method ?? 'GET',
    path: message.url ?? '/',
    headers,
    body: Buffer.concat(chunks),
    atMs: Date.now(),
  };
}

function send(target: string, request: SeenRequest, agent: Agent): Promise<SeenAnswer> {
  const { hostname, port } = new URL(target);
  const headers = { ...without(request.headers), 'content-length': String(request.body.length) };
  return new Promise((resolve, reject) => {
    const { method, path } = request;
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 502,
          headers: without(incoming.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

function without<Value>(headers: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const kept: Record<string, Value> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !OWN_HEADERS.has(name)) kept[name] = value;
  return kept;
}

function writeAnswer(response: ServerResponse, { status, headers, body }: SeenAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

async function trickle(
  response: ServerResponse,
  { status, headers, body }: SeenAnswer,
  { bytesPerSecond, signal }: { readonly bytesPerSecond: number; readonly signal: AbortSignal },
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(1_000 / bytesPerSecond, undefined, { signal });
  }
  response.end();
}
