import { connectors } from '#connectors/registry.ts';
import type { Configuration } from '#config/schema.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { HttpPort } from '#sdk/http.ts';
import { CliError } from './cli-error.ts';
import { silentLog } from './silent-log.ts';
import { systemClock, systemRandom } from './system-clock.ts';

/** For commands that only ask what a connection can do. */
const unreachable: HttpPort = {
  call: () => Promise.reject(new CliError('this command contacts nobody')),
};

/** Opens every configured connection; opening contacts nobody. */
export function openAccounts(
  configuration: Configuration,
  httpOf: (connection: string) => HttpPort = () => unreachable,
): ReadonlyMap<string, Connection> {
  return new Map(
    Object.entries(configuration.connections).map(([name, { connector, settings }]) => {
      const found = connectors.find((one) => one.name === connector);
      if (found === undefined) throw new CliError(`there is no connector "${connector}"`);
      return [
        name,
        found.open(settings, {
          http: httpOf(name),
          clock: systemClock,
          random: systemRandom,
          log: silentLog,
        }),
      ];
    }),
  );
}
