import axios, { type AxiosAdapter } from 'axios';
import type { HttpPort, HttpResponse } from '#sdk/http.ts';
import { retryAfterMs } from '#sdk/retry-after.ts';

/** One HTTP exchange with the server; it resolves for every status. */
export type Exchange = (request: {
  readonly method: 'GET' | 'POST';
  /** From the slash after the host on. */
  readonly path: string;
  readonly body?: unknown;
  readonly operation: string;
}) => Promise<HttpResponse>;

/** An axios client whose only way to the network is the engine's port: no connector has its own limits or retries. */
export function createExchange(options: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly http: HttpPort;
}): Exchange {
  const base = options.url.replace(/\/+$/, '');
  const client = axios.create({
    headers: { ...options.headers, 'content-type': 'application/json', accept: 'application/json' },
    validateStatus: null,
    responseType: 'text',
    transformResponse: [],
    // The body is text already; the default would parse it to see whether it is JSON.
    transformRequest: [(body: unknown) => body],
  });
  return async ({ method, path, body, operation }) => {
    const url = `${base}${path}`;
    const { adapter, answer } = adapterFor(options.http, { operation, url });
    await client.request({
      method,
      url,
      adapter,
      ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    });
    return answer();
  };
}

function adapterFor(
  http: HttpPort,
  { operation, url }: { readonly operation: string; readonly url: string },
): { adapter: AxiosAdapter; answer: () => HttpResponse } {
  let received: HttpResponse | undefined;
  const adapter: AxiosAdapter = async (config) => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(config.headers.toJSON()))
      headers[name.toLowerCase()] = String(value);
    received = await http.call({
      method: config.method === 'get' ? 'GET' : 'POST',
      url,
      headers,
      ...(typeof config.data === 'string' ? { body: config.data } : {}),
      operation,
      readLimit: (response) => {
        const waitMs = response.status === 429 ? retryAfterMs(response) : undefined;
        return waitMs === undefined ? undefined : { retryAfterMs: waitMs };
      },
    });
    return {
      data: received.body,
      status: received.status,
      statusText: '',
      headers: received.headers,
      config,
    };
  };
  return {
    adapter,
    answer: () => {
      if (received === undefined) throw new TypeError('axios finished without calling its adapter');
      return received;
    },
  };
}
