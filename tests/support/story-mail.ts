import type { KlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { STORE, type StoryConfiguration, withSettings } from './story-config.ts';

/** The connection that writes to the customers of the story's store. */
export const MAIL = 'mail';

/** The story's configuration, with a Klaviyo account that its store feeds. */
export function withMail(
  written: StoryConfiguration,
  { url, apiKey }: Pick<KlaviyoSandbox, 'url' | 'apiKey'>,
): StoryConfiguration {
  return {
    ...written,
    connections: {
      ...withSettings(written, { [STORE]: { customers: true } }),
      [MAIL]: {
        connector: 'klaviyo',
        timeout: '3s',
        settings: { url, apiKey, overlapMs: 5_000, quarantineMs: 5_000 },
      },
    },
    marketing: { [MAIL]: { stores: [STORE] } },
  };
}
