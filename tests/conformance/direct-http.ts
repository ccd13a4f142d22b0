import type { HttpPort } from '#sdk/http.ts';
import type { SandboxHandler } from '#sdk/sandbox/serve.ts';

/** A port to a sandbox's model without a socket and without faults: for what a fixture does in preparation. */
export function createDirectHttp(handler: SandboxHandler): HttpPort {
  return {
    async call({ method, url, headers = {}, body = '' }) {
      const { pathname, search } = new URL(url);
      const sentAt = Date.now();
      const answer = await handler({ method, path: `${pathname}${search}`, headers, body });
      return {
        status: answer.status,
        headers: answer.headers ?? {},
        body: answer.body,
        sentAt,
        answeredAt: Date.now(),
      };
    },
  };
}
