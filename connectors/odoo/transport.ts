import { asEffect } from '#sdk/call-effect.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import type { HttpPort } from '#sdk/http.ts';
import { retryRead } from '#sdk/retry-read.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { createJson2 } from './json-2.ts';
import { createJsonRpc } from './json-rpc.ts';
import { detectVersion } from './detect-version.ts';
import type { OdooAnswer, OdooCall, Protocol } from './protocol.ts';
import type { OdooSettings } from './settings.ts';

export interface Transport {
  /** 17, 18 or 19; a later major version is spoken to as 19. */
  version(): Promise<number>;
  call(call: OdooCall): Promise<OdooAnswer>;
}

/** JSON-RPC for 17 and 18, JSON-2 from 19 on (`/jsonrpc` is deprecated there). The version is asked once. */
export function createTransport(
  settings: OdooSettings,
  { http, clock, random }: Pick<ConnectorTools, 'http' | 'clock' | 'random'>,
): Transport {
  const exchange = createExchange({ url: settings.url, headers: {}, http });
  // One language for the vendor's words, UTC for datetime cells: `load` reads them in the user's own time zone.
  const context = {
    lang: 'en_US',
    tz: 'UTC',
    ...(settings.company === undefined ? {} : { allowed_company_ids: [settings.company] }),
  };
  let opened: Promise<{ version: number; protocol: Protocol }> | undefined;
  const open = (): Promise<{ version: number; protocol: Protocol }> => {
    opened ??= retryRead(() => openProtocol(settings, exchange, http), { clock, random }).catch(
      (error: unknown) => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  };
  return {
    version: async () => (await open()).version,
    async call(call) {
      const { protocol } = await open();
      const send = () =>
        asEffect(call.effect, () => protocol.send({ ...call, context: { ...context, ...call.context } }));
      const sent = await (call.effect === 'read' ? retryRead(send, { clock, random }) : send());
      const { sentAt, answeredAt, headers } = sent.response;
      const date = Date.parse(headers['date'] ?? '');
      return { result: sent.result, sentAt, answeredAt, vendorAt: Number.isNaN(date) ? null : date };
    },
  };
}

async function openProtocol(
  settings: OdooSettings,
  exchange: Exchange,
  http: HttpPort,
): Promise<{ version: number; protocol: Protocol }> {
  const version = settings.version === 'auto' ? await detectVersion(exchange) : settings.version;
  const protocol = version >= 19 ? createJson2(settings, http) : createJsonRpc(settings, exchange);
  return { version, protocol };
}
