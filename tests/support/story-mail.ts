import type { KlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { STORE } from './story-config.ts';

/** The connection that writes to the customers of the story's store. */
export const MAIL = 'mail';

type Connections = Readonly<Record<string, { readonly settings: Record<string, unknown> }>>;

/** The story's configuration, with a Klaviyo account that its store feeds. */
export function withMail(
  written: Readonly<Record<string, unknown>>,
  { url, apiKey }: Pick<KlaviyoSandbox, 'url' | 'apiKey'>,
): Record<string, unknown> {
  // The story's own configuration, which is plain.
  const connections = written['connections'] as Connections;
  const store = connections[STORE];
  return {
    ...written,
    connections: {
      ...connections,
      [STORE]: { ...store, settings: { ...store?.settings, customers: true } },
      [MAIL]: {
        connector: 'klaviyo',
        timeout: '3s',
        settings: { url, apiKey, overlapMs: 5_000, quarantineMs: 5_000 },
      },
    },
    marketing: { [MAIL]: { stores: [STORE] } },
  };
}
