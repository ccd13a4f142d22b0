import type { LoadedConfiguration } from '#config/load.ts';
import type { Configuration } from '#config/schema.ts';
import type { Connection } from '#sdk/define-connector.ts';

/** The configuration that a command works with. @throws {ConfigurationError} */
export async function loadForCommand({ config }: { readonly config?: string }): Promise<LoadedConfiguration> {
  // Half of the program; help and wrong words of a command line do without.
  const [{ connectors }, { loadConfiguration }] = await Promise.all([
    import('#connectors/registry.ts'),
    import('#config/load.ts'),
  ]);
  return loadConfiguration({ connectors, path: config });
}

/** Every configured connection, for commands that only ask what it can do. */
export async function accountsForCommand(
  configuration: Configuration,
): Promise<ReadonlyMap<string, Connection>> {
  const { openAccounts } = await import('./open-accounts.ts');
  return openAccounts(configuration);
}
