import { connectors } from '#connectors/registry.ts';
import { type LoadedConfiguration, loadConfiguration } from '#config/load.ts';

/** The configuration that a command works with. @throws {ConfigurationError} */
export async function loadForCommand({ config }: { readonly config?: string }): Promise<LoadedConfiguration> {
  return loadConfiguration({ connectors, path: config });
}
